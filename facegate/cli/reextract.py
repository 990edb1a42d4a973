"""``facegate people reextract``: references of another model, made from the pictures that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.pipeline.reextraction import ReextractionReport


def add_to(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("reextract", epilog="Example: facegate people reextract --model sface-2021dec-centred")(reextract)


def reextract(
    context: typer.Context,
    model: Annotated[
        str | None, typer.Option("--model", metavar="MODEL", help="An embedder; without, the one of the settings.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Make references of a model for everybody who has none, where pictures were kept.

    Fails when some could not be made. Started again, it goes on where it stopped.
    """
    from facegate.domain.ids import ModelId

    call = invocation(context)
    with call.services() as services:
        if model is None:
            ensure_models(call, services)
        chosen = ModelId(model or services.settings.current.recognition.embedder)
        vision = services.controller.vision_of(chosen)
        stopped = []

        def cancelled() -> bool:
            signal = call.signals.take()
            stopped.extend([signal] if signal else [])
            return bool(stopped)

        with call.signals.held(), counting(f"references of {chosen}") as count:
            report = services.reextraction.run(vision, count, cancelled)
        left = [each.subject for each in services.reextraction.without(chosen)]
    if stopped:
        note(_told(report))
        raise stopped[0]
    Output(as_json).result({**_record(report), "without_reference": [each.external_id for each in left]}, _told(report))
    if left:
        note(f"'facegate people list --without-model {chosen}' names those who must be enrolled again.")
    return int(bool(report.unusable))


def _record(report: ReextractionReport) -> dict[str, Any]:
    return {
        "model": report.model_id,
        "people": report.people,
        "references": report.references,
        "without_picture": report.without_picture,
        "unusable": report.unusable,
        "left": report.left,
    }


def _told(report: ReextractionReport) -> str:
    parts = [f"{counted(report.references, 'reference')} made for {counted(report.people, 'person', 'people')}"]
    if report.without_picture:
        parts.append(f"no picture was kept of {report.without_picture}")
    if report.unusable:
        parts.append(f"the pictures of {report.unusable} cannot be used")
    if report.left:
        parts.append(f"{report.left} left")
    return "; ".join(parts) + "."
