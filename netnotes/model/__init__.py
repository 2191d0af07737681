"""The values that pass between the rooms: people, diagnostics, settings."""
