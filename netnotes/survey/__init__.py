"""A survey of notes that were not written for netnotes, for `init`. It reads no file."""
