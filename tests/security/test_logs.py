"""Logs are one JSON object a line, without tokens, addresses of people or refused rows."""

import json
import logging

import pytest

from tequio.logs import hidden, json_formatter


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /answer/abc-DEF_1", "Not Found: /answer/..."),
        ("Not Found: /reply/abc/sent", "Not Found: /reply/.../sent"),
        ("/account/password/reset/key/3-abc/", "/account/password/reset/key/.../"),
        ("Key (email)=(maria@example.org)", "Key (email)=(...@...)"),
        ("no.\nDETAIL:  Key (name)=(María Ajú) exists.", "no.\nDETAIL: ..."),
        ("Not Found: /mentors/", "Not Found: /mentors/"),
    ],
)
def test_what_is_hidden(said: str, kept: str) -> None:
    assert hidden(said) == kept


def test_a_line_break_in_an_address_is_still_one_line() -> None:
    record = logging.LogRecord(
        "django.request", 30, "", 1, "Not Found: %s", ("/a\nb\r\u2028c",), None
    )
    line = json_formatter().format(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["event"].startswith("Not Found: /a")


def test_an_exception_is_kept_without_its_values() -> None:
    try:
        raise ValueError("DETAIL: Failing row contains (maria@example.org, zanate)")
    except ValueError as error:
        told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", 40, "", 1, "fault", (), told)
    line = json_formatter().format(record)
    assert "zanate" not in line
    assert "maria@" not in line
