"""Compiles the messages, and the tests' right-to-left language, before they are read."""

import pytest

from tequio.commands.messages.compilation import compile_pseudo, compile_spanish


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile what changed; nothing to do costs nothing."""
    compile_spanish()
    compile_pseudo()
