"""What states, results and reasons are called on the screen."""

from __future__ import annotations

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Event, EventType, Verdict
from facegate.domain.identification import Outcome, Reason
from facegate.domain.pins import MAX_PIN_LENGTH, MIN_PIN_LENGTH, PinProblem
from facegate.domain.quality import Defect
from facegate.domain.sign_ins import SignInReason
from facegate.pipeline.results import CameraState
from facegate.ui.i18n import translate


def outcome_text(outcome: Outcome) -> str:
    """Name of a result."""
    return {
        Outcome.IDENTIFIED: translate("Wording", "Identified"),
        Outcome.NOT_IDENTIFIED: translate("Wording", "Not identified"),
        Outcome.INCONCLUSIVE: translate("Wording", "Inconclusive"),
    }[outcome]


def direction_text(direction: Direction) -> str:
    """What somebody does who goes that way."""
    return {
        Direction.IN: translate("Wording", "Come"),
        Direction.OUT: translate("Wording", "Leave"),
        Direction.BREAK_START: translate("Wording", "Break"),
        Direction.BREAK_END: translate("Wording", "Back"),
    }[direction]


def outcome_tone(outcome: Outcome | None) -> str:
    """Colour of a result: ``good``, ``warn`` or ``bad``."""
    return {Outcome.IDENTIFIED: "good", Outcome.NOT_IDENTIFIED: "bad"}.get(outcome or Outcome.INCONCLUSIVE, "warn")


def outcome_icon(outcome: Outcome | None) -> str:
    """Icon of a result, so that it does not hang on colour alone."""
    icons = {Outcome.IDENTIFIED: "identified", Outcome.NOT_IDENTIFIED: "not-identified"}
    return icons.get(outcome or Outcome.INCONCLUSIVE, "inconclusive")


def reason_text(reason: Reason | SignInReason) -> str:
    """Why a result is what it is, one sentence."""
    return _sign_in_text(reason) if isinstance(reason, SignInReason) else _look_text(reason)


def _sign_in_text(reason: SignInReason) -> str:
    return {
        SignInReason.CARD: translate("Wording", "Signed in with a card."),
        SignInReason.CARD_AND_PIN: translate("Wording", "Signed in with number and PIN."),
        SignInReason.UNKNOWN_NUMBER: translate("Wording", "Nobody has that number."),
        SignInReason.WRONG_PIN: translate("Wording", "The PIN was wrong."),
        SignInReason.NO_PIN: translate("Wording", "The person has no PIN, and an identifier alone is not enough."),
        SignInReason.NO_PIN_GIVEN: translate("Wording", "No PIN was typed."),
        SignInReason.SUSPENDED: translate("Wording", "The person is suspended."),
        SignInReason.NOT_VALID: translate("Wording", "The person is not valid on that day."),
        SignInReason.LOCKED_OUT: translate("Wording", "The number has to wait after too many failed tries."),
    }[reason]


def pin_problem_text(problem: PinProblem) -> str:
    """What is wrong with a PIN, one sentence."""
    return {
        PinProblem.NOT_DIGITS: translate("Wording", "Only the digits 0 to 9, please."),
        PinProblem.TOO_SHORT: translate("Wording", "At least {number} digits, please.").format(number=MIN_PIN_LENGTH),
        PinProblem.TOO_LONG: translate("Wording", "At most {number} digits, please.").format(number=MAX_PIN_LENGTH),
        PinProblem.REPEATED: translate("Wording", "Too easy to guess: it repeats one digit or group of digits."),
        PinProblem.RUN: translate("Wording", "Too easy to guess: it is a run of digits."),
        PinProblem.OWN_NUMBER: translate(
            "Wording", "Too easy to guess: it is part of the person’s own card number or identifier."
        ),
    }[problem]


def _look_text(reason: Reason) -> str:
    return {
        Reason.AGREED: translate("Wording", "Enough looks agree."),
        Reason.NOBODY_ENROLLED: translate("Wording", "Nobody is enrolled yet."),
        Reason.TOO_FAR: translate("Wording", "Nobody enrolled is close enough."),
        Reason.AMBIGUOUS: translate("Wording", "Two people are too alike to tell apart."),
        Reason.DISAGREEING: translate("Wording", "The looks do not agree."),
        Reason.TOO_FEW_LOOKS: translate("Wording", "Not enough clear looks at the face."),
        Reason.NEGATIVE_EXAMPLE: translate(
            "Wording", "It looks more like somebody who was said not to be this person."
        ),
        Reason.PRESENTATION_ATTACK: translate("Wording", "A picture or a screen was held up."),
        Reason.PAD_INCONCLUSIVE: translate("Wording", "It is not sure that a person stands there."),
        Reason.FACE_BLOCKED: translate("Wording", "Too many pictures of this person were shown: card and PIN only."),
        Reason.NOT_CALIBRATED: translate("Wording", "This recognition model has no threshold yet: calibrate it."),
    }[reason]


def event_type_text(kind: EventType) -> str:
    """Name of a kind of event."""
    return {
        EventType.IDENTIFICATION: translate("Wording", "Identification"),
        EventType.CAMERA_LOST: translate("Wording", "Camera lost"),
        EventType.CAMERA_RESTORED: translate("Wording", "Camera restored"),
        EventType.RECOGNITION_FAULTED: translate("Wording", "Recognition stopped"),
        EventType.CORRECTION: translate("Wording", "Correction"),
        EventType.CARD: translate("Wording", "Card"),
        EventType.PIN: translate("Wording", "PIN"),
        EventType.PUNCH: translate("Wording", "Changed punch"),
        EventType.ACCESS: translate("Wording", "Access decision"),
        EventType.DOOR: translate("Wording", "Door"),
    }[kind]


def correction_text(verdict: Verdict | None, actor: str | None) -> str:
    """What a correction says, one sentence; whom it names stands beside it."""
    return {
        Verdict.NOT_THIS_PERSON: translate("Wording", "It was not this person, says {actor}."),
        Verdict.IS: translate("Wording", "It was this person, says {actor}."),
        Verdict.UNDONE: translate("Wording", "A correction was undone by {actor}."),
    }[verdict or Verdict.UNDONE].format(actor=actor or "")


def corrected_text(correction: Event, before: str) -> str:
    """What a corrected event is told with, one sentence; ``before`` is whom it named, empty for nobody."""
    actor = correction.actor or ""
    if correction.verdict is Verdict.NOT_THIS_PERSON:
        return translate("Wording", "Not {person}, says {actor}.").format(actor=actor, person=before)
    if before:
        text = translate("Wording", "Recognised as {person}; corrected by {actor}.")
        return text.format(actor=actor, person=before)
    return translate("Wording", "Nobody was recognised; corrected by {actor}.").format(actor=actor)


def camera_state_text(state: CameraState) -> str:
    """Name of a camera's state."""
    return {
        CameraState.CLOSED: translate("Wording", "Camera off"),
        CameraState.OPENING: translate("Wording", "Opening camera"),
        CameraState.RUNNING: translate("Wording", "Camera on"),
        CameraState.LOST: translate("Wording", "Camera lost"),
        CameraState.ENDED: translate("Wording", "Recording ended"),
    }[state]


def defect_text(defect: Defect) -> str:
    """What keeps a face at the gate from being looked at, in a few words for its box."""
    return {
        Defect.NO_FACE: translate("Wording", "No face"),
        Defect.SEVERAL_FACES: translate("Wording", "Several faces"),
        Defect.OTHER_PERSON: translate("Wording", "Somebody else"),
        Defect.CUT_OFF: translate("Wording", "Face cut off"),
        Defect.TOO_SMALL: translate("Wording", "Too far away"),
        Defect.DARK: translate("Wording", "Too dark"),
        Defect.BRIGHT: translate("Wording", "Too bright"),
        Defect.LOW_CONTRAST: translate("Wording", "Light too flat"),
        Defect.TURNED: translate("Wording", "Turned away"),
        Defect.TILTED: translate("Wording", "Head tilted"),
        Defect.PICTURE: translate("Wording", "A picture, not a person"),
        Defect.UNPROVEN: translate("Wording", "Not sure that a person is there"),
        Defect.EYES_CLOSED: translate("Wording", "Eyes closed"),
        Defect.BLURRED: translate("Wording", "Blurred"),
        Defect.UNSURE: translate("Wording", "Not clear"),
    }[defect]
