"""Public holidays of countries and regions, from the ``holidays`` library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facegate.domain.attendance.calendars import Holiday
from facegate.errors import AttendanceError


def countries() -> Mapping[str, list[str]]:
    """Codes of regions by the code of their country (ISO 3166)."""
    # Here, not above: the library takes a tenth of a second to load, and few commands need it.
    from holidays import list_supported_countries

    found: dict[str, list[str]] = list_supported_countries(include_aliases=False)
    return found


def public_holidays(country: str, region: str | None, years: Iterable[int], language: str | None) -> list[Holiday]:
    """Public holidays of a country or of one of its regions, by day; several of one day have one name.

    Args:
        country: ISO 3166 code, such as DE.
        region: code of a region within it, such as BY; None: what holds in all of it.
        years: of the calendar.
        language: of the names, such as ``en_US``; None, or one that the library lacks: the country's.

    Raises:
        AttendanceError: the library knows no such country or region.
    """
    from holidays import country_holidays

    known = _known(country)
    if region is not None and region not in known[country]:
        raise AttendanceError(
            "Region not known", "{country} has no region {region} with holidays of its own.",
            "Give one of: {regions}.", country=country, region=region, regions=", ".join(known[country]) or "none",
        )  # fmt: skip
    try:
        found = country_holidays(country, subdiv=region, years=list(years), language=language)
    except NotImplementedError:
        found = country_holidays(country, subdiv=region, years=list(years))
    return [Holiday(day, found[day]) for day in sorted(found)]


def region_names(country: str) -> Mapping[str, str]:
    """Names of a country's regions by their codes; a code where there is no name. Raises AttendanceError."""
    from holidays import country_holidays

    known = _known(country)
    names: Mapping[str, list[str]] = country_holidays(country).get_subdivision_aliases()
    return {code: next(iter(names.get(code, ())), code) for code in known[country]}


def _known(country: str) -> Mapping[str, list[str]]:
    known = countries()
    if country not in known:
        raise AttendanceError(
            "Country not known", "No public holidays are known of {country}.",
            "Give a code of two letters, such as DE; 'facegate plan holidays' lists all.", country=country,
        )  # fmt: skip
    return known
