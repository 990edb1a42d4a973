"""Rates in words that need no training in statistics: once in 9,200 visits, 1 in 8 months."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QLocale

from facegate.domain.rates import Rate
from facegate.ui.i18n import translate

_OFTEN = 0.2
"""From here on a share is easier to grasp than 'once in 4'."""

_RAREST = 1e-12
"""Rarer than this is never: no gate sees so many visits."""

_UNTOLD = 1e-6
"""A lower end rarer than this is not told: it says no more than that it may be rarer."""

_MONTHS_IN_A_YEAR = 12.0
_MOST_YEARS = 1000.0
"""Beyond this a number of years says nothing."""

_NEAR_ONE = 0.75
"""Below this an expected number is told as one in so many months, which are then two or more."""

_FEW = 10.0
"""Below this an expected number keeps one decimal."""


def rounded(value: float, digits: int = 2) -> float:
    """``value`` with that many significant digits: an estimate must not look like a count."""
    if value == 0:
        return 0.0
    place = digits - 1 - floor(log10(abs(value)))
    return round(value, place)


def whole_text(number: float) -> str:
    """A whole number with separators, which a computer without a language would leave out."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale.toString(round(number))


def number_text(value: float) -> str:
    """An estimate, two significant digits, in the language of the window."""
    near = rounded(value)
    return whole_text(near) if near >= _FEW or near == int(near) else QLocale().toString(near, "f", 1)


def percent_text(share: float) -> str:
    """A share in percent, two significant digits."""
    near = rounded(100 * share)
    decimals = 0 if near >= _FEW or near == int(near) else 1 if near >= 1 else 2
    return translate("Rates", "{number} %").format(number=QLocale().toString(near, "f", decimals))


def visits_text(rate: float) -> str:
    """A rate that is a promise: ``once in 10,000 visits``, ``in 31 % of visits``, ``never``."""
    if rate < _RAREST:
        return translate("Rates", "never")
    if rate >= _OFTEN:
        return translate("Rates", "in {percent} of visits").format(percent=percent_text(rate))
    return translate("Rates", "once in {number} visits").format(number=whole_text(rounded(1 / rate)))


def about_text(rate: float) -> str:
    """A rate that is an estimate: ``about once in 9,200 visits``, ``in about 31 % of visits``, ``never``."""
    if rate < _RAREST:
        return translate("Rates", "never")
    if rate >= _OFTEN:
        return translate("Rates", "in about {percent} of visits").format(percent=percent_text(rate))
    return translate("Rates", "about once in {number} visits").format(number=whole_text(rounded(1 / rate)))


def at_most_text(rate: float) -> str:
    """A rate that is not exceeded."""
    if rate >= _OFTEN:
        return translate("Rates", "in at most {percent} of visits").format(percent=percent_text(rate))
    return translate("Rates", "at most {often}").format(often=visits_text(rate))


def interval_text(rate: Rate) -> str:
    """The interval of a rate, the rarer end first; empty where there is none."""
    low, high = rate.low, rate.high
    if low is None or high is None:
        return ""
    if low < _UNTOLD:
        return at_most_text(high)
    if low >= _OFTEN:
        return translate("Rates", "in {low} to {high} of visits").format(low=percent_text(low), high=percent_text(high))
    seldom = whole_text(rounded(1 / low))
    if high >= _OFTEN:
        return translate("Rates", "once in {seldom} visits to {high} of visits").format(
            seldom=seldom, high=percent_text(high)
        )
    return translate("Rates", "once in {seldom} to once in {often} visits").format(
        seldom=seldom, often=whole_text(rounded(1 / high))
    )


def monthly_text(expected: float) -> str:
    """An expected number a month: ``12 a month``, ``1 in 8 months``, ``1 in 12 years``."""
    if expected >= _NEAR_ONE:
        return translate("Rates", "{number} a month").format(number=number_text(expected))
    if expected * _MOST_YEARS * _MONTHS_IN_A_YEAR < 1:
        return translate("Rates", "practically none")
    months = 1 / expected
    if months < 2 * _MONTHS_IN_A_YEAR:
        return translate("Rates", "1 in {number} months").format(number=whole_text(max(2, round(months))))
    return translate("Rates", "1 in {number} years").format(number=whole_text(rounded(months / _MONTHS_IN_A_YEAR)))


def monthly_interval_text(rate: Rate, visits: int) -> str:
    """The interval of the expected number a month; empty where there is none."""
    if rate.low is None or rate.high is None:
        return ""
    low, high = rate.low * visits, rate.high * visits
    if rate.low < _UNTOLD:
        return translate("Rates", "at most {often}").format(often=monthly_text(high))
    seldom = number_text(low) if low >= _NEAR_ONE else monthly_text(low)
    often = number_text(high) if low >= _NEAR_ONE else monthly_text(high)
    return seldom if seldom == often else translate("Rates", "{low} to {high}").format(low=seldom, high=often)
