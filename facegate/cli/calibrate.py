"""``facegate calibrate``: the threshold for how often a stranger may be taken for somebody, at this site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.calibrate_words import text_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.domain.calibration import Calibration, Proposal
    from facegate.pipeline.engine import Engine
    from facegate.pipeline.services import Services
    from facegate.settings.threshold import SiteThreshold

STRANGERS_A_MONTH = 1000
"""Visits of strangers that false alarms are told for, unless somebody knows better."""

VISITS_A_PERSON = 40
"""Visits a month of each person enrolled: twice on each of twenty working days."""

_DEFAULT_PROFILE = "balanced"

_QUANTILES = (0.001, 0.05, 0.5, 0.95, 0.999)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calibrate", epilog="Example: facegate calibrate --profile balanced --accept")(calibrate)


def calibrate(
    context: typer.Context,
    fpir: Annotated[
        float | None,
        typer.Option("--fpir", metavar="RATE", help="A stranger's visit may end in a name about this often: 0.0001."),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="NAME", help="strict: about once in 100,000 visits, balanced: 10,000, lenient: 1,000."
        ),
    ] = None,
    enrolled: Annotated[
        int | None, typer.Option("--enrolled", metavar="N", min=1, help="For so many people, not those enrolled now.")
    ] = None,
    visits: Annotated[
        int | None,
        typer.Option(
            "--visits-per-month", metavar="N", min=0, help="Of people enrolled; as a rule 40 for each of them."
        ),
    ] = None,
    strangers: Annotated[
        int, typer.Option("--strangers-per-month", metavar="N", min=0, help="Visits of people who are not enrolled.")
    ] = STRANGERS_A_MONTH,
    accept: Annotated[bool, typer.Option("--accept", help="Put the proposed threshold into effect.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Accept it even where too many of the enrolled would be refused.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Propose a threshold from the site's own references. Without --accept nothing is stored.

    Status 1 where --accept was refused: more of the enrolled would be refused than anybody puts up with.
    """
    wanted = _wanted(context, fpir, profile)
    call = invocation(context)
    with call.services(read_only=not accept) as services:
        ensure_models(call, services)
        engine = services.controller.load()
        with counting("People compared") as count:
            service = services.calibration
            make = service.calibrate if accept else service.estimate
            calibration = make(lambda done, total, _text: count(done, total), lambda: False)
        people = max(1, services.calibration.enrolled()) if enrolled is None else enrolled
        proposal = calibration.threshold_for(wanted, people)
        month = Month(people * VISITS_A_PERSON if visits is None else visits, strangers)
        record = _record(calibration, proposal, month, _in_use(engine, services))
        accepted = accept and (proposal.usable or anyway)
        if accepted:
            services.calibration.accept(proposal, calibration)
    record["accepted"] = accepted
    _warn(proposal, refused=accept and not accepted)
    Output(as_json).result(record, text_of(record))
    return 1 if accept and not accepted else 0


@dataclass(frozen=True, slots=True)
class Month:
    """Visits a month: of the enrolled, and of strangers."""

    enrolled: int
    strangers: int


def _wanted(context: typer.Context, fpir: float | None, profile: str | None) -> float:
    from facegate.domain.calibration import PROFILES

    if fpir is not None and profile is not None:
        raise typer.BadParameter("give either --fpir or --profile", ctx=context)
    if fpir is not None:
        if not 0.0 < fpir < 1.0:
            raise typer.BadParameter("--fpir is a share between 0 and 1, such as 0.0001", ctx=context)
        return fpir
    name = _DEFAULT_PROFILE if profile is None else profile
    if name not in PROFILES:
        raise typer.BadParameter(f"--profile is one of {', '.join(PROFILES)}", ctx=context)
    return PROFILES[name]


def _record(calibration: Calibration, proposal: Proposal, month: Month, in_use: dict[str, Any]) -> dict[str, Any]:
    from facegate.domain.calibration import MOST_REFUSED

    return {
        "model": calibration.model_id,
        "metric": calibration.metric,
        "source": calibration.source,
        "date": calibration.date,
        "people": calibration.people,
        "references": calibration.references,
        "one_session": calibration.one_session,
        "distances": {
            "mated": _quantiles(calibration.mated.quantile),
            "non_mated": _quantiles(calibration.non_mated.quantile),
        },
        "enrolled": proposal.enrolled,
        "wanted": proposal.wanted,
        "threshold": round(proposal.threshold, 4),
        "fpir": proposal.fpir.record(),
        "fnir": proposal.fnir.record(),
        "extrapolated": proposal.extrapolated,
        "tail_model": proposal.tail_model,
        "visit_model": proposal.visit_model,
        "doubtful": proposal.doubtful,
        "usable": proposal.usable,
        "most_refused": MOST_REFUSED,
        "false_alarms_per_month": _times(proposal.fpir.record(), month.strangers),
        "refusals_per_month": _times(proposal.fnir.record(), month.enrolled),
        "in_use": in_use,
    }


def _quantiles(quantile: Any) -> dict[str, float | None]:
    from math import isnan

    values = {f"{share}": quantile(share) for share in _QUANTILES}
    return {share: None if isnan(value) else round(value, 3) for share, value in values.items()}


def _times(rate: dict[str, Any], visits: int) -> dict[str, Any]:
    """Events a month at a rate: the value and its interval, ``n`` the visits."""
    interval = rate["ci95"]
    return {
        "value": None if rate["value"] is None else rate["value"] * visits,
        "ci95": None if interval is None else [end * visits for end in interval],
        "n": visits,
    }


def _in_use(engine: Engine, services: Services) -> dict[str, Any]:
    """The threshold before, and whether one of the site is left alone because it is another model's."""
    site: SiteThreshold | None = services.settings.current.recognition.threshold
    model = engine.vision.extractor.model_id
    point = engine.vision.operating_point
    applied = site is not None and site.applies_to(model)
    source, date = (site.source, site.date) if site is not None and applied else (point.source, point.date)
    return {
        "threshold": engine.policy.threshold if engine.policy.calibrated else None,
        "source": source,
        "date": date or None,
        "not_applied": site.model if site is not None and not applied else None,
        "due": services.calibration.due(),
    }


def _warn(proposal: Proposal, *, refused: bool) -> None:
    if proposal.doubtful:
        note("The data cannot promise this rate: more references, of more people, narrow the interval.")
    if not proposal.usable:
        note(
            "This model cannot do that: more than one in five of the enrolled would be refused. "
            "Ask for a second factor (card or PIN), or choose a more lenient rate."
        )
    if refused:
        note("It was not accepted. With --anyway it is.")
