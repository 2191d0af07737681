"""The page Map in three steps: who belongs where, the geometry, and the drawing."""
