"""Data folders with made-up people and events in them."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np

from facegate.domain.events import EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import ModelId, SubjectId, TrackId
from facegate.domain.people import Consent, NewReference, SampleSource, Subject
from facegate.domain.ports import Clock
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.settings.paths import Paths
from facegate.storage.open import Storage, open_storage
from helpers.clocks import START, ManualClock

MODEL = ModelId("made-up-1")
ACTOR = "tester"
SOMEBODY = SubjectId("ab" * 16)
CONSENT = Consent("default-1", "en", "ab" * 32, True, ACTOR, START)


def template(seed: int, dimension: int = 128, model_id: ModelId = MODEL) -> Template:
    """A random one; the same for the same seed. Its norm is not 1, as an embedder's is not."""
    return normalised(model_id, np.random.default_rng(seed).standard_normal(dimension).astype(np.float32))


def sample(seed: int, picture: bytes | None = None, model_id: ModelId = MODEL) -> NewReference:
    return NewReference(template(seed, model_id=model_id), 0.75, SampleSource.PHOTO, picture)


def enrol(
    storage: Storage, number: int, references: int = 2, picture: bytes | None = None
) -> tuple[Subject, list[StoredReference]]:
    samples = [sample(1000 * number + index, picture) for index in range(references)]
    return storage.people.add(Profile(f"Person {number}", f"P-{number}"), samples, CONSENT, ACTOR)


def identified(subject_id: SubjectId, minutes: float = 0.0, **changes: object) -> EventDraft:
    judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, subject_id, 0.625, 0.31)
    fields = {
        "type": EventType.IDENTIFICATION,
        "occurred_at": START + timedelta(minutes=minutes),
        "source": "demo:",
        "track": TrackId(1),
        "judgement": judgement,
        "threshold": 1.1,
        "model_id": MODEL,
        **changes,
    }
    return EventDraft(**fields)


def camera_lost(minutes: float = 0.0) -> EventDraft:
    return EventDraft(EventType.CAMERA_LOST, START + timedelta(minutes=minutes), "demo:")


def record(storage: Storage, count: int, subject_id: SubjectId = SOMEBODY) -> None:
    """Some events, each in a commit of its own or together, as it comes."""
    for future in [storage.events.append(identified(subject_id, minute)) for minute in range(count)]:
        future.result(30)


@contextmanager
def opened(folder: Path, clock: Clock | None = None, **options: object) -> Iterator[Storage]:
    """The storage of a folder."""
    storage = open_storage(Paths(folder), clock=clock or ManualClock(), **options)
    try:
        yield storage
    finally:
        storage.close()


def tampered(folder: Path, *statements: str, parameters: tuple[object, ...] = ()) -> None:
    """Change a closed database behind the program's back, as somebody with the file can."""
    with closing(sqlite3.connect(Paths(folder).database, isolation_level=None)) as connection:
        for trigger in ("events_no_update", "events_no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            connection.execute(statement, parameters)


def titles(storage: Storage) -> list[str]:
    return [notice.title for notice in storage.notices]


def files_with(folder: Path, needles: dict[str, bytes]) -> dict[str, list[str]]:
    """Names of the needles found in each file below a folder."""
    found: dict[str, list[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            hits = [name for name, needle in needles.items() if needle in content]
            if hits:
                found[str(path.relative_to(folder))] = hits
    return found


def forms(name: str, stored: StoredReference) -> dict[str, bytes]:
    """The plain forms in which a template might leak: any sixteen bytes of each are needle enough."""
    vector = stored.template.vector
    raw = (vector * np.float32(stored.template.norm)).astype(np.float32)
    needles = {}
    for form, data in {
        "normalised": vector.tobytes(),
        "raw": raw.tobytes(),
        "float16": vector.astype(np.float16).tobytes(),
        "float64": vector.astype(np.float64).tobytes(),
        "big-endian": vector.astype(">f4").tobytes(),
    }.items():
        needles[f"{name} {form}"] = data[64:80]
        for shift in range(3):  # base64 of the same bytes at each of the three alignments
            needles[f"{name} {form} base64/{shift}"] = base64.b64encode(data[shift : shift + 48])
    needles[f"{name} text"] = repr(float(vector[3])).encode()[:12]
    return needles


def sealed_rows(folder: Path) -> dict[int, bytes]:
    """Ciphertexts of all templates, by reference id."""
    with closing(sqlite3.connect(f"{Paths(folder).database.as_uri()}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT reference_id, sealed FROM templates"))
