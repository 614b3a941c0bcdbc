"""Studies: from a plan and a frozen frame to a published report."""
