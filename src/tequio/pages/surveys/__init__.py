"""Pages for whoever is asked: no name, no script, one key in the address."""
