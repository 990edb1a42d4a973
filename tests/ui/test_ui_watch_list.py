"""The watch list in the window: somebody on record, and from photographs somebody who did not consent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.ui_fakes import Actor, Gate, save_photo
from pytestqt.qtbot import QtBot

from facegate.domain.access.watch_list import WatchBasis, WatchEntry
from facegate.domain.ids import SubjectId
from facegate.settings.model import with_changes
from facegate.ui.views.doors import WATCHING
from facegate.ui.window import MainWindow

PATIENCE = 8000
BAN = "Banned from the house, letter 17/26"
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def watched(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> dict[SubjectId, WatchBasis]:
    """Whom the database put on the list without consent, as the real one does in the transaction of the record."""
    bases: dict[SubjectId, WatchBasis] = {}
    add, doors = gate.store.add, gate.site_doors

    def add_watched(*args: Any, watch: WatchBasis | None = None, **kwargs: Any) -> Any:
        subject, references = add(*args, watch=watch, **kwargs)
        if watch is not None:
            bases[subject.subject_id] = watch
            doors.watch(WatchEntry(subject.subject_id, watch.basis, watch.refuse, gate.clock.now(), "tester"))
        return subject, references

    monkeypatch.setattr(gate.store, "add", add_watched)
    monkeypatch.setattr(doors, "watched_only", lambda: frozenset(bases))
    services = gate.services
    services.settings.replace(with_changes(services.settings.current, "access", watch_list=True))
    services.access.watching.follow(services.people, services.runner.handler.use_watched)
    return bases


def test_somebody_who_did_not_consent_is_looked_out_for_from_photographs_and_on_a_legal_basis_only(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot, tmp_path: Path, watched: dict[SubjectId, WatchBasis]
) -> None:
    ada = gate.add_person(7, "Ada Lindqvist")
    photos = [save_photo(gate.stage, tmp_path / f"{who}.png", Actor(who), number=60000 + who) for who in (7, 8)]
    empty = save_photo(gate.stage, tmp_path / "empty.png", number=60009)
    window = make_window()
    window.show_page("doors")
    window.doors.show_part(WATCHING)
    panel = window.doors.watching
    qtbot.waitUntil(panel.empty.isVisible, timeout=PATIENCE)

    dialog = panel.add()
    assert dialog.person.isVisible()
    assert not dialog.photos.isVisible()
    dialog.from_photos.click()
    assert not dialog.person.isVisible()
    assert not dialog.refuse.isVisible(), "they are let in nowhere, whatever is said"
    dialog.photos.choose([empty])
    assert not dialog.save_button.isEnabled(), "a legal basis comes first"
    dialog.basis.setPlainText(BAN)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "no face was found" in dialog.verdict.text, timeout=PATIENCE)

    # Whoever is on record is not put on record again, unless it is somebody else.
    dialog.photos.choose([photos[0]])
    assert not dialog.photos.another.isVisible()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "Ada Lindqvist" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.photos.another.isVisible()
    assert list(gate.store.people) == [ada.subject_id]

    dialog.photos.choose([photos[1]])
    dialog.photos.name.setText("Man in a red coat")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: panel.model.row_number() == 1, timeout=PATIENCE)
    ((who, basis),) = watched.items()
    assert basis == WatchBasis(BAN)
    assert gate.store.people[who].name == "Man in a red coat"
    assert who not in gate.store.given_consents or not gate.store.given_consents[who]
    shown = [panel.model.data(panel.model.index(0, column)) for column in (0, 1, 4)]
    assert shown == ["Man in a red coat", "Alarm, and not let in", BAN]
    # What is changed is the basis alone.
    panel.table.selectRow(0)
    panel.edit_button.click()
    change = panel.findChild(type(dialog))
    assert not change.on_record.isVisible()
    assert not change.refuse.isVisible()
    change.reject()
