"""The content security policy of a page."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class ContentPolicy(CSPMiddleware):
    """Puts the policy of the settings together once; only pages that change theirs do so anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_usual = self.get_policy_parts(request, response) == PolicyParts()
        if not is_usual or HEADER in response or hasattr(response, "_csp_exempt"):
            return super().process_response(request, response)
        response[HEADER] = self.usual
        return response
