"""Plugins of our own for every test run."""

pytest_plugins = ["tests.messages_plugin", "tests.postgres_plugin"]
