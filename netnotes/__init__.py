"""netnotes: plain notes about the people you know in, a private dashboard out."""

__version__ = "0.1.0"
