"""What is said to the person in front of the camera, and of their samples afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from facegate.domain.enrolment import Aid, EnrolmentProgress
from facegate.domain.poses import Cue, Pose, Turn
from facegate.domain.quality import Defect
from facegate.domain.sample_choice import Shortcoming
from facegate.ui.i18n import translate


def pose_text(pose: Pose) -> str:
    """Name of a pose; left and right are the person's own."""
    return {
        Pose.FRONT: translate("Poses", "front"),
        Pose.LEFT: translate("Poses", "left"),
        Pose.RIGHT: translate("Poses", "right"),
        Pose.UP: translate("Poses", "up"),
        Pose.DOWN: translate("Poses", "down"),
    }[pose]


def cue_text(progress: EnrolmentProgress) -> str:
    """What the person should do now, one short sentence: it is read from two metres away."""
    if progress.defects:
        return hint_text(progress.defects[0])
    if progress.cue is Cue.HOLD:
        return translate("Poses", "Hold still.")
    if progress.cue is Cue.BACK and progress.turn is not None:
        return _back_text(progress.turn)
    if progress.cue is Cue.FURTHER and progress.turn is not None:
        return _further_text(progress.turn)
    return _asking_text(progress.asked or Pose.FRONT)


def hint_text(defect: Defect) -> str:
    """What the person in front of the camera should do."""
    return {
        Defect.NO_FACE: translate("Poses", "No face in the picture. Step in front of the camera."),
        Defect.SEVERAL_FACES: translate("Poses", "Several faces in the picture. Only one person, please."),
        Defect.OTHER_PERSON: translate("Poses", "This is somebody else than before. The samples start again."),
        Defect.CUT_OFF: translate("Poses", "The face is cut off. Move to the middle of the picture."),
        Defect.TOO_SMALL: translate("Poses", "The face is too small. Come closer."),
        Defect.DARK: translate("Poses", "It is too dark. Turn towards the light."),
        Defect.BRIGHT: translate("Poses", "It is too bright. Step out of the light."),
        Defect.LOW_CONTRAST: translate("Poses", "The light is too flat to see the face well."),
        Defect.TURNED: translate("Poses", "The face is turned away. Look straight at the camera."),
        Defect.TILTED: translate("Poses", "The head is tilted. Hold it upright."),
        Defect.PICTURE: translate("Poses", "This is a picture. The person has to be there."),
        Defect.UNPROVEN: translate("Poses", "It is not sure that a person is there. More even light, a little away."),
        Defect.EYES_CLOSED: translate("Poses", "The eyes are closed. Look at the camera."),
        Defect.BLURRED: translate("Poses", "The picture is blurred. Hold still."),
        Defect.UNSURE: translate("Poses", "The face cannot be seen clearly. Take off what covers it."),
    }[defect]


def _asking_text(pose: Pose) -> str:
    return {
        Pose.FRONT: translate("Poses", "Look straight at the camera."),
        Pose.LEFT: translate("Poses", "Turn your head to the left."),
        Pose.RIGHT: translate("Poses", "Turn your head to the right."),
        Pose.UP: translate("Poses", "Lift your chin."),
        Pose.DOWN: translate("Poses", "Lower your chin."),
    }[pose]


def _further_text(turn: Turn) -> str:
    return {
        Turn.LEFT: translate("Poses", "A little further to the left."),
        Turn.RIGHT: translate("Poses", "A little further to the right."),
        Turn.UP: translate("Poses", "A little higher."),
        Turn.DOWN: translate("Poses", "A little lower."),
    }[turn]


def _back_text(turn: Turn) -> str:
    return {
        Turn.LEFT: translate("Poses", "Back to the left a little."),
        Turn.RIGHT: translate("Poses", "Back to the right a little."),
        Turn.UP: translate("Poses", "Lift your chin a little."),
        Turn.DOWN: translate("Poses", "Lower your chin a little."),
    }[turn]


def cue_tone(progress: EnrolmentProgress) -> str:
    """Colour of the hint: ``good``, ``warn`` or empty."""
    if progress.defects:
        # To look away before the first sample is no mistake.
        return "" if progress.defects == (Defect.NO_FACE,) and not progress.taken else "warn"
    return "good" if progress.cue is Cue.HOLD else ""


def verdict_text(told: Sequence[Shortcoming], skipped: Sequence[Pose]) -> str:
    """How good the samples are, in words."""
    if not told:
        return translate("Poses", "Done. The samples are good.")
    reasons = {
        Shortcoming.SMALL: translate("Poses", "the face was far away"),
        Shortcoming.SOFT: translate("Poses", "the pictures are not quite sharp"),
        Shortcoming.DARK: translate("Poses", "the light was dim"),
        Shortcoming.BRIGHT: translate("Poses", "the light was too bright"),
        Shortcoming.FLAT: translate("Poses", "there was little contrast"),
        Shortcoming.DOUBTFUL: translate("Poses", "recognition may fail now and then"),
        Shortcoming.FEW_VIEWS: translate("Poses", "these poses are missing: {poses}").format(
            poses=", ".join(pose_text(pose) for pose in skipped)
        ),
    }
    text = translate("Poses", "Done. Usable, but {reasons}.")
    return text.format(reasons="; ".join(reasons[kind] for kind in told))


def note_text(progress: EnrolmentProgress) -> str:
    """What would make the samples better though they are taken as it is; empty where nothing would."""
    if progress.small:
        return translate("Poses", "The face is small. Samples taken closer to the camera are better.")
    return aids_text(progress.without)


def aids_text(without: Sequence[Aid]) -> str:
    """What is worse for the models that are not installed; empty where all are."""
    if not without:
        return ""
    told = {
        Aid.HEAD_POSE: translate("Poses", "angles of the head are estimated roughly"),
        Aid.EYES: translate("Poses", "closed eyes go unnoticed"),
        Aid.QUALITY: translate("Poses", "quality is not predicted"),
    }
    text = translate("Poses", "Optional models are not installed: {consequences}.")
    return text.format(consequences=", ".join(told[aid] for aid in without))
