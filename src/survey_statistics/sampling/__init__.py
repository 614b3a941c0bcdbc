"""Drawing samples: a draw follows from the set of identifiers and a seed, not from row order."""
