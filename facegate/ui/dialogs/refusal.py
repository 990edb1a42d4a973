"""Why a record was not stored, in one sentence or two."""

from __future__ import annotations

from facegate.errors import FacegateError
from facegate.pipeline.known_people import AlreadyEnrolledError
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text, translate


def refusal_text(error: FacegateError) -> str:
    """What happened, to whom the identifier or card belongs where somebody has it, and what to do."""
    words = error_text(error)
    who = ""
    if isinstance(error, AlreadyEnrolledError):
        person = f"{isolated(error.subject.name)} ({isolated(error.subject.external_id)})"
        who = translate("Refusal", "It belongs to {person}.").format(person=person) + " "
    return f"{words.message} {who}{words.remedy}"
