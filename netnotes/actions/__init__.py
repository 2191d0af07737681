"""What can be done with a vault, without a terminal: the verbs and the browser’s forms call the same functions. `serving/` is `netnotes serve`."""
