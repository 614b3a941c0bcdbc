"""Sample size, power and the smallest effect a study can see."""
