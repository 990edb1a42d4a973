"""Where thresholds and figures come from, as domain and evaluation say it, in the language of the window."""

from __future__ import annotations

import re
from collections.abc import Callable

from facegate.settings.threshold import BY_HAND
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.rate_words import whole_text

_BUNDLED = r"bundled statistics \((?P<data>.+), (?P<bundled>\d+) people\)"
_NOBODY = re.compile(_BUNDLED + "; nobody of the site")
_SITE = re.compile(r"(?P<people>\d+) people of the site, weighed against " + _BUNDLED)
_ALONE = re.compile(r"(?P<people>\d+) people of the site alone; no statistics are bundled with this model")
_MEASURED = re.compile(r"(?P<data>.+), (?P<pairs>[\d.]+) M cross pairs, single looks")
_PARETO = "generalised Pareto (peaks over threshold)"


def source_text(source: str) -> str:
    """A source that the program itself wrote, translated; any other as it stands. Fit for either reading direction."""
    for pattern, tell in _SOURCES:
        found = pattern.fullmatch(source)
        if found is not None:
            return tell(found)
    return isolated(source)


def tail_text(tail_model: str) -> str:
    """What a rate was extrapolated by."""
    if tail_model == _PARETO:
        return translate("Calibration", "generalised Pareto distribution")
    return isolated(tail_model)


def _by_hand(_found: re.Match[str]) -> str:
    return translate("Calibration", "chosen by hand")


def _nobody(found: re.Match[str]) -> str:
    return translate("Calibration", "the statistics that come with the program ({data}; {bundled} people)").format(
        data=isolated(found["data"]), bundled=whole_text(int(found["bundled"]))
    )


def _site(found: re.Match[str]) -> str:
    return translate(
        "Calibration",
        "{people} people of this site, together with the statistics that come with the program "
        "({data}; {bundled} people)",
    ).format(
        people=whole_text(int(found["people"])), data=isolated(found["data"]), bundled=whole_text(int(found["bundled"]))
    )


def _alone(found: re.Match[str]) -> str:
    return translate("Calibration", "{people} people of this site alone; no statistics come with this model").format(
        people=whole_text(int(found["people"]))
    )


def _measured(found: re.Match[str]) -> str:
    return translate("Calibration", "{data}, {pairs} million pairs of different people, single looks").format(
        data=isolated(found["data"]), pairs=found["pairs"]
    )


_SOURCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(re.escape(BY_HAND)), _by_hand),
    (_NOBODY, _nobody),
    (_SITE, _site),
    (_ALONE, _alone),
    (_MEASURED, _measured),
)
