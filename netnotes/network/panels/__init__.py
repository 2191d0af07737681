"""The panels of the page Mix, and how each is computed: see `panel_list.py`."""
