"""Text → text: a logged touch, a ticked promise, a property, a renamed link. Nothing here touches the disk.

An edit names the lines it changes and leaves every other byte alone; where a note can't be edited safely, it says why.
"""
