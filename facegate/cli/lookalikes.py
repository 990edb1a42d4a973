"""``facegate people look-alikes``: pairs of enrolled people who are too close to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import counting
from facegate.cli.records import rounded

if TYPE_CHECKING:
    from facegate.domain.people import Subject
    from facegate.pipeline.lookalikes import LookAlike, LookAlikePair, LookAlikePairs

_ADVICE = {
    "larger_margin": "A larger margin is asked of both.",
    "second_factor": "The larger margin will often refuse both: a second factor is surer.",
}

SECOND_FACTOR = (
    "FaceGate asks looks at these people for the margin shown, and is inconclusive below it. A second factor, such as "
    "a card or a PIN at the gate, is the alternative; FaceGate itself does not ask for one."
)

MATCHING = "Where two people match at the threshold, check first that it is not one person who was enrolled twice."


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("look-alikes", epilog="Example: facegate people look-alikes --within 0.9 --json")(look_alikes)


def look_alikes(
    context: typer.Context,
    within: Annotated[
        float | None,
        typer.Option(
            "--within",
            metavar="D",
            min=0.0,
            max=4.0,
            help="Squared distance to search; without, what the threshold and the margin make ambiguous.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the pairs of enrolled people who look too much alike, closest first, and what to do about them.

    Everybody is compared with everybody: seconds for 10,000 people.
    """
    call = invocation(context)
    with call.services(read_only=True) as services:
        ensure_models(call, services)
        services.controller.load()
        with counting("Comparing") as progress:
            found = services.people.look_alikes.pairs(within, progress=progress)
    _tell(found, Output(as_json))


def note_look_alikes(alike: Sequence[LookAlike]) -> None:
    """Say whom somebody who is enrolled now looks like, and what follows."""
    for one in alike:
        note(f"Looks like {_who(one.subject)}: distance {one.distance:.2f}, margin {one.margin:.2f}.")
    if alike:
        note(SECOND_FACTOR)


def _tell(found: LookAlikePairs, output: Output) -> None:
    output.table(
        _record(found),
        ("Person", "Looks like", "Distance", "Margin", "Match", "What to do"),
        [
            (
                _who(pair.first),
                _who(pair.second),
                f"{pair.distance:.2f}",
                f"{pair.margin:.2f}",
                "yes" if pair.matching else "",
                _ADVICE[pair.advice],
            )
            for pair in found.pairs
        ],
        empty=f"Of {counted(found.people, 'person', 'people')}, no two are within {found.within:.2f}.",
    )
    if found.pairs:
        more = "" if found.complete else " There are more: these are the closest."
        of = f"of {counted(found.people, 'person', 'people')}"
        note(f"{counted(len(found.pairs), 'pair')} {of} within {found.within:.2f}.{more}")
        note(SECOND_FACTOR)
        if any(pair.matching for pair in found.pairs):
            note(MATCHING)


def _record(found: LookAlikePairs) -> dict[str, Any]:
    return {
        "within": rounded(found.within),
        "threshold": rounded(found.threshold),
        "margin": rounded(found.margin),
        "people": found.people,
        "complete": found.complete,
        "pairs": [_pair_record(pair) for pair in found.pairs],
    }


def _pair_record(pair: LookAlikePair) -> dict[str, Any]:
    return {
        "first": _person(pair.first),
        "second": _person(pair.second),
        "distance": rounded(pair.distance),
        "margin": rounded(pair.margin),
        "advice": pair.advice,
        "matching": pair.matching,
    }


def _person(subject: Subject) -> dict[str, str]:
    return {"subject_id": subject.subject_id, "person_id": subject.external_id, "name": subject.name}


def _who(subject: Subject) -> str:
    return f"{subject.name} ({subject.external_id})"
