"""Where everybody is stays right however reading the log and committing to it fall together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from helpers.access_plans import building
from helpers.clocks import ManualClock
from helpers.world import MemoryLog

from facegate.domain.events import Event, EventDraft, EventFilter, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict
from facegate.pipeline.access.state import StateKeeper

ADA, BELA = SubjectId("a" * 32), SubjectId("b" * 32)


class World:
    """A log whose events are not told to the keeper by themselves."""

    def __init__(self) -> None:
        self.clock, self.log = ManualClock(), MemoryLog()
        self.keeper = StateKeeper(building, self.log, self.clock)

    def enters(self, who: SubjectId) -> Event:
        said = AccessRecord(EventId("1" * 32), who, "entrance", True, "allowed")
        return self._logged(EventDraft(EventType.ACCESS, self.clock.now(), "cam-in", access=said))

    def reset(self, decision: Event) -> Event:
        said = DoorRecord("hall", DoorVerdict.RESET, decision.event_id, actor="tester")
        return self._logged(EventDraft(EventType.DOOR, self.clock.now(), "operator", door=said))

    @property
    def inside(self) -> list[SubjectId]:
        return [each.subject_id for each in self.keeper.current().whereabouts.everybody(self.clock.now())]

    def _logged(self, draft: EventDraft) -> Event:
        return self.log.append(draft).result(1)


def test_whoever_enters_between_two_looks_into_the_log_is_inside() -> None:
    world = World()
    bela = world.enters(BELA)
    query = world.log.query

    def interrupted(wanted: EventFilter) -> Iterator[Event]:
        found = list(query(wanted))
        if wanted.type is EventType.ACCESS:
            world.keeper.take(world.enters(ADA))
            world.keeper.take(world.reset(bela))
        return iter(found)

    world.log.query = interrupted  # type: ignore[method-assign]
    assert world.inside == [ADA]


def test_events_that_are_told_in_another_order_count_in_that_of_the_log() -> None:
    world = World()
    assert world.inside == []
    ada, bela = world.enters(ADA), world.enters(BELA)
    gone = world.reset(bela)
    for event in (gone, bela, ada, ada, gone):
        world.keeper.take(event)
    assert world.inside == [ADA]


def test_a_clock_that_was_ahead_when_the_log_was_read_has_nobody_forgotten() -> None:
    world = World()
    world.enters(ADA)
    world.clock.start += timedelta(days=4)
    assert world.inside == []
    world.clock.start -= timedelta(days=4)
    assert world.inside == [ADA]
    world.clock.start -= timedelta(seconds=1)
    state = world.keeper.current()
    world.clock.start -= timedelta(seconds=1)
    assert world.keeper.current() is state
