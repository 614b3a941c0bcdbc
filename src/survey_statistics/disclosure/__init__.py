"""Disclosure control: what a published table gives away, and how to keep it."""
