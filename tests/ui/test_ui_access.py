"""Doors in the window: the card, the operator's buttons, who is inside, alarms, the plan."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.access_plans import DOORS, HALL, OFFICE, STAFF_RULE, VAULT, YARD
from helpers.doors import PICTURE
from helpers.ui_fakes import Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from facegate.domain.access.codes import Alarm, Code
from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.access.rules import AccessRule
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.shifts import Shift, Span
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict
from facegate.domain.sign_ins import SignIn, SignInReason
from facegate.settings.model import with_changes
from facegate.ui.dialogs.door_item import DoorItemDialog
from facegate.ui.dialogs.output import OutputDialog
from facegate.ui.dialogs.reset_place import ResetPlaceDialog
from facegate.ui.views.doors import ALARMS, INSIDE, OUTPUTS, PREVIEW
from facegate.ui.window import MainWindow

PATIENCE = 8000
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def site(gate: Gate) -> Gate:
    """A site with a building of three zones and four doors."""
    gate.services.settings.replace(with_changes(gate.services.settings.current, "site", zone="Europe/Berlin"))
    for item in (YARD, HALL, VAULT, OFFICE, *DOORS, STAFF_RULE):
        gate.services.plan.put(item)
    return gate


def decide(gate: Gate, who: SubjectId, code: Code, door: str = "entrance", *, allowed: bool = False) -> Event:
    """Somebody was seen at a door, and that is told as the log would tell it."""
    seen = gate.add_event(who, timedelta(seconds=1))
    said = AccessRecord(seen.event_id, who, door, allowed, code.value, Direction.IN)
    decided = gate.log.append(EventDraft(EventType.ACCESS, seen.occurred_at, "cam", access=said)).result()
    for event in (seen, decided):
        gate.services.runner.announce(event)
    return decided


def happen(gate: Gate, said: DoorRecord) -> Event:
    event = gate.log.append(EventDraft(EventType.DOOR, gate.clock.now(), "doors", door=said)).result()
    gate.services.runner.announce(event)
    return event


ATTACK = "A picture or a screen was held up in place of a face"


def hold_up(gate: Gate, claimed: SubjectId) -> None:
    """A picture of somebody was held up to the camera at the entrance."""
    judgement = Judgement(Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK, None, 0.3, 0.5, claimed=claimed)
    draft = EventDraft(EventType.IDENTIFICATION, gate.clock.now(), "cam-in", TrackId(7), judgement, pad=PICTURE)
    gate.services.runner.announce(gate.log.append(draft).result())


def answer(qtbot: QtBot, yes: str) -> None:
    """Press that button of the question that is shown."""
    found: list[QMessageBox] = []

    def asked() -> bool:
        found[:] = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(asked, timeout=PATIENCE)
    button = next(each for each in found[0].findChildren(QPushButton) if each.text().replace("&", "") == yes)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_site_without_doors_sees_nothing_of_them(make_window: MakeWindow, gate: Gate, qtbot: QtBot) -> None:
    window = make_window(start=False)
    qtbot.waitUntil(lambda: window.desk.loaded, timeout=PATIENCE)
    assert not window.tools.doors.isVisible()
    assert not window.live.strip.isVisible()
    assert not window.lock_banner.isVisible()
    window.settings.doors_button.click()
    doors = window.doors
    doors.show_part(ItemKind.DOOR)
    qtbot.waitUntil(lambda: doors.lists[ItemKind.DOOR].empty.isVisible(), timeout=PATIENCE)
    assert not doors.strip.isVisible()
    assert doors.add(ItemKind.DOOR) is None
    doors.muster.model.refresh()
    doors.show_part(INSIDE)
    # An empty list would say that nobody is inside.
    assert not doors.muster.print_button.isEnabled()

    doors.show_part(OUTPUTS)
    doors.outputs.add_wanted.emit()
    dialog = window.findChild(OutputDialog)
    dialog.name.setText("Front")
    dialog.port.setText("/dev/ttyUSB0")
    assert "small letters" in dialog.verdict.text
    assert not dialog.save_button.isEnabled()
    dialog.name.setText("front")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: gate.services.settings.current.doors.find("front") is not None, timeout=PATIENCE)
    gate.outputs.configure(gate.services.settings.current.doors)
    doors.outputs.look()
    doors.outputs.table.selectRow(0)
    doors.outputs.test_button.click()
    qtbot.waitUntil(lambda: doors.outputs.verdict.text.startswith("Dry run"), timeout=PATIENCE)

    # A picture that is held up is told where nobody would look for alarms.
    window.show_page("live")
    hold_up(gate, gate.add_person(1, "Ada Lindqvist").subject_id)
    qtbot.waitUntil(lambda: window.notices.shown is not None and window.notices.shown.title == ATTACK, timeout=PATIENCE)
    assert window.notices.shown.action is not None
    window.notices.shown.action[1]()
    assert doors.part == ALARMS
    qtbot.waitUntil(lambda: window.tools.doors.text() == "Doors (1)", timeout=PATIENCE)
    doors.alarms.one_button.click()
    # Beside it, the advice to add zones first may still be told: it goes by itself, in as long as is waited here.
    qtbot.waitUntil(lambda: window.notices.shown is None or window.notices.shown.title != ATTACK, timeout=PATIENCE)


def test_the_card_says_how_the_door_stands_and_alarms_are_seen_where_nobody_passes(
    make_window: MakeWindow, site: Gate, qtbot: QtBot
) -> None:
    window, ada = make_window(start=False), site.add_person(1, "Ada Lindqvist").subject_id
    site.services.plan.put(Shift("all-day", "All day", (Span(0, 1439),)))
    site.services.plan.put(Assignment("a1", Scope.EVERYBODY, "", "all-day", date(2020, 1, 1)))
    card = window.live.card
    decided = decide(site, ada, Code.ALLOWED, allowed=True)
    qtbot.waitUntil(lambda: card.door.text == "Access allowed", timeout=PATIENCE)
    assert card.greeting
    assert "Ada" in card.name
    # By the door, and by the plan.
    qtbot.waitUntil(lambda: card.way.startswith("In ") and "Shift" in card.way, timeout=PATIENCE)
    happen(site, DoorRecord("entrance", DoorVerdict.SENT, decided.event_id, 0.1))
    qtbot.waitUntil(lambda: card.door.text == "Door open", timeout=PATIENCE)
    decide(site, ada, Code.OUTSIDE_HOURS)
    qtbot.waitUntil(lambda: card.door.text == "No access: outside your hours", timeout=PATIENCE)
    # After a sign-in the keypad makes room for what the door says.
    window.live.open_keypad()
    draft = EventDraft(EventType.PIN, site.clock.now(), "desk", sign_in=SignIn(SignInReason.CARD_AND_PIN, ada))
    signed_in = site.log.append(draft).result()
    said = AccessRecord(signed_in.event_id, ada, "entrance", False, Code.FULL.value)
    refused = site.log.append(EventDraft(EventType.ACCESS, site.clock.now(), "desk", access=said)).result()
    for event in (signed_in, refused):
        site.services.runner.announce(event)
    qtbot.waitUntil(lambda: card.isVisible() and card.door.text == "No access: it is full inside", timeout=PATIENCE)
    watched = decide(site, ada, Code.NO_RULE)
    happen(site, DoorRecord("entrance", DoorVerdict.ALARM, watched.event_id, code=Alarm.WATCH_LIST.value))
    qtbot.waitUntil(lambda: len(window.desk.state.alarms) == 1, timeout=PATIENCE)
    assert card.door.text == "No access: not through this door"
    # The live page may be seen by everybody: neither the tool bar nor the strip counts alarms there.
    assert window.tools.doors.text() == "Doors"
    assert not window.live.strip.isVisible()

    # On the page of the doors somebody sees to it.
    window.show_page("doors")
    window.doors.show_part(ALARMS)
    alarms = window.doors.alarms
    qtbot.waitUntil(alarms.table.isVisible, timeout=PATIENCE)
    shown = [alarms.model.data(alarms.model.index(0, column)) for column in range(4)]
    assert shown[1:] == ["Somebody on the watch list was seen", "Entrance", "Ada Lindqvist"]
    qtbot.waitUntil(lambda: window.tools.doors.text() == "Doors (1)", timeout=PATIENCE)
    qtbot.mouseClick(alarms.one_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(alarms.quiet.isVisible, timeout=PATIENCE)
    noted = [event.door for event in site.log.events if event.door][-1]
    assert (noted.verdict, noted.actor) == (DoorVerdict.ACKNOWLEDGED, "tester")
    # Of a picture the sighting says whom it showed.
    hold_up(site, ada)
    qtbot.waitUntil(lambda: alarms.model.rowCount() == 1 and alarms.table.isVisible(), timeout=PATIENCE)
    shown = [alarms.model.data(alarms.model.index(0, column)) for column in range(4)]
    assert shown[1:] == [ATTACK, "Entrance", "Ada Lindqvist"]
    assert window.notices.shown is None or window.notices.shown.title != ATTACK


def test_an_operator_opens_a_door_once_and_locks_all_down(make_window: MakeWindow, site: Gate, qtbot: QtBot) -> None:
    window = make_window(start=False)
    settings = site.services.settings
    settings.replace(with_changes(settings.current, "access", operator_screen=True))
    strip = window.live.strip
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE)
    next(each for each in strip.open_button.menu().actions() if each.text() == "Vault in").trigger()

    def opened() -> list[str]:
        return [each.door.place for each in site.log.events if each.door and each.door.verdict is DoorVerdict.OPENED]

    qtbot.waitUntil(lambda: opened() == ["vault-in"], timeout=PATIENCE)
    ada, card = site.add_person(1, "Ada Lindqvist").subject_id, window.live.card
    site.services.plan.put(replace(DOORS[1], output=""))
    qtbot.waitUntil(lambda: any(not door.output for door in window.desk.doors), timeout=PATIENCE)
    decide(site, ada, Code.ALLOWED, allowed=True)
    qtbot.waitUntil(lambda: card.door.text == "Access allowed", timeout=PATIENCE)
    busy = threading.Event()  # an act that waits for a disk
    window.session.tasks.act(window, lambda: busy.wait(20.0), lambda _waited: None)
    strip.lock_button.click()
    answer(qtbot, "Lock down")
    qtbot.waitUntil(lambda: site.services.access.locked_down, timeout=PATIENCE)
    busy.set()
    qtbot.waitUntil(window.lock_banner.isVisible, timeout=PATIENCE)
    assert site.services.access.locked_down
    # What was said before it is not said any more; the way out is free, and has nothing that moves it.
    assert card.door.text == "No access: the doors are locked down"
    decide(site, ada, Code.FREE_DOOR, "exit", allowed=True)
    qtbot.waitUntil(lambda: card.door.text.startswith("Access allowed"), timeout=PATIENCE)
    assert card.door.text == "Access allowed: the door is not moved from here"
    decide(site, ada, Code.ALLOWED, allowed=True)
    qtbot.waitUntil(lambda: card.door.text == "No access: the doors are locked down", timeout=PATIENCE)
    settings.replace(with_changes(settings.current, "access", operator_screen=False))
    qtbot.waitUntil(lambda: not window.lock_banner.end_button.isVisible(), timeout=PATIENCE)
    assert window.lock_banner.isVisible()
    window.show_page("doors")
    window.lock_banner.end_button.click()
    answer(qtbot, "End it")
    qtbot.waitUntil(lambda: not window.lock_banner.isVisible(), timeout=PATIENCE)
    assert card.door.said is None, "nor does it hold again"


def test_who_is_inside_is_listed_written_and_taken_off(
    make_window: MakeWindow, site: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    ada, bo = (site.add_person(number, name).subject_id for number, name in ((1, "Ada"), (2, "Bo")))
    decide(site, bo, Code.ALLOWED, "vault-in", allowed=True)
    # Before the window is there: as after a restart.
    window = make_window(start=False)
    window.show_page("doors")
    muster = window.doors.muster
    qtbot.waitUntil(lambda: muster.model.row_number() == 1, timeout=PATIENCE)
    site.services.access.changed()
    decide(site, ada, Code.ALLOWED, allowed=True)
    qtbot.waitUntil(lambda: muster.model.row_number() == 2, timeout=PATIENCE)
    assert muster.model.zones() == [("Hall", 1), ("Vault", 1)]
    out = tmp_path / "muster.csv"
    muster.save(out)
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    assert [line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()] == ["person", "Ada", "Bo"]
    muster.table.selectRow(0)
    muster.reset_button.click()
    dialog = window.findChild(ResetPlaceDialog)
    assert not dialog.reset_button.isEnabled()
    dialog.reason.setCurrentIndex(0)
    dialog.reset_button.click()
    qtbot.waitUntil(lambda: muster.model.row_number() == 1, timeout=PATIENCE)
    noted = [event.door for event in site.log.events if event.door][-1]
    assert (noted.verdict, noted.code) == (DoorVerdict.RESET, "left_unseen")


def test_a_plan_is_made_in_forms_ordered_by_keys_and_tried_out(
    make_window: MakeWindow, site: Gate, qtbot: QtBot
) -> None:
    by_day = AccessRule("office", "Everybody by day", 5, everybody=True, zones=("hall",), time_table="office")
    site.services.plan.put(by_day)
    ada = site.add_person(1, "Ada").subject_id
    window = make_window(start=False)
    window.show_page("doors")
    doors = window.doors
    qtbot.waitUntil(lambda: bool(doors.plan.state.items[ItemKind.DOOR]), timeout=PATIENCE)
    dialog = doors.add(ItemKind.DOOR)
    assert isinstance(dialog, DoorItemDialog)
    form = dialog.form
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(form.name, "Back door")
    form.other.setText("cam-in")
    assert "watched by the same" in form.marked
    assert not dialog.save_button.isEnabled()
    form.other.setText("cam-back")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=PATIENCE)
    stored, revision = site.services.plan.get("door", "back-door")
    assert (stored.zone_from, stored.zone_to, stored.sources, revision) == ("yard", "hall", ("cam-back",), 1)
    # Somebody else changes it while it is open here.
    again = doors.edit(stored)
    site.services.plan.put(replace(stored, name="Yard door"))
    again.form.name.setText("Garden door")
    again.save_button.click()
    qtbot.waitUntil(again.theirs_button.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: doors.plan.state.items[ItemKind.DOOR]["back-door"].name == "Yard door", timeout=PATIENCE)
    again.theirs_button.click()
    assert again.form.name.text() == "Yard door"
    again.reject()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)

    # Rules are ordered by keys, and a preview tells every step.
    rules = doors.lists[ItemKind.RULE]
    doors.show_part(ItemKind.RULE)
    qtbot.waitUntil(lambda: rules.model.row_number() == 2, timeout=PATIENCE)
    assert [rules.model.item(row).rule_id for row in (0, 1)] == ["staff", "office"]
    rules.table.selectRow(0)
    rules.table.setFocus()
    qtbot.keyClick(rules.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: rules.model.item(0).rule_id == "office", timeout=PATIENCE)
    assert rules.chosen.rule_id == "staff"
    doors.show_part(PREVIEW)
    preview = doors.preview
    preview.person.show_person(ada)
    qtbot.waitUntil(lambda: preview.person.picker.subject_id == ada, timeout=PATIENCE)
    preview.door.setCurrentIndex(preview.door.findData("entrance"))
    preview.day.set_day(date(2026, 3, 2))
    preview.clock.setValue(7 * 60 + 58)
    qtbot.waitUntil(lambda: preview.verdict.text == "Denied: outside their hours", timeout=PATIENCE)
    preview.clock.setValue(8 * 60 + 58)
    qtbot.waitUntil(lambda: preview.verdict.text == "Allowed", timeout=PATIENCE)
    assert any("Everybody by day" in each.text() for each in preview.findChildren(type(preview.hint)))
