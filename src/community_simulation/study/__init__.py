"""A made-up community under study: what is true of everybody, and what a survey gets to see."""
