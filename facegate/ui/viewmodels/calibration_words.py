"""What a proposed threshold means, in sentences for somebody who never heard of error rates."""

from __future__ import annotations

from facegate.domain.calibration import MOST_REFUSED, Calibration, Proposal
from facegate.domain.rates import Rate
from facegate.pipeline.calibrating import MOST_UNPLANNED
from facegate.ui.formatting import distance_text
from facegate.ui.i18n import translate
from facegate.ui.rate_words import (
    about_text,
    at_most_text,
    interval_text,
    monthly_interval_text,
    monthly_text,
    percent_text,
    visits_text,
    whole_text,
)
from facegate.ui.sources import tail_text
from facegate.ui.viewmodels.in_force import InForce, provenance_words


def profile_title(profile: str, rate: float) -> str:
    """A profile, by the rate that it promises."""
    return {
        "lenient": translate("Calibration", "Lenient: {often}"),
        "balanced": translate("Calibration", "Balanced: {often}"),
        "strict": translate("Calibration", "Strict: {often}"),
    }[profile].format(often=about_text(rate))


def profile_note(proposal: Proposal) -> str:
    """What a profile costs."""
    if not proposal.usable:
        return translate("Calibration", "This model cannot do it here.")
    value = proposal.fnir.value if proposal.fnir.value is not None else proposal.fnir.high
    if value is None:
        return ""
    return translate("Calibration", "Refuses enrolled people {often}.").format(often=visits_text(value))


def stranger_words(proposal: Proposal) -> str:
    """How often a stranger is taken for somebody."""
    return translate("Calibration", "A stranger is taken for somebody {often}.").format(often=_often(proposal.fpir))


def refusal_words(proposal: Proposal) -> str:
    """How often an enrolled person is refused."""
    return translate("Calibration", "An enrolled person is refused {often}.").format(often=_often(proposal.fnir))


def _often(rate: Rate) -> str:
    if rate.value:
        return about_text(rate.value)
    if rate.high:
        # Nothing was seen: how often it may happen all the same is what the data can say.
        return at_most_text(rate.high)
    if rate.value is None:
        return translate("Calibration", "– how often, the data cannot say")
    return about_text(0.0)


def certainty_words(rate: Rate) -> str:
    """Between what the rate lies."""
    text = interval_text(rate) if rate.value else ""
    return translate("Calibration", "With 95 % certainty {between}.").format(between=text) if text else ""


def alarm_words(proposal: Proposal, visits: int) -> str:
    """False alarms a month."""
    return _monthly(proposal.fpir, visits, translate("Calibration", "Expected false alarms: {often} ({between})."))


def refused_words(proposal: Proposal, visits: int) -> str:
    """Refusals a month."""
    return _monthly(proposal.fnir, visits, translate("Calibration", "Expected refusals: {often} ({between})."))


def _monthly(rate: Rate, visits: int, sentence: str) -> str:
    if rate.low is None or rate.high is None:
        return ""
    value = rate.high if rate.value is None else rate.value
    return sentence.format(often=monthly_text(value * visits), between=monthly_interval_text(rate, visits))


def extrapolated_words(proposal: Proposal) -> str:
    """That the rate was not seen but calculated, and how; empty where the data show it."""
    if not proposal.extrapolated:
        return ""
    return translate(
        "Calibration",
        "Extrapolated: rarer than the comparisons can show, so calculated from how the rarest of them thin out. "
        "Tail model: {model}.",
    ).format(model=tail_text(proposal.tail_model))


def doubtful_words(proposal: Proposal) -> str:
    """That the data are too few for the rate, and how often it may be; empty where they are not."""
    if not proposal.doubtful or not proposal.fpir.high:
        return ""
    return translate(
        "Calibration",
        "The data cannot promise this rate: a stranger may be taken for somebody up to {often}. Samples of more "
        "people make it surer.",
    ).format(often=visits_text(proposal.fpir.high))


def unusable_words(proposal: Proposal) -> str:
    """That too many enrolled people would be refused, and what to do; empty where not."""
    if proposal.usable:
        return ""
    return translate(
        "Calibration",
        "This recognition model cannot do that here: it would refuse enrolled people in more than {share} of their "
        "visits. Choose a more lenient rate, or ask people for a second factor as well: a card or a PIN.",
    ).format(share=percent_text(MOST_REFUSED))


def measured_words(calibration: Calibration) -> str:
    """From what the figures come."""
    if not calibration.people:
        return translate(
            "Calibration", "Calculated on {date} from the statistics that come with the program. Model: {model}."
        ).format(date=calibration.date, model=calibration.model_id)
    text = translate(
        "Calibration",
        "Measured on {date} from {references} enrolled samples of {people} people and from statistics that come with "
        "the program. Model: {model}.",
    ).format(
        date=calibration.date,
        references=whole_text(calibration.references),
        people=whole_text(calibration.people),
        model=calibration.model_id,
    )
    if calibration.one_session:
        text += " " + translate(
            "Calibration",
            "People left out of “same person” because their samples were taken in one go, which says nothing of "
            "another day: {number}.",
        ).format(number=whole_text(calibration.one_session))
    return text


def in_force_words(now: InForce) -> str:
    """What decides now, since when, and where it comes from."""
    if not now.measured:
        return provenance_words(now)
    return translate("Calibration", "In force: {threshold}. {provenance}").format(
        threshold=distance_text(now.threshold), provenance=provenance_words(now)
    )


def due_words(now: InForce, enrolled: int) -> str:
    """Why the threshold should be proposed anew."""
    if not now.people:
        return translate(
            "Calibration",
            "Nobody chose the threshold for the {enrolled} people who are enrolled: with so many, a stranger is taken "
            "for somebody more often than {often}. Calibrate, and accept a threshold.",
        ).format(enrolled=whole_text(enrolled), often=visits_text(MOST_UNPLANNED))
    return translate(
        "Calibration",
        "{enrolled} people are enrolled now; the threshold was accepted for {people}. The more people, the more often "
        "a stranger resembles one of them. Calibrate again.",
    ).format(enrolled=whole_text(enrolled), people=whole_text(now.people))


def looks_words(before: tuple[int, int], looks: tuple[int, int]) -> str:
    """That the threshold in force was accepted for another rule of looks."""
    return translate(
        "Calibration",
        "Now {now} decide; the threshold was accepted for {before}, and what it promised does not hold any more. "
        "Accept a threshold that is calculated for {now}.",
    ).format(now=_rule(looks), before=_rule(before))


def _rule(looks: tuple[int, int]) -> str:
    needed, window = looks
    return translate("Calibration", "{needed} of {window} looks").format(needed=needed, window=window)


def nobody_words() -> str:
    """What the figures are worth while nobody is enrolled."""
    return translate(
        "Calibration",
        "Nobody is enrolled yet. These figures come only from the statistics that come with the program; your "
        "camera and your people may differ. Calibrate again when people are enrolled.",
    )


def never_words(enrolled: int) -> str:
    """What a first calibration does."""
    if not enrolled:
        return translate(
            "Calibration",
            "Nobody is enrolled yet. A calibration is possible all the same, from the statistics that come with the "
            "program. It takes seconds and changes nothing until you accept its proposal.",
        )
    return translate(
        "Calibration",
        "A calibration compares the samples of the enrolled people with each other and proposes a threshold for this "
        "site. It takes seconds and changes nothing until you accept its proposal.",
    )


def people_note(people: int, enrolled: int) -> str:
    """How the number that is calculated for compares with the people enrolled."""
    if not enrolled:
        return translate("Calibration", "Supposed: nobody is enrolled yet.")
    if people == enrolled:
        return translate("Calibration", "As many as are enrolled now.")
    return translate("Calibration", "Supposed: {number} are enrolled now.").format(number=whole_text(enrolled))


def means_words(now: Proposal) -> str:
    """What the threshold in force means for the people enrolled now."""
    return translate("Calibration", "Enrolled now: {people}. {stranger}").format(
        people=whole_text(now.enrolled), stranger=stranger_words(now)
    )
