"""The page of events: filters, pages of rows, new events on top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import QDate, QModelIndex, Qt
from pytestqt.qtbot import QtBot

from facegate.domain.identification import Outcome, Reason
from facegate.ui.viewmodels.events import PAGE
from facegate.ui.views.events import ALL, CHOSEN, MONTH, TODAY, WEEK, EventsPage
from facegate.ui.window import MainWindow

PATIENCE = 8000


def people(page: EventsPage) -> list[str]:
    return [str(page.model.data(page.model.index(row, 1))) for row in range(page.model.rowCount())]


@pytest.fixture
def page(make_window: Callable[..., MainWindow], gate: Gate) -> EventsPage:
    """Ada today, Bo five days ago, a stranger 40 days ago."""
    ada, bo = gate.add_person(1, "Ada"), gate.add_person(2, "Bo")
    gate.add_event(None, timedelta(days=40), Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, 1.4, None)
    gate.add_event(bo.subject_id, timedelta(days=5))
    gate.add_event(ada.subject_id, timedelta(seconds=1))
    window = make_window(start=False)
    window.show_page("events")
    return window.events


def expect(page: EventsPage, qtbot: QtBot, *expected: str) -> None:
    qtbot.waitUntil(lambda: people(page) == list(expected), timeout=PATIENCE)


def test_today_first_then_other_days(page: EventsPage, qtbot: QtBot) -> None:
    expect(page, qtbot, "Ada")
    page.show_period(WEEK)
    expect(page, qtbot, "Ada", "Bo")
    page.show_period(ALL)
    expect(page, qtbot, "Ada", "Bo", "–")
    assert page.days() == (None, None)
    page.show_period(MONTH)
    assert page.days()[0] == page.today().replace(day=1)


def test_chosen_days_include_both_ends_and_cannot_run_backwards(page: EventsPage, qtbot: QtBot) -> None:
    page.show_period(CHOSEN)
    day = (datetime.now(UTC) - timedelta(days=5)).date()
    page.first.setDate(QDate(day.year, day.month, day.day))
    page.last.setDate(QDate(day.year, day.month, day.day))
    expect(page, qtbot, "Bo")
    page.last.setDate(QDate(day.year, day.month, day.day).addDays(-3))
    first, last = page.days()
    assert first is not None
    assert last is not None
    assert first <= last == day - timedelta(days=3)


def test_one_person_by_typing_a_part_of_the_name(page: EventsPage, qtbot: QtBot) -> None:
    page.show_period(ALL)
    page.person.setFocus()
    qtbot.keyClicks(page.person, "bo")
    qtbot.waitUntil(lambda: page.person.completer().popup().isVisible(), timeout=PATIENCE)
    popup = page.person.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    expect(page, qtbot, "Bo")
    assert page.person.text() == "Bo (P-002)"
    page.person.clear()
    expect(page, qtbot, "Ada", "Bo", "–")


def test_one_result_only(page: EventsPage, qtbot: QtBot) -> None:
    page.show_period(ALL)
    page.result.setCurrentIndex(page.result.findData(Outcome.NOT_IDENTIFIED.value))
    expect(page, qtbot, "–")
    cells = [page.model.data(page.model.index(0, column)) for column in range(2, 8)]
    assert cells == ["Not identified", "1.40", "1.10", "–", "Nobody enrolled is close enough.", "Front door"]


def test_nothing_found_says_so_and_offers_all_days(page: EventsPage, gate: Gate, qtbot: QtBot) -> None:
    gate.log.events.clear()
    page.show_period(WEEK)
    qtbot.waitUntil(lambda: page._nothing.isVisible(), timeout=PATIENCE)
    assert page._nothing.title == "Nothing on these days"
    page._all_days.click()
    qtbot.waitUntil(lambda: page._nothing.title == "Nothing recorded yet", timeout=PATIENCE)
    assert not page._all_days.isVisible()


def test_new_events_come_on_top_if_they_fit(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    window.show_page("events")
    page = window.events
    gate.stage.actors = (Actor(1),)
    expect(page, qtbot, "Ada")
    assert page.table.isVisible()
    page.result.setCurrentIndex(page.result.findData(Outcome.INCONCLUSIVE.value))
    expect(page, qtbot)
    gate.stage.actors = (Actor(9),)
    qtbot.waitUntil(lambda: window.live.card.name == "Unknown person", timeout=PATIENCE)
    assert people(page) == []
    page.result.setCurrentIndex(0)
    expect(page, qtbot, "–", "Ada")


def test_older_events_are_read_when_scrolled_to_each_once(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    for number in range(2 * PAGE + 30):
        gate.add_event(None, timedelta(seconds=2 * PAGE + 40 - number))
    window = make_window(start=False)
    window.show_page("events")
    model = window.events.model
    window.events.show_period(ALL)
    qtbot.waitUntil(lambda: model.rowCount() == PAGE, timeout=PATIENCE)
    for expected in (2 * PAGE, 2 * PAGE + 30):
        qtbot.waitUntil(lambda: model.canFetchMore(QModelIndex()), timeout=PATIENCE)
        window.events.table.scrollToBottom()
        qtbot.waitUntil(lambda expected=expected: model.rowCount() == expected, timeout=PATIENCE)
    assert not model.canFetchMore(QModelIndex())
    sequences = [model.event_at(row).sequence for row in range(model.rowCount())]  # type: ignore[union-attr]
    assert sequences == sorted(set(sequences), reverse=True)


def test_an_event_recorded_while_a_page_is_read_is_there_once(page: EventsPage, gate: Gate, qtbot: QtBot) -> None:
    page.show_period(ALL)
    expect(page, qtbot, "Ada", "Bo", "–")
    page.model.show_filter(page.wanted())
    page.model.add(gate.add_event(None, timedelta(0)))
    expect(page, qtbot, "–", "Ada", "Bo", "–")
    qtbot.wait(50)
    assert len(people(page)) == 4


def test_times_are_shown_in_the_site_s_zone_and_days_end_there(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    window = make_window(start=False)
    event = gate.add_event(None, timedelta(0))
    window.show_page("events")
    page = window.events
    spec = next(spec for spec in window.settings.form.specs if spec.name == "zone")
    window.settings.form.change(spec, "Pacific/Kiritimati")
    qtbot.waitUntil(lambda: page.today() == _day(event.occurred_at + timedelta(hours=14)), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=PATIENCE)
    there = event.occurred_at + timedelta(hours=14)
    assert page.model.data(page.model.index(0, 0)) == f"{there:%Y-%m-%d  %H:%M:%S}"


def _day(moment: datetime) -> date:
    return moment.date()


def test_the_period_goes_on_after_midnight(page: EventsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.period.currentData() == TODAY
    assert page.wanted().last is None
    tomorrow = page.today() + timedelta(days=1)
    monkeypatch.setattr(page, "today", lambda: tomorrow)
    page.hide()
    page.show()
    expect(page, qtbot)
