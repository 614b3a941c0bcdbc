"""Staff pages open only to those of the staff who sign in with a second step."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

OF_STAFF: Final = ("staff:", "admin:", "components")


class StaffSecondStep:
    """Sends staff without a second step to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not settings.STAFF_NEED_A_SECOND_STEP or not name.startswith(OF_STAFF):
            return None
        if not request.user.is_authenticated or is_mfa_enabled(request.user):
            return None
        messages.warning(request, _("Pages of the staff open once you have a second step."))
        return redirect("mfa_index")
