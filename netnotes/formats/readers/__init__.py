"""Files of other programs, read into cards."""
