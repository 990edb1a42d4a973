"""What the fields of a record are called, and what stands in them, on the screen."""

from __future__ import annotations

from facegate.domain.profile_changes import COLUMNS
from facegate.domain.profiles import Field, Profile
from facegate.ui.formatting import NONE
from facegate.ui.i18n import translate


def field_text(field: Field) -> str:
    """Name of a field."""
    return {
        Field.NAME: translate("Profile", "Name"),
        Field.EXTERNAL_ID: translate("Profile", "Identifier"),
        Field.DEPARTMENT: translate("Profile", "Department"),
        Field.GROUPS: translate("Profile", "Groups"),
        Field.CARD: translate("Profile", "Card number"),
        Field.VALIDITY: translate("Profile", "Validity"),
        Field.NOTES: translate("Profile", "Notes"),
    }[field]


def value_text(profile: Profile, field: Field) -> str:
    """What stands in a field, in one line."""
    if field is Field.GROUPS:
        return ", ".join(profile.groups) or NONE
    if field is Field.VALIDITY:
        if profile.valid_from is None and profile.valid_until is None:
            return translate("Profile", "No limit")
        first = profile.valid_from.isoformat() if profile.valid_from else "…"
        return f"{first} – {profile.valid_until.isoformat() if profile.valid_until else '…'}"
    (column,) = COLUMNS[field]
    return " ".join(str(getattr(profile, column) or "").split()) or NONE
