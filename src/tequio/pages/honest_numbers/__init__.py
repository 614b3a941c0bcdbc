"""Pages of the area: honest numbers."""
