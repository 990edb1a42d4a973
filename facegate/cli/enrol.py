"""``facegate enrol``: a person from photographs or through a camera."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.lookalikes import note_look_alikes
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, counted, note, printable
from facegate.cli.records import utc

if TYPE_CHECKING:
    from facegate.domain.enrolment import EnrolmentProgress
    from facegate.domain.people import Consent, SampleSource, Subject
    from facegate.domain.ports import Vision
    from facegate.errors import FacegateError
    from facegate.pipeline.enrolment import EnrolmentSample, EnrolmentSession
    from facegate.pipeline.services import Services

_PATIENCE = 60.0
"""Seconds in which somebody in front of the camera gets five good samples taken, unless another time is given."""

_TICK = 0.1


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("enrol", epilog='Example: facegate enrol "Ada Lovelace" --id A-17 --photo ada-1.jpg --photo ada-2.jpg')(
        enrol
    )


def enrol(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it is to be shown, any script.")],
    more_photos: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="More photographs, after --photo.")
    ] = None,
    external_id: Annotated[str, typer.Option("--id", metavar="ID", help="The site's identifier.")] = ...,  # type: ignore[assignment]
    photo: Annotated[
        list[Path] | None, typer.Option("--photo", metavar="FILE", help="A photograph; may be given several times.")
    ] = None,
    camera: Annotated[str | None, typer.Option("--camera", metavar="SOURCE", help="Take samples there.")] = None,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", metavar="S", min=0.0, help="How long to wait for samples.")
    ] = _PATIENCE,
    another_person: Annotated[
        bool,
        typer.Option("--another-person", help="Enrol although the face is known: this is somebody who looks alike."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Enrol a person. Who runs this vouches that the person agreed; that is recorded with their account."""
    photos = [*(photo or ()), *(more_photos or ())]
    if bool(photo) == (camera is not None) or (more_photos and not photo):
        raise typer.BadParameter("give either --photo FILE or --camera SOURCE", ctx=context)
    from facegate.domain.people import SampleSource
    from facegate.domain.profiles import Profile

    call = invocation(context)
    with call.services() as services:
        services.people.check_profile(Profile(name, external_id))
        ensure_models(call, services)
        engine = services.controller.load()
        if camera is None:
            samples, origin = photo_samples(engine.vision, photos), SampleSource.PHOTO
        else:
            samples, origin = camera_samples(call, services, camera, max_seconds), SampleSource.CAMERA
        with call.signals.held():
            alike = services.people.check_samples(samples, allow_look_alike=another_person)
            subject, consent = enrol_attested(
                services, name, external_id, samples, origin, allow_look_alike=another_person
            )
    note_look_alikes(alike)
    _tell(subject, consent, samples, origin, Output(as_json))


def photo_samples(vision: Vision, photos: Sequence[Path]) -> tuple[EnrolmentSample, ...]:
    """One sample a photograph.

    Raises:
        ImageError, EnrolmentError: one of them cannot be read or used; it says which and why.
    """
    from facegate.errors import ImageError
    from facegate.pipeline.enrolment import photo_sample
    from facegate.vision.images import read_image

    samples = []
    for path in photos:
        try:
            image = read_image(path)
        except ImageError as error:
            message = "{photo}: " + error.message_template
            raise ImageError(error.title, message, error.remedy_template, photo=path.name, **error.fields) from error
        samples.append(photo_sample(vision, image, path.name))
    return tuple(samples)


def camera_samples(call: Invocation, services: Services, source: str, seconds: float) -> tuple[EnrolmentSample, ...]:
    """Samples of whoever stands in front of the camera, saying on stderr what is wrong meanwhile.

    Raises:
        CameraError: the source cannot be opened.
        EnrolmentError: it ended, or the time was up, before there were enough.
    """
    from facegate.capture import resolve_auto
    from facegate.domain.enrolment import SAMPLES_WANTED, frontal_plan

    runner = services.runner
    with call.signals.held():
        session = runner.handler.begin_enrolment(frontal_plan())
        try:
            runner.start(resolve_auto() if source == "auto" else source, realtime=True, retry_first_open=False)
            complete = _wait_for_samples(call, services, session, seconds)
            samples = session.samples
        finally:
            runner.stop()
            runner.handler.end_enrolment()
    if not complete:
        raise runner.status.error or _too_few(len(samples), SAMPLES_WANTED)
    return samples


def enrol_attested(
    services: Services,
    name: str,
    external_id: str,
    samples: Sequence[EnrolmentSample],
    origin: SampleSource,
    *,
    allow_look_alike: bool = False,
) -> tuple[Subject, Consent]:
    """Enrol with the consent that whoever runs the command vouches for; said aloud once it is recorded."""
    from facegate.domain.profiles import Profile
    from facegate.pipeline.consent import default_consent

    consent = default_consent(attested=True, actor=services.actor, clock=services.clock)
    subject = services.people.enrol(
        Profile(name, external_id), samples, consent, origin, allow_look_alike=allow_look_alike
    )
    note(
        f"Consent is recorded as attested by {consent.recorded_by} at {utc(consent.recorded_at)}, "
        f"text {consent.text_version}."
    )
    return subject, consent


def _wait_for_samples(call: Invocation, services: Services, session: EnrolmentSession, seconds: float) -> bool:
    from facegate.domain.enrolment import SAMPLES_WANTED

    deadline, said = time.monotonic() + seconds, ""
    while not services.runner.wait_ended(0.0) and time.monotonic() < deadline:
        result = services.runner.latest.take(_TICK)
        if result is not None and result.enrolment is not None:
            text = _describe(result.enrolment)
            if text != said:
                said = text
                note(text)
            if result.enrolment.complete:
                return True
        if (stopped := call.signals.take()) is not None:
            raise stopped
    return len(session.samples) >= SAMPLES_WANTED


def _describe(progress: EnrolmentProgress) -> str:
    count = f"{progress.taken} of {progress.wanted} samples"
    if not progress.defects:
        return count
    return f"{count}; {progress.defects[0].replace('_', ' ')}"


def _too_few(taken: int, wanted: int) -> FacegateError:
    from facegate.errors import EnrolmentError

    return EnrolmentError(
        "Too few samples",
        "Only {taken} of {wanted} samples were good enough.",
        "Stand still in front of the camera, alone, the face well lit and from the front, and try again.",
        taken=taken,
        wanted=wanted,
    )


def _tell(subject: Subject, consent: Consent, samples: Sequence[EnrolmentSample], origin: str, output: Output) -> None:
    record = {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "name": subject.name,
        "references": len(samples),
        "model": samples[0].template.model_id,
        "source": origin,
        "consent": {
            "text_version": consent.text_version,
            "attested": consent.attested,
            "recorded_by": consent.recorded_by,
            "recorded_at": utc(consent.recorded_at),
        },
    }
    taken = counted(len(samples), "sample")
    output.result(record, printable(f"Enrolled {subject.name} ({subject.external_id}) with {taken}."))
