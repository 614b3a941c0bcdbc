"""The web application as WSGI servers want it."""

import os

from django.core.wsgi import get_wsgi_application

from mentor_matching import industries
from mentor_matching.needs import meaning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
application = get_wsgi_application()


def load() -> None:
    """What the first trade and the first needs would wait for; all workers share it."""
    industries.load()
    meaning.shipped()
