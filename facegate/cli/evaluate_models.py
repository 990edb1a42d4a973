"""The models and rules that an evaluation runs with, without opening the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from facegate.cli.invocation import Invocation
from facegate.cli.models import install_missing
from facegate.cli.output import note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.domain.identification import DecisionPolicy
    from facegate.domain.ports import Vision
    from facegate.evaluation.corpus import Choice, Sample

GroupsOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--groups",
        metavar="FILE.csv",
        help="Repeat the rates by group: first column 'file' or 'person', each other one a grouping.",
    ),
]
EmbedderOption: TypeAlias = Annotated[
    str | None, typer.Option("--embedder", metavar="MODEL", help="Instead of the one in the settings.")
]
ReportOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE.html", help="Write a page with curves; its pictures go beside it as PNG."),
]

_FAILURES_TOLD = 5
"""Pictures without a template that are named; all are in the JSON."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What is evaluated.

    Attributes:
        vision: loaded models.
        policy: the rules in use.
        source: where the threshold comes from.
        date: of that, ISO; empty where it is not known.
    """

    vision: Vision
    policy: DecisionPolicy
    source: str
    date: str

    def record(self) -> dict[str, Any]:
        """Model and threshold with their origin, as JSON; ``measured`` is false where the threshold is nobody's."""
        return {
            "model": self.vision.extractor.model_id,
            "operating_point": {
                "metric": "squared_euclidean",
                "threshold": self.policy.threshold,
                "source": self.source,
                "date": self.date or None,
                "measured": self.policy.calibrated,
            },
        }


def load_tested(call: Invocation, embedder: str | None) -> Tested:
    """Load the models of the settings, or another embedder; get what is missing.

    Raises:
        ModelError: a model is not known, cannot be had or does not run.
    """
    from facegate.domain.ids import ModelId
    from facegate.pipeline.control import policy_of
    from facegate.settings.store import SettingsStore
    from facegate.vision.stack import load_vision

    settings = SettingsStore(call.paths.settings_file, read_only=True)
    if settings.problem is not None:
        note(settings.problem.text())
    chosen = settings.current.recognition
    if embedder is not None:
        chosen = chosen.model_copy(update={"embedder": embedder})
    store = call.backend.model_store(call.paths)
    install_missing(store, (chosen.detector, chosen.embedder))
    vision = load_vision(
        store, ModelId(chosen.detector), ModelId(chosen.embedder), chosen.provider, chosen.detection_size
    )
    point, site = vision.operating_point, chosen.threshold
    origin = point if site is None or not site.applies_to(point.model_id) else site
    return Tested(vision, policy_of(chosen, vision), origin.source, origin.date)


def note_unmeasured(tested: Tested) -> None:
    """Say that the rates are told at a threshold that is none, where nobody measured it."""
    if not tested.policy.calibrated:
        note(
            f"No threshold of {tested.vision.extractor.model_id} was measured. The rates at"
            f" {tested.policy.threshold:g} say what its distances are worth there; in use it names nobody until a"
            " threshold is calibrated."
        )


def templates_of(tested: Tested, files: Sequence[Path], choose: Choice) -> dict[Path, Sample]:
    """A template of every picture, with a progress bar."""
    from facegate.evaluation.corpus import extract
    from facegate.vision.images import read_image

    with counting("Pictures") as progress:
        samples = extract(files, tested.vision, read_image, choose, progress)
    _tell_failures(samples)
    return samples


def _tell_failures(samples: dict[Path, Sample]) -> None:
    from facegate.evaluation.corpus import Failure

    failed = [(path, sample) for path, sample in samples.items() if isinstance(sample, Failure)]
    if failed:
        shown = ", ".join(f"{path.name} ({reason.replace('_', ' ')})" for path, reason in failed[:_FAILURES_TOLD])
        more = f" and {len(failed) - _FAILURES_TOLD} more" if len(failed) > _FAILURES_TOLD else ""
        note(f"{len(failed)} of {len(samples)} pictures gave no template and count as errors: {shown}{more}.")


def named(samples: dict[Path, Sample], folder: Path) -> dict[str, Sample]:
    """The same by path below a folder."""
    return {path.relative_to(folder).as_posix(): sample for path, sample in samples.items()}
