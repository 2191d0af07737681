"""The text of notes → contacts, goals and events. Nothing here opens a file or reads the clock."""
