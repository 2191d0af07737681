"""The network, written in formats that other programs read."""
