"""The operating system: files, locks, git’s index, processes, sockets, the progress line; knows nothing of notes and people."""
