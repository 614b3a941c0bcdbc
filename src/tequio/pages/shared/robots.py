"""What programs that read the web may read: the pages meant for everybody, and nothing else."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

PUBLIC: Final = (
    ("people:home", ()),
    ("people:rules", ()),
    ("people:privacy", ()),
    ("honest_numbers:read", ()),
    ("studies:published", ()),
    ("studies:report", ("*",)),
)
"""The view and the arguments of its address, * for any."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Forbid everything, then allow page by page; the dollar sign ends an address."""
    pages = [reverse(name, args=args) for name, args in PUBLIC]
    allowed = "".join(f"Allow: {page}$\n" for page in pages)
    text = f"User-agent: *\n{allowed}Allow: /static/\nDisallow: /\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
