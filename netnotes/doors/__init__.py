"""The only rooms that touch the disk, the clock or the network."""
