"""What a deviation changes of the locked plan, as data and in words: the sample, the follow-up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tequio.domain.studies.plan.document import Sample
from tequio.domain.studies.report.labels import label

FOLLOW_UPS: Final = ("follow_up", "follow_up_before")


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
    for one in of_the_sample(changes):
        strata = tuple(one["strata"])
        sample = replace(
            sample,
            size=int(one["size"]),
            strata=strata,
            allocation=sample.allocation if strata == sample.strata else "proportional",
            design="simple" if sample.design == "stratified" and not strata else sample.design,
        )
    return sample


def of_the_sample(listed: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of these changes that are of the sample."""
    return [one for one in listed if "size" in one]


def follow_up_change(
    share: float, modes: Iterable[str], planned: Mapping[str, Any]
) -> dict[str, Any]:
    """Another follow-up of the silent than the planned one, empty where none is planned."""
    return {
        "follow_up": {"share": share, "modes": sorted(modes)},
        "follow_up_before": {
            "share": planned.get("share"), "modes": sorted(planned.get("modes") or ())
        },
    }  # fmt: skip


def in_words(content: Mapping[str, Any], language: str) -> str:
    """What the change says, for people."""
    return (_follow_up if "follow_up" in content else _sample)(content, language)


def _follow_up(content: Mapping[str, Any], language: str) -> str:
    is_english = language == "en"
    now, before = (_of_the_silent(content[key], language) for key in FOLLOW_UPS)
    if not before:
        said, none = (
            ("The follow-up asks", "the plan has none")
            if is_english
            else ("El seguimiento pregunta a", "el plan no tiene ninguno")
        )
        return f"{said} {now}; {none}."
    return (
        f"The follow-up asks {now}, instead of {before}."
        if is_english
        else f"El seguimiento pregunta a {now}, en lugar de {before}."
    )


def _of_the_silent(follow_up: Mapping[str, Any], language: str) -> str:
    """`10% of the silent (Telephone, WhatsApp)`; nothing where there is no follow-up."""
    if follow_up["share"] is None:
        return ""
    modes = ", ".join(label(mode, language, {}) for mode in follow_up["modes"])
    silent = "of the silent" if language == "en" else "de quienes no respondieron"
    return f"{100 * follow_up['share']:g}% {silent} ({modes})"


def _sample(content: Mapping[str, Any], language: str) -> str:
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
