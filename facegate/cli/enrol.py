"""``facegate enrol``: a person from photographs or through a camera."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.camera_samples import camera_samples
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.lookalikes import note_look_alikes
from facegate.cli.models import ensure_models, ensure_pad_models
from facegate.cli.output import Output, counted, note, printable
from facegate.cli.records import utc

if TYPE_CHECKING:
    from facegate.domain.people import Consent, SampleSource, Subject
    from facegate.domain.ports import Vision
    from facegate.domain.poses import PosePlan
    from facegate.pipeline.enrolment import EnrolmentSample
    from facegate.pipeline.services import Services

_PATIENCE = 60.0
"""Seconds in which somebody in front of the camera takes all poses, unless another time is given; 15 are enough for
most."""


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
    skip_pose: Annotated[
        list[str] | None,
        typer.Option(
            "--skip-pose",
            metavar="POSE",
            help="A pose that the person cannot take: left, right (their own), up or down; may be given several times.",
        ),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Frontal samples only, nobody has to turn.")] = False,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", metavar="S", min=0.0, help="How long to wait for samples.")
    ] = _PATIENCE,
    another_person: Annotated[
        bool,
        typer.Option("--another-person", help="Enrol although the face is known: this is somebody who looks alike."),
    ] = False,
    consent_language: Annotated[
        str, typer.Option("--consent-language", metavar="TAG", help="Language of the text that they agreed to.")
    ] = "en",
    pad: Annotated[
        bool, typer.Option("--pad", help="With --camera: judge a recording too for presentation attacks.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Enrol a person. Who runs this vouches that the person agreed; that is recorded with their account.

    'facegate consent show' shows the text.
    """
    photos = [*(photo or ()), *(more_photos or ())]
    if bool(photo) == (camera is not None) or (more_photos and not photo):
        raise typer.BadParameter("give either --photo FILE or --camera SOURCE", ctx=context)
    if pad and camera is None:
        raise typer.BadParameter("--pad goes with --camera", ctx=context)
    plan = _plan(context, skip_pose or [], quick, camera)
    from facegate.domain.people import SampleSource
    from facegate.domain.profiles import Profile

    call = invocation(context)
    with call.services() as services:
        services.people.check_profile(Profile(name, external_id))
        services.pad.assess_recordings = pad
        ensure_models(call, services)
        if camera is not None:
            ensure_pad_models(call, services, camera)
        engine = services.controller.load()
        skipped: list[str] = list(dict.fromkeys(skip_pose or []))
        if camera is None:
            samples, origin = photo_samples(engine.vision, photos), SampleSource.PHOTO
        else:
            samples = camera_samples(call, services, camera, max_seconds, plan).samples
            origin = SampleSource.CAMERA
        with call.signals.held():
            alike = services.people.check_samples(samples, allow_look_alike=another_person)
            subject, consent = enrol_attested(
                services,
                name,
                external_id,
                samples,
                origin,
                allow_look_alike=another_person,
                skipped_poses=skipped,
                language=consent_language,
            )
    note_look_alikes(alike)
    _tell(subject, consent, samples, origin, skipped, Output(as_json))


def _plan(context: typer.Context, skipped: list[str], quick: bool, camera: str | None) -> PosePlan | None:
    """What the options ask for; None where the source decides."""
    from facegate.domain.enrolment import frontal_plan
    from facegate.domain.poses import Pose, PosePlan

    others = [pose.value for pose in Pose if pose is not Pose.FRONT]
    if (skipped or quick) and camera is None:
        raise typer.BadParameter("--skip-pose and --quick go with --camera", ctx=context)
    if quick and skipped:
        raise typer.BadParameter("--quick leaves out all poses but the front", ctx=context)
    if unknown := [pose for pose in skipped if pose not in others]:
        raise typer.BadParameter(f"--skip-pose takes {', '.join(others)}, not {unknown[0]}", ctx=context)
    if quick:
        return frontal_plan()
    return PosePlan([pose for pose in Pose if pose not in skipped]) if skipped else None


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


def enrol_attested(
    services: Services,
    name: str,
    external_id: str,
    samples: Sequence[EnrolmentSample],
    origin: SampleSource,
    *,
    allow_look_alike: bool = False,
    skipped_poses: Sequence[str] = (),
    language: str = "en",
) -> tuple[Subject, Consent]:
    """Enrol with the consent that whoever runs the command vouches for; said aloud once it is recorded."""
    from facegate.domain.profiles import Profile
    from facegate.pipeline.consent import consent_record

    text = services.consents.current(language)
    consent = consent_record(text, attested=True, actor=services.actor, clock=services.clock)
    subject = services.people.enrol(
        Profile(name, external_id),
        samples,
        consent,
        origin,
        allow_look_alike=allow_look_alike,
        skipped_poses=skipped_poses,
    )
    note(
        f"Consent is recorded as attested by {consent.recorded_by} at {utc(consent.recorded_at)}, "
        f"text {consent.text_version} ({consent.language})."
    )
    return subject, consent


def _tell(
    subject: Subject,
    consent: Consent,
    samples: Sequence[EnrolmentSample],
    origin: str,
    skipped: Sequence[str],
    output: Output,
) -> None:
    record = {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "name": subject.name,
        "references": len(samples),
        "model": samples[0].template.model_id,
        "source": origin,
        "poses": [sample.pose for sample in samples],
        "skipped_poses": skipped,
        "consent": {
            "text_version": consent.text_version,
            "attested": consent.attested,
            "recorded_by": consent.recorded_by,
            "recorded_at": utc(consent.recorded_at),
        },
    }
    taken = counted(len(samples), "sample")
    output.result(record, printable(f"Enrolled {subject.name} ({subject.external_id}) with {taken}."))
