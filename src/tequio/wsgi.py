"""The web application as WSGI servers want it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
application = get_wsgi_application()
