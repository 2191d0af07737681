"""Markdown → HTML or plain words. Knows nothing of people; imports only `text` and `errors`."""
