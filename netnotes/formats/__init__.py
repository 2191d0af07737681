"""Other people’s formats, pure: `readers/` file → cards, `writers/` network → file, `matching/` who is the same person."""
