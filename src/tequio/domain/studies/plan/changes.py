"""A smaller sample than the locked plan says: what changes, and the sample that is drawn then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tequio.domain.studies.plan.document import Sample
from tequio.domain.studies.report.labels import label


@dataclass(frozen=True)
class SampleChange:
    """How many are drawn instead, and from which of the planned strata; none means simply."""

    size: int
    strata: tuple[str, ...]
    size_before: int
    strata_before: tuple[str, ...]

    @property
    def content(self) -> dict[str, Any]:
        """As it is kept with the deviation and published."""
        return {
            "size": self.size,
            "strata": list(self.strata),
            "size_before": self.size_before,
            "strata_before": list(self.strata_before),
        }


def change(sample: Sample, size: int, strata: Sequence[str]) -> SampleChange:
    """The change from a sample to a smaller one; strata stand in the order of the plan."""
    kept = tuple(name for name in sample.strata if name in strata)
    return SampleChange(size, kept, sample.size, sample.strata)


def changed(sample: Sample, changes: Iterable[Mapping[str, Any]]) -> Sample:
    """The sample after these changes, in their order.

    Without strata a stratified draw becomes a simple one. With fewer strata it is proportional:
    other allocations name strata that are no longer there.
    """
    for one in changes:
        strata = tuple(one["strata"])
        sample = replace(
            sample,
            size=int(one["size"]),
            strata=strata,
            allocation=sample.allocation if strata == sample.strata else "proportional",
            design="simple" if sample.design == "stratified" and not strata else sample.design,
        )
    return sample


def in_words(content: Mapping[str, Any], language: str) -> str:
    """What the change says, for people."""
    is_english = language == "en"
    said = (
        f"A sample of {content['size']} instead of {content['size_before']}"
        if is_english
        else f"Una muestra de {content['size']} en lugar de {content['size_before']}"
    )
    if content["strata"] == content["strata_before"]:
        return f"{said}."
    before, after = (
        ", ".join(label(name, language, {}).lower() for name in content[which])
        for which in ("strata_before", "strata")
    )
    if not after:
        return f"{said}, {'drawn without strata' if is_english else 'sorteada sin estratos'}."
    by, instead = ("by", "instead of by") if is_english else ("por", "en lugar de por")
    return f"{said}, {by} {after} {instead} {before}."
