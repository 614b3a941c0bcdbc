"""A made-up community of entrepreneurs and mentors in Guatemala and Mexico."""
