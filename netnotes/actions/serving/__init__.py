"""`netnotes serve`: the dashboard in the browser, rebuilt whenever a note changes."""
