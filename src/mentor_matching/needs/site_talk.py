"""Talk about the site itself: who cannot log in here has not asked about websites."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from mentor_matching.needs.phrases import Phrase

Likeness = npt.NDArray[np.floating]
# Chosen on the half `design` of `beside_the_point.csv`, beside all sets of needs: who has trouble
# with the page of a business says whose it is, and is nearer to what others said of theirs.
_ALIKE, _MORE_THAN_THE_AREA = 0.75, 0.15


class SiteTalk:
    """Tells talk about the site by the phrases that a text is nearest to.

    Args:
        phrases: every phrase, in the order of the likeness that is asked about.
        of_the_site: the words of those that are said about the site.
    """

    def __init__(self, phrases: Sequence[Phrase], of_the_site: Collection[tuple[str, ...]]) -> None:
        self._rows = np.array(
            [row for row, phrase in enumerate(phrases) if phrase.words in of_the_site], np.intp
        )
        self._owners = np.array([phrase.owner for phrase in phrases])

    def is_meant(self, likeness: Likeness, area: int) -> bool:
        """Whether a text is more like what is said of the site than of its likeliest area.

        Args:
            likeness: how like each phrase the text is, shape (phrases,).
            area: the number of the likeliest area.

        >>> phrases = [Phrase(0, "en", "my page", ("my", "page"), True),
        ...            Phrase(1, "en", "i cannot log in", ("i", "cannot", "log", "in"), False)]
        >>> talk = SiteTalk(phrases, {phrases[1].words})
        >>> talk.is_meant(np.array([0.4, 0.9]), 0), talk.is_meant(np.array([0.9, 0.8]), 0)
        (True, False)
        """
        if not len(self._rows):
            return False
        alike = _of_the_best_two(likeness[self._rows])
        of_area = _of_the_best_two(likeness[self._owners == area])
        return alike >= _ALIKE and alike >= of_area + _MORE_THAN_THE_AREA


def _of_the_best_two(likeness: Likeness) -> float:
    return float(np.sort(likeness)[-2:].mean())
