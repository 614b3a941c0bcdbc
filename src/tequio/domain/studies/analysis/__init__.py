"""The numbers of a study: a pure function from its data to results, the same every time."""
