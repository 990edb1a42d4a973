"""The words of the self-test of attack detection, on the screen and in its report."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt

from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule
from facegate.domain.pad.self_test import Hint, Species, StepResult, StepState
from facegate.pipeline.pad_selftest import SelfTestReport
from facegate.pipeline.pad_selftest_page import PageWords
from facegate.ui.formatting import isolated, moment_text
from facegate.ui.i18n import translate
from facegate.ui.pad_words import cue_name, level_text
from facegate.ui.rate_words import percent_text, whole_text


def species_name(species: Species) -> str:
    """What is held up."""
    return {
        Species.BONA_FIDE: translate("PadTest", "Yourself"),
        Species.PRINT: translate("PadTest", "Printed photograph"),
        Species.PHONE: translate("PadTest", "Phone"),
        Species.TABLET: translate("PadTest", "Tablet or laptop"),
        Species.BENT_PRINT: translate("PadTest", "Bent photograph"),
        Species.MASK: translate("PadTest", "Cut-out mask"),
    }[species]


def instruction(species: Species) -> str:
    """What to do in a step."""
    return {
        Species.BONA_FIDE: translate(
            "PadTest",
            "Walk up to the camera as on any other day, stay for five seconds, walk out of the picture. Three times, "
            "each time at another distance.",
        ),
        Species.PRINT: translate(
            "PadTest",
            "Print your face at about its real size. Stand beside the camera’s view, hold the print into it for five "
            "seconds, take it away. Three times, tilted a little differently.",
        ),
        Species.PHONE: translate(
            "PadTest",
            "Show your face on a phone, brightness turned up, and hold it into the view for five seconds. Three times: "
            "a photograph, a film, nearer to the camera.",
        ),
        Species.TABLET: translate(
            "PadTest",
            "The same with a tablet or a laptop, your face at about its real size, the edges of the screen out of the "
            "picture if you can.",
        ),
        Species.BENT_PRINT: translate(
            "PadTest",
            "Bend the print like a face, from ear to ear, and move it as a head moves. Three times, five seconds each.",
        ),
        Species.MASK: translate(
            "PadTest",
            "Cut the print out along the face, with holes for the eyes. Wear it, walk up, stay for five seconds, "
            "blink, walk out. Three times.",
        ),
    }[species]


def ready_text() -> str:
    """What is said while there is time to get ready."""
    return translate("PadTest", "Leave the picture, with everything that you hold.")


def hint_text(hint: Hint, species: Species) -> str:
    """What is wrong just now."""
    if hint is Hint.NOBODY:
        if species.is_attack and species is not Species.MASK:
            return translate("PadTest", "Now hold it into the picture.")
        return translate("PadTest", "Now walk up to the camera.")
    return {
        Hint.SEVERAL: translate("PadTest", "Several faces: only one may be seen, step aside."),
        Hint.WAS_THERE: translate("PadTest", "This face was there before: leave the picture first."),
        Hint.NOT_ASSESSED: translate("PadTest", "Attack detection does not assess this source: nothing counts."),
    }[hint]


def step_text(result: StepResult) -> str:
    """What came of a step, in a few words."""
    if result.state is StepState.SKIPPED:
        return translate("PadTest", "left out")
    if result.state is StepState.WAITING:
        return translate("PadTest", "to do")
    if not result.tries:
        running = result.state is StepState.RUNNING
        return translate("PadTest", "no try yet") if running else translate("PadTest", "nothing was seen")
    right = result.attack if result.species.is_attack else result.bona_fide
    template = (
        translate("PadTest", "{right} of {tries} refused")
        if result.species.is_attack
        else translate("PadTest", "{right} of {tries} accepted")
    )
    text = template.format(right=whole_text(right), tries=whole_text(result.tries))
    if result.unsure:
        text += translate("PadTest", ", {number} not sure").format(number=whole_text(result.unsure))
    if result.errors:
        passed = (
            translate("PadTest", ", {number} PASSED")
            if result.species.is_attack
            else translate("PadTest", ", {number} taken for an attack")
        )
        text += passed.format(number=whole_text(result.errors))
    return text


def step_tone(result: StepResult) -> str:
    """Colour of what came of a step."""
    if not result.tries:
        return "muted"
    return "bad" if result.errors else "good"


def verdict_text(steps: tuple[StepResult, ...]) -> str:
    """All in one sentence or two; says as much of what was not tried."""
    if not any(step.tried for step in steps):
        return translate("PadTest", "Nothing was tried; no report.")
    attacks = [step for step in steps if step.species.is_attack and step.tried]
    passed = sum(step.errors for step in attacks)
    missing = [species_name(step.species) for step in steps if step.species.is_attack and not step.tried]
    if passed:
        text = translate(
            "PadTest", "Attacks passed: {number}. A door behind this camera needs a second factor."
        ).format(number=whole_text(passed))
    elif attacks:
        text = translate("PadTest", "None of {number} attacks passed.").format(
            number=whole_text(sum(step.tries for step in attacks))
        )
    else:
        text = translate("PadTest", "No attack was tried.")
    if missing:
        text += " " + translate("PadTest", "Not tried: {kinds}.").format(kinds=", ".join(missing))
    return text


def limits() -> tuple[str, ...]:
    """What the test cannot show, whatever came of it."""
    return (
        translate(
            "PadTest",
            "It was one person, one afternoon, this camera and this light: another face, evening sun or a moved lamp "
            "may give another result.",
        ),
        translate(
            "PadTest",
            "A few tries bound an error rate only roughly: none in 3 may still be more than every second one, none in "
            "30 about one in nine.",
        ),
        translate("PadTest", "Masks in three dimensions, better prints and better screens were not tried."),
        translate("PadTest", "Pictures that are fed in behind the camera are seen by no test of this kind."),
    )


def rule_text(cue: Cue, rule: CueRule) -> str:
    """What the limits of a cue rest on, one line."""
    parts = [cue_name(cue), isolated(rule.source)]
    if rule.date:
        parts.append(rule.date)
    return " · ".join(parts)


def page_words(report: SelfTestReport, zone: ZoneInfo, locale: QLocale) -> PageWords:
    """The words of a report in the language of the window."""
    level = report.in_force.level
    names: Mapping[str, str] = {species.value: species_name(species) for species in Species}
    return PageWords(
        language=locale.bcp47Name(),
        right_to_left=locale.textDirection() is Qt.LayoutDirection.RightToLeft,
        title=translate("PadTest", "Self-test of attack detection"),
        summary=verdict_text(report.steps),
        facts=(
            translate("PadTest", "When"),
            translate("PadTest", "Camera"),
            translate("PadTest", "Level"),
            translate("PadTest", "Recognition model"),
            translate("PadTest", "Program"),
        ),
        date=moment_text(report.made_at, zone),
        level="–" if level is None else level_text(level),
        virtual=translate("PadTest", "fed by another program: the test says nothing"),
        columns=(
            translate("PadTest", "Held up"),
            translate("PadTest", "Tries"),
            translate("PadTest", "As it should be"),
            translate("PadTest", "Not sure"),
            translate("PadTest", "Wrong"),
            translate("PadTest", "Brightness of the face (0–255)"),
        ),
        species=names,
        skipped=translate("PadTest", "not tried"),
        nothing_wrong=translate("PadTest", "none; the true share may be up to {high} %"),
        wrong=translate("PadTest", "{errors} of {tries}; the true share may be up to {high} %"),
        limits=(translate("PadTest", "What this cannot show"), limits()),
        cues=(
            translate("PadTest", "What the limits in force rest on"),
            [rule_text(cue, rule) for cue, rule in report.cues.items() if rule.date],
        ),
    )


def rate_cell(rate: float | None) -> str:
    """A share, or that nobody measured it; none in a small sample is no promise of none, so it is no 0 %."""
    if rate is None:
        return translate("PadTest", "not measured")
    return percent_text(rate) if rate > 0.0 else translate("PadTest", "none in the sample")
