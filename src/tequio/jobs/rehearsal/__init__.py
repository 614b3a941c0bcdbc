"""Rehearsals: a whole study on a made-up community whose truth is known."""
