"""Other people's formats, and people: one file a format. Pure."""
