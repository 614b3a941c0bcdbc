"""Markets of entrepreneurs and mentors with known truth, to test ranking rules on."""
