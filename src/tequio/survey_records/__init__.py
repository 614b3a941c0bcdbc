"""Records of studies: frames, samples, attempts, answers, results. They know nobody by name."""
