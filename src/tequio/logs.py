"""Logs as one JSON object a line, without content, tokens or addresses of people."""

import logging
import re
from typing import Final

import structlog
from structlog.typing import EventDict, WrappedLogger

HIDDEN: Final = (
    (re.compile(r"(/(?:answer|reply|how-it-went|key|r)/)[^/\s\"'?]+"), r"\1..."),  # tokens of links
    (re.compile(r"[^\s<>\"'=(/]+@[^\s<>\"')]+"), "...@..."),  # addresses of people
    (re.compile(r"DETAIL: .*"), "DETAIL: ..."),  # the row that the database refused
)


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hides tokens, addresses of people and refused rows in everything that is text."""
    return {
        name: hidden(value) if isinstance(value, str) else value for name, value in event.items()
    }


def hidden(text: str) -> str:
    """The text as it may be kept in a log."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


def json_formatter() -> logging.Formatter:
    """Formats records of the standard library and of structlog alike."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_secrets,
            structlog.processors.JSONRenderer(),
        ],
    )
