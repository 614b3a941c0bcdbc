"""Takes out of every text that is sent what nobody sees: for all forms, in one place."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tequio.domain.people import unseen_signs


class WithoutUnseenSigns:
    """Passwords stay as they were typed; so do the signs that writing needs, and NUL.

    Pasted text carries such signs without anybody's will, so that they are taken out and not
    refused. It follows the protection against forged forms, which has read the fields already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if request.method != "POST":
            return
        changed = {
            name: [unseen_signs.without(value) for value in values]
            for name, values in request.POST.lists()
            if "password" not in name and any(map(unseen_signs.found_in, values))
        }
        if changed:
            fields = request.POST.copy()
            for name, values in changed.items():
                fields.setlist(name, values)
            request.POST = fields  # type: ignore[assignment]  # Django's own setter takes it
