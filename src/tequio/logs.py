"""Logs as one JSON object a line, without content, tokens or addresses of people."""

import logging
import logging.config
import re
from typing import Any, Final

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


BEFORE: Final = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
"""What every line carries, whichever library wrote it."""


def configure(configuration: dict[str, Any]) -> None:
    """Django's logging, and structlog's words through it: one form and one time in every log."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *BEFORE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    logging.config.dictConfig(configuration)


def configuration(level: str) -> dict[str, Any]:
    """Where lines go and which are kept, as `LOGGING` of the settings says it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": json_formatter}},
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            "procrastinate": {"level": "WARNING"},
            "django.security.DisallowedHost": {"filters": [without_trace]},
        },
    }


def without_trace(record: logging.LogRecord) -> bool:
    """Keeps one short line of a request that the site was right to refuse."""
    record.exc_info = record.exc_text = None
    return True


def json_formatter() -> logging.Formatter:
    """Formats records of the standard library and of structlog alike."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=BEFORE,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_secrets,
            structlog.processors.JSONRenderer(),
        ],
    )
