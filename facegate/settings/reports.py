"""What the site wants of reports: columns that were chosen once, and files that are written every day."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from facegate.domain.clean_text import clean_text
from facegate.domain.report_kinds import COLUMNS, FIXED, ReportKind, wrong_column
from facegate.settings.threshold import STRICT_FROZEN

MOST_NAME = 64
"""Characters of a profile's name."""

MOST_PROFILES = 100
MOST_FILES = 50
MOST_CATCH_UP = 31
"""Days after which a missed file is not made up for any more: a month."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _name(text: str) -> str:
    try:
        return clean_text(text, MOST_NAME)
    except ValueError as error:
        raise ValueError(f"it {error}") from None


def _clock(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise ValueError("must be a time such as 02:30")
    return text


def _folder(text: str) -> str:
    text = text.strip()
    if text and not (Path(text).is_absolute() or text.startswith("~")):
        raise ValueError("must be a whole path, such as /srv/reports")
    return text


class ColumnProfile(BaseModel):
    """Columns of a report, in order, under a name."""

    model_config = STRICT_FROZEN

    kind: ReportKind
    name: Annotated[str, AfterValidator(_name)] = Field(min_length=1)
    columns: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _columns_exist(self) -> ColumnProfile:
        if self.kind in FIXED:
            raise ValueError(f"the columns of {self.kind} are fixed")
        wrong = wrong_column(COLUMNS[self.kind], self.columns)
        if wrong is not None:
            raise ValueError(f"the report {self.kind} has no column {wrong!r}, or not twice")
        return self


class DailyFile(BaseModel):
    """A report that is written every day: of the day before, or of that day's month so far."""

    model_config = STRICT_FROZEN

    kind: ReportKind
    format: Literal["csv", "xlsx"] = "csv"
    profile: str = ""

    @model_validator(mode="after")
    def _is_about_all(self) -> DailyFile:
        if self.kind is ReportKind.PERSON:
            raise ValueError("a report about one person cannot be written every day")
        return self


class ReportSettings(BaseModel):
    """Reports."""

    model_config = STRICT_FROZEN

    profiles: tuple[ColumnProfile, ...] = Field(
        default=(), max_length=MOST_PROFILES, title="Column profiles", description="Columns of reports, by name."
    )
    folder: Annotated[str, AfterValidator(_folder)] = Field(
        default="",
        max_length=1000,
        title="Folder for daily reports",
        description="Where reports are written every day, while the program runs; empty: nowhere.",
    )
    at: Annotated[str, AfterValidator(_clock)] = Field(
        default="02:00",
        title="Time of daily reports",
        description="When the reports of the day before are written, by the site's clock.",
    )
    daily: tuple[DailyFile, ...] = Field(
        default=(), max_length=MOST_FILES, title="Daily reports", description="Which reports are written every day."
    )

    @model_validator(mode="after")
    def _names_are_known(self) -> ReportSettings:
        named = [(profile.kind, profile.name) for profile in self.profiles]
        twice = next((name for place, (kind, name) in enumerate(named) if (kind, name) in named[:place]), None)
        if twice is not None:
            raise ValueError(f"two profiles are called {twice}")
        for file in self.daily:
            if file.profile and (file.kind, file.profile) not in named:
                raise ValueError(f"the report {file.kind} has no profile {file.profile}")
        return self
