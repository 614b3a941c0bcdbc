"""The examples in the documentation of the made-up study are true."""

import doctest
from importlib import import_module

import pytest

MODULES = ("answering", "attempts", "choices", "presets")


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    module = import_module(f"community_simulation.study.{name}")
    failed, tried = doctest.testmod(module)
    assert tried
    assert failed == 0
