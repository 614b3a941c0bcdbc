"""Static files under names that change with their content, and packed once for all readers."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOR_FEW: Final = "admin/"


class Storage(CompressedManifestStaticFilesStorage):
    """What everybody loads is packed as small as it goes.

    Django's admin has most of the files and very few readers: packed that well, it would make
    the first start wait for seconds. There gzip is enough.
    """

    is_for_few = False

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Both kinds, one after the other."""
        everything = list(paths)
        for self.is_for_few in (False, True):
            chosen = [path for path in everything if path.startswith(FOR_FEW) == self.is_for_few]
            yield from super().compress_files(chosen)

    def create_compressor(self, **options: Any) -> Compressor:
        """The packer of the present kind."""
        return Compressor(use_brotli=not self.is_for_few, **options)
