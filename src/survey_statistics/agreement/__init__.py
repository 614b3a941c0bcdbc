"""Do two coders see the same: percent, kappa and alpha, with bootstrap intervals."""
