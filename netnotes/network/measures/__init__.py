"""Measures of a network, each computed once: see `measures.py`."""
