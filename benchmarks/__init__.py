"""How long netnotes takes, beside others who make pages from notes."""
