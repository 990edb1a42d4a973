"""A data folder with very many made-up people, for measurements: written in bulk, not one by one."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Table, insert

from facegate.domain.ids import SubjectId
from facegate.domain.profiles import Profile
from facegate.storage.moments import to_micros
from facegate.storage.open import Storage
from facegate.storage.schema import consents, enrolments, face_references, memberships, subjects, templates
from facegate.storage.sealing import RowSealer
from facegate.storage.subject_rows import profile_columns
from helpers.clocks import START
from helpers.data_folder import MODEL, identified, opened, template

DEPARTMENTS = (
    "Accounts", "Assembly", "Canteen", "Facility management", "Forschung und Entwicklung", "Gate", "IT", "Laboratory",
    "Logistics", "Night shift", "Personalabteilung", "Purchasing", "Quality", "Reception", "Sales", "Security",
    "Stores", "Tool making", "Vertrieb", "Workshop",
)  # fmt: skip
GROUPS = ("Contractors", "First aid", "Fire wardens", "Shift A", "Shift B", "Shift C", "Trainees", "Visitors")
FIRST = (
    "Ada", "Änne", "Bo", "Chiara", "Daniyar", "Élodie", "Fatima", "Gül", "Hye-jin", "Ioana", "Jürgen", "Krzysztof",
    "Łucja", "Mehmet", "Nguyễn", "Óscar", "Petra", "Quentin", "Ravi", "Søren", "Tatiana", "Uche", "Vít", "Wanjiru",
    "Xóchitl", "Yuki", "Zoë", "محمد", "陳", "Ольга", "Γιώργος", "שרה",
)  # fmt: skip
LAST = (
    "Abernathy", "Bąk", "Castellanos", "Dąbrowski", "Eriksen", "Fernández", "Großmann", "Horváth", "Ibrahim", "Jansen",
    "Kovačević", "Lindqvist", "Müller", "Nakamura", "Oduya", "Papadopoulos", "Quispe", "Rosenbaum", "Şahin", "Tran",
    "Ulrich", "van der Veen", "Weiß", "Xu", "Yıldız", "Zhang", "الهاشمي", "大文", "Иванова", "Παπάς", "כהן",
)  # fmt: skip
_REFERENCES = 3
_BATCH = 5000
_MINUTES = 600_000
_PAST = 60
"""Days: no validity that ended began later than this."""


def fill(folder: Path, people: int, sightings: int = 2) -> None:
    """Make a data folder with people, three references each, and that many events of each."""
    chance = random.Random(7)
    with opened(folder) as storage:
        sealer = _sealer(storage)
        ids: list[SubjectId] = []
        for first in range(0, people, _BATCH):
            numbers = range(first, min(people, first + _BATCH))
            ids += storage.writer.run(partial(_add, sealer=sealer, numbers=numbers, chance=chance))
        for _ in range(sightings):
            order = chance.sample(ids, len(ids))
            for start in range(0, len(order), _BATCH):
                some = [identified(each, -chance.random() * _MINUTES) for each in order[start : start + _BATCH]]
                for future in [storage.events.append(draft) for draft in some]:
                    future.result(60)


def _sealer(storage: Storage) -> RowSealer:
    sealer = storage.people._sealer
    assert isinstance(sealer, RowSealer)
    return sealer


def _add(connection: Connection, sealer: RowSealer, numbers: range, chance: random.Random) -> list[SubjectId]:
    rows: dict[Table, list[dict[str, object]]] = {
        table: [] for table in (subjects, memberships, face_references, templates, consents, enrolments)
    }
    for number in numbers:
        _one(rows, sealer, number, chance)
    for table, made in rows.items():
        connection.execute(insert(table), made)
    return [SubjectId(str(row["subject_id"])) for row in rows[subjects]]


def _one(rows: dict[Table, list[dict[str, object]]], sealer: RowSealer, number: int, chance: random.Random) -> None:
    subject_id = SubjectId(f"{chance.getrandbits(128):032x}")
    profile = Profile(
        f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        f"P-{number:06}",
        chance.choice(DEPARTMENTS),
        tuple(sorted(chance.sample(GROUPS, chance.randrange(3)))),
        f"{10_000_000 + number}" if chance.random() < 0.7 else None,
        START.date() - timedelta(days=chance.randrange(_PAST, 900)) if chance.random() < 0.3 else None,
        START.date() + timedelta(days=chance.randrange(-_PAST, 900)) if chance.random() < 0.2 else None,
        "",
    )
    created = to_micros(START - timedelta(days=chance.randrange(1000), seconds=number))
    faceless = chance.random() < 0.03
    rows[subjects].append(
        {
            "subject_id": subject_id,
            "created_at": created,
            "suspended_at": created if chance.random() < 0.02 else None,
            "declined_at": created if faceless else None,
            **profile_columns(profile),
        }
    )
    rows[memberships] += [{"subject_id": subject_id, "name": group} for group in profile.groups]
    if faceless:
        return
    rows[consents].append(
        {
            "subject_id": subject_id, "text_version": "default-1", "language": "en", "text_sha256": "ab" * 32,
            "attested": chance.random() < 0.5, "recorded_by": "tester", "recorded_at": created,
        }
    )  # fmt: skip
    rows[enrolments].append(
        {
            "subject_id": subject_id, "occurred_at": created, "actor": "tester", "source": "photo", "model_id": MODEL,
            "samples": _REFERENCES, "skipped_poses": "",
        }
    )  # fmt: skip
    for each in range(_REFERENCES):
        reference_id = number * _REFERENCES + each + 1
        rows[face_references].append(
            {
                "reference_id": reference_id, "subject_id": subject_id, "model_id": MODEL,
                "quality": 0.5 + chance.random() / 2, "source": "photo", "created_at": created,
            }
        )  # fmt: skip
        sealed = sealer.seal_template(template(reference_id), reference_id, subject_id)
        rows[templates].append({"reference_id": reference_id, "sealed": sealed})
