"""How long netnotes takes, beside other programs that make pages from notes."""
