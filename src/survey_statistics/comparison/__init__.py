"""Mentored and not mentored side by side: balance, adjusted differences, and their fragility."""
