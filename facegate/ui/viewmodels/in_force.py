"""The threshold that decides now, and where it comes from in words."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.ui.i18n import translate
from facegate.ui.rate_words import about_text, whole_text
from facegate.ui.session import Session
from facegate.ui.sources import source_text


@dataclass(frozen=True, slots=True)
class InForce:
    """The threshold that decides now.

    Attributes:
        date: ISO date; "" where it is not known.
        people: for how many it was accepted, 0 where that is not known; None for the model's own.
        wanted: the rate that it was accepted for, 0..1; None for the model's own and for one chosen by hand.
        looks: of how many looks how many had to agree when it was accepted; None where that is not known.
        measured: False for a model whose own threshold nobody measured: then nobody is identified.
    """

    threshold: float
    model_id: str
    source: str
    date: str
    people: int | None = None
    wanted: float | None = None
    looks: tuple[int, int] | None = None
    measured: bool = True


def in_force(session: Session) -> InForce | None:
    """The threshold that decides now; None until the models are loaded."""
    engine = session.services.runner.handler.engine
    if engine is None:
        return None
    site, point = session.settings.recognition.threshold, engine.vision.operating_point
    if site is not None and site.applies_to(point.model_id):
        looks = (site.looks_needed, site.looks_window) if site.looks_window else None
        return InForce(site.value, site.model, site.source, site.date, site.people, site.fpir, looks)
    return InForce(point.threshold, point.model_id, point.source, point.date, measured=point.measured)


def provenance_words(now: InForce) -> str:
    """Where a threshold comes from, since when it is used, for how many people."""
    if not now.measured:
        return translate(
            "Calibration",
            "Nobody measured a threshold for {model}: nobody is identified until one is accepted from a calibration.",
        ).format(model=now.model_id)
    source = source_text(now.source)
    if now.people is None:
        return translate("Calibration", "Default of {model}. Source: {source} ({date}).").format(
            model=now.model_id, source=source, date=now.date
        )
    chosen = translate("Calibration", "by hand")
    if now.wanted:
        chosen = translate("Calibration", "a stranger may be taken for somebody {often}").format(
            often=about_text(now.wanted)
        )
    if not now.date:
        return translate("Calibration", "Chosen here: {chosen}. Model: {model}.").format(
            chosen=chosen, model=now.model_id
        )
    return translate(
        "Calibration", "Calibrated here on {date}: {chosen}, for {people} people. Model: {model}. Source: {source}."
    ).format(date=now.date, chosen=chosen, people=whole_text(now.people), model=now.model_id, source=source)
