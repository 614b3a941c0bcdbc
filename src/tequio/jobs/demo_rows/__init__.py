"""Rows of the made-up community, table by table."""
