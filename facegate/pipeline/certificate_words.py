"""A certificate of erasure in words, in the languages of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from facegate.domain.people import ErasureReport


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    done: str
    removed: str
    names: Mapping[str, str]
    backups: str
    kept: str
    clean: str
    left: str
    merged: str
    actor: str
    check: str


_ENGLISH = _Words(
    title="Certificate of erasure",
    done="On {day} at {time} UTC the person with the random number {subject} was erased here.",
    removed="Removed for good: their record with name, identifier and every other field, and with it",
    names={
        "references": "face templates",
        "pictures": "pictures",
        "consents": "records of consent",
        "enrolments": "notes on enrolments",
        "digests": "digests of photographs",
        "groups": "memberships of groups",
        "pins": "PINs",
        "looks": "kept looks and negative examples",
    },
    backups="Backup copies of the database that were cleaned or removed: {number}.",
    kept="Events that stay, unchanged, under that random number, which leads to nobody any more: {number}.",
    clean="Nothing else of the person was left behind in the files of this program.",
    left="Not everything could be cleaned up; somebody has to see to it:",
    merged="Random numbers of earlier records of the same person: {numbers}.",
    actor="Done by the account {actor} with {program}.",
    check="This certificate names nobody. 'facegate people verify-certificate FILE' tells whether it was changed.",
)

_GERMAN = _Words(
    title="Löschbescheinigung",
    done="Am {day} um {time} UTC wurde hier die Person mit der Zufallszahl {subject} gelöscht.",
    removed="Endgültig entfernt: ihr Datensatz mit Name, Kennung und allen anderen Angaben, und mit ihm",
    names={
        "references": "Gesichtsvorlagen",
        "pictures": "Bilder",
        "consents": "Einwilligungen",
        "enrolments": "Vermerke über Aufnahmen",
        "digests": "Prüfsummen von Fotos",
        "groups": "Gruppenzugehörigkeiten",
        "pins": "PINs",
        "looks": "aufbewahrte Blicke und Gegenbeispiele",
    },
    backups="Bereinigte oder entfernte Sicherungskopien der Datenbank: {number}.",
    kept="Ereignisse, die unverändert unter dieser Zufallszahl bleiben, die zu niemandem mehr führt: {number}.",
    clean="Sonst blieb in den Dateien dieses Programms nichts von der Person zurück.",
    left="Nicht alles konnte bereinigt werden; jemand muss sich darum kümmern:",
    merged="Zufallszahlen früherer Datensätze derselben Person: {numbers}.",
    actor="Ausgeführt vom Konto {actor} mit {program}.",
    check="Diese Bescheinigung nennt niemanden beim Namen. „facegate people verify-certificate DATEI“ sagt, ob sie "
    "verändert wurde.",
)

_LANGUAGES = {"en": _ENGLISH, "de": _GERMAN}


def certificate_words(report: ErasureReport, actor: str, program: str, left: list[str], language: str) -> list[str]:
    """The lines.

    Args:
        report: what was removed.
        actor: account of the operating system.
        program: name and version.
        left: what could not be cleaned up, a phrase each.
        language: BCP 47 tag; English where there are no words in it.
    """
    words = _LANGUAGES.get(language.partition("-")[0].lower(), _ENGLISH)
    moment: datetime = report.erased_at.astimezone(UTC)
    counts = ", ".join(f"{words.names[name]}: {count}" for name, count in report.numbers.items() if name in words.names)
    lines = [
        words.title,
        words.done.format(day=moment.date().isoformat(), time=f"{moment:%H:%M:%S}", subject=report.subject_id),
        f"{words.removed} – {counts}.",
        words.backups.format(number=report.backups),
        words.kept.format(number=report.events),
    ]
    if report.merged:
        lines.append(words.merged.format(numbers=", ".join(report.merged)))
    lines += [words.left, *(f"  - {each}" for each in left)] if left else [words.clean]
    return [*lines, words.actor.format(actor=actor, program=program), words.check]
