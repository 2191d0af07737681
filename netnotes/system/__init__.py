"""The operating system: files, locks, git's index, processes, sockets, the progress line.

Nothing here knows what a note or a contact is.
"""
