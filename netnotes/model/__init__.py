"""The values that all other parts work with: people, goals, events, diagnostics, settings."""
