"""Plugins of our own for every test run."""

pytest_plugins = [
    "tests.browser_plugin",
    "tests.longest_first_plugin",
    "tests.memory_plugin",
    "tests.messages_plugin",
    "tests.postgres_plugin",
]
