"""Edits of a note's text: a logged touch, a ticked promise, a property, a renamed link.

An edit names the lines it changes and leaves every other byte alone. Nothing here reads or writes
files.
"""
