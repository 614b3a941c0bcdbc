"""The command `survey-statistics`: files and plans in, JSON out."""
