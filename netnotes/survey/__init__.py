"""A first look at notes that were not written for netnotes, for `init`; pure."""
