"""Where somebody came from, and which page they can read instead of an address for forms."""

from urllib.parse import urlsplit

from django.http import HttpRequest

from tequio.pages.shared.access_table import readable_above, takes_only_forms


def form_stood_on(request: HttpRequest) -> str:
    """The path of our own page that the browser names as the one before, if it can be read."""
    named = urlsplit(request.headers.get("Referer", ""))
    is_ours = named.netloc == request.get_host() and named.path.startswith("/")
    if not is_ours or named.path.startswith("//"):
        return ""
    return readable_above(named.path) if takes_only_forms(named.path) else named.path


def page_to_read(request: HttpRequest) -> str:
    """This address; where it takes a form only, the page the form stood on."""
    if takes_only_forms(request.path):
        return form_stood_on(request) or readable_above(request.path)
    return request.get_full_path()
