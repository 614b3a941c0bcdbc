"""Who answered: R-indicators, partial indicators, response bias and level of effort."""
