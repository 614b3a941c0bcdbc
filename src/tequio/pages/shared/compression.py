"""Pages are sent packed, a little less tightly than Django packs them.

Its level takes nearly twice the time of this one, for a thirtieth of the bytes. What stays is the
random length that Django adds, so that the length of a page tells nothing of what is in it.
"""

import gzip
import secrets
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

LEVEL: Final = 4
HEADER: Final = 10  # bytes before the name of the file, which nobody reads
HAS_A_NAME: Final = 0x08
WORTH_IT: Final = 200


class Compression(GZipMiddleware):
    """Packs whole pages; what is sent piece by piece is left to Django."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if len(response.content) < WORTH_IT or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            _send_packed(response, pack(response.content, self.max_random_bytes))
        return response


def pack(content: bytes, most_random: int) -> bytes:
    """The content packed, with a name of random length."""
    packed = bytearray(gzip.compress(content, LEVEL, mtime=0))
    packed[3] |= HAS_A_NAME
    packed[HEADER:HEADER] = b"a" * secrets.randbelow(most_random) + b"\x00"
    return bytes(packed)


def _send_packed(response: HttpResponse, packed: bytes) -> None:
    if len(packed) >= len(response.content):
        return
    response.content = packed
    response["Content-Length"] = str(len(packed))
    response["Content-Encoding"] = "gzip"
    if response.get("ETag", "").startswith('"'):  # another form of the same: no longer byte by byte
        response["ETag"] = "W/" + response["ETag"]
