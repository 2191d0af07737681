"""A note’s own words as HTML or as plain words; knows nothing of people and imports nothing of ours."""
