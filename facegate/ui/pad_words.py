"""What presentation attack detection says, in words for the screen.

Whoever stands in front of the camera reads no name beside an attack: it would tell a stranger whose picture works.
"""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.identification import Outcome, Reason
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.sign_ins import SignInReason
from facegate.pipeline.results import PadInForce
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.rate_words import whole_text
from facegate.ui.wording import outcome_icon, outcome_text, outcome_tone


@dataclass(frozen=True, slots=True)
class ResultLook:
    """How a result is shown.

    Attributes:
        text: a few words.
        tone: ``good``, ``warn`` or ``bad``.
        icon: of ``assets/icons``, so that it does not hang on colour alone.
        asked: what whoever stands there is asked to do, in large letters where otherwise a name is; empty for nothing.
        nameless: whether no name is shown, not even that nobody knows them; nor how near to whom the face is, which
            would tell whoever holds up pictures which of them works.
        detail: the line below on the picture, where there is no room for a sentence; empty: the reason says it.
    """

    text: str
    tone: str
    icon: str
    asked: str = ""
    nameless: bool = False
    detail: str = ""


def result_look(outcome: Outcome | None, reason: Reason | SignInReason | None) -> ResultLook:
    """How a result is shown: an attack is none of those that people of flesh and blood have."""
    if reason is Reason.PRESENTATION_ATTACK:
        text, detail = translate("Pad", "Presentation attack"), translate("Pad", "A picture or a screen")
        return ResultLook(text, "bad", "attack", nameless=True, detail=detail)
    if reason is Reason.PAD_INCONCLUSIVE:
        asked, detail = translate("Pad", "Please look into the camera"), translate("Pad", "Not sure yet")
        text = outcome_text(Outcome.INCONCLUSIVE)
        return ResultLook(text, "warn", "inconclusive", asked, nameless=True, detail=detail)
    if reason is Reason.FACE_BLOCKED:
        asked = translate("Pad", "Card or PIN, please")
        return ResultLook(translate("Pad", "Face blocked"), "warn", "lock", asked, nameless=True)
    shown = outcome or Outcome.INCONCLUSIVE
    return ResultLook(outcome_text(shown), outcome_tone(shown), outcome_icon(shown))


def blocked_text(seconds: float) -> str:
    """For how long a face does not count, rounded up; empty where that is over or not known."""
    if seconds <= 0.0:
        return ""
    return translate("Pad", "The face counts again in {seconds} s").format(seconds=whole_text(max(1, -(-seconds // 1))))


def pad_text(pad: Pad) -> str:
    """A result of attack detection in a word or two."""
    return {
        Pad.NOT_ASSESSED: translate("Pad", "not assessed"),
        Pad.BONA_FIDE: translate("Pad", "a person"),
        Pad.ATTACK: translate("Pad", "attack"),
        Pad.INCONCLUSIVE: translate("Pad", "not sure"),
    }[pad]


def cue_text(cue: Cue) -> str:
    """What a result rests on, in a few words."""
    return {
        Cue.TEXTURE: translate("Pad", "looks like paper or a screen"),
        Cue.CHALLENGE: translate("Pad", "did not do what was asked"),
        Cue.SWAP: translate("Pad", "another face took its place"),
    }[cue]


def cue_name(cue: Cue) -> str:
    """A cue by itself: what it looks at."""
    return {
        Cue.TEXTURE: translate("Pad", "Texture of the face (networks)"),
        Cue.CHALLENGE: translate("Pad", "Movement that was asked for"),
        Cue.SWAP: translate("Pad", "The same face throughout"),
    }[cue]


def level_text(level: PadLevel) -> str:
    """Name of a level."""
    return {
        PadLevel.OFF: translate("Pad", "Off"),
        PadLevel.STANDARD: translate("Pad", "Standard"),
        PadLevel.STRICT: translate("Pad", "Strict"),
    }[level]


def level_explained(level: PadLevel) -> str:
    """What a level does, one sentence."""
    return {
        PadLevel.OFF: translate("Pad", "Whoever holds up a picture of somebody is taken for them."),
        PadLevel.STANDARD: translate(
            "Pad", "What is recognised as a picture is refused; where it is not sure, a movement is asked for."
        ),
        PadLevel.STRICT: translate("Pad", "Everybody is asked for a movement each time; the most secure and slowest."),
    }[level]


@dataclass(frozen=True, slots=True)
class PadSaid:
    """What the status bar says.

    Attributes:
        text: a few words.
        tip: what it means.
        tone: ``muted``, or ``warn`` and ``bad`` where somebody should do something.
    """

    text: str
    tip: str
    tone: str


def pad_said(now: PadInForce | None, off_reason: str = "", chosen: PadLevel | None = None) -> PadSaid:
    """How attacks are looked for at the camera in use.

    Args:
        now: what holds; None while nothing was recognised yet.
        off_reason: why it is off, as the settings say.
        chosen: the level of the settings, for a recording, which is not judged; None where it does not matter.
    """
    if now is None:
        return PadSaid(
            translate("Pad", "Attack detection: –"), translate("Pad", "Nobody is recognised at the moment."), "muted"
        )
    if now.level is None:
        tip = translate("Pad", "What a recording shows did not stand in front of this camera. No door opens on it.")
        if chosen is PadLevel.OFF:
            # Whoever tries the program on a recording must not learn only at the gate that it is off.
            return PadSaid(translate("Pad", "Attack detection: off · recording, not assessed"), tip, "warn")
        return PadSaid(translate("Pad", "Attack detection: not assessed (recording)"), tip, "muted")
    if now.level is PadLevel.OFF:
        text = translate("Pad", "Attack detection: off")
        why = off_reason.strip()
        return PadSaid(f"{text} ({isolated(why)})" if why else text, level_explained(PadLevel.OFF), "warn")
    if not now.ready:
        return PadSaid(
            translate("Pad", "Attack detection: models missing"),
            translate("Pad", "Without its models nobody is identified. Install them, or turn it off with a reason."),
            "bad",
        )
    text = translate("Pad", "Attack detection: {level}").format(level=level_text(now.level))
    return PadSaid(text, level_explained(now.level), "muted")
