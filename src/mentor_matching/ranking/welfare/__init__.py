"""Rankings of everybody at once that maximise the expected number of matches."""
