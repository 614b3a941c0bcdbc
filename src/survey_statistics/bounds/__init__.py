"""What is not known: bounds, sensitivity to assumptions, and what a follow-up buys."""
