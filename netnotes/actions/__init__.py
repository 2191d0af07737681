"""What can be done with a vault, without a terminal.

The verbs and the forms in the browser call the same functions. `serving/` is `netnotes serve`.
"""
