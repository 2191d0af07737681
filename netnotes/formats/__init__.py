"""The formats of other programs, without any access to the disk.

`readers/` turns a file into cards, `writers/` turns the network into a file, and `matching/` finds
out who is the same person.
"""
