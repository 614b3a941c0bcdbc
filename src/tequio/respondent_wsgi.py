"""The respondents' surface as WSGI servers want it: other addresses, another database role."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["TEQUIO_SURFACE"] = "respondents"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
application = get_wsgi_application()
