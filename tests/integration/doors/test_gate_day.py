"""A person comes, goes and comes again: sightings by the recogniser, decisions in a real log, pulses at a real port."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from helpers.data_folder import ACTOR, CONSENT, opened, sample
from helpers.door_fakes import FakeSecrets, Results
from helpers.serial_pair import SerialPair
from helpers.world import ListGallery, ToyVision, Visit, make_frame, template_of

from facegate.bootstrap.access import open_access
from facegate.domain.access import requests
from facegate.domain.events import Event, EventFilter, EventType
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference
from facegate.doors.build import driver_maker
from facegate.doors.outputs import Outputs
from facegate.pipeline.access import gate as gate_module
from facegate.pipeline.access.service import AccessService
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.doors import DoorSettings, SerialOutput
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage

ON, OFF = b"\xa0\x01\x01\xa2", b"\xa0\x01\x00\xa1"
PLAN = """
zone = [{id = "yard", outside = true}, {id = "hall", anti_passback = "hard"}]
[[door]]
id = "entrance"
zone_from = "yard"
zone_to = "hall"
sources = ["camera in"]
output = "front"
pulse_seconds = 0.1
[[door]]
id = "exit"
zone_from = "hall"
zone_to = "yard"
sources = ["camera out"]
output = "front"
pulse_seconds = 0.1
[[access_rule]]
id = "all"
everybody = true
zones = ["hall"]
"""


class Watch:
    """The machine's clock, that a test puts forward by hours."""

    def __init__(self) -> None:
        self.added = timedelta()

    def monotonic(self) -> float:
        return (datetime.now(UTC) - START_OF_TIME).total_seconds()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.added


START_OF_TIME = datetime(2026, 1, 1, tzinfo=UTC)


class Camera:
    """A live camera with the same ten pictures; implements :class:`facegate.domain.ports.FrameSource`."""

    def __init__(self, spec: str, clock: Watch) -> None:
        self.info = SourceInfo(spec, spec, True)
        self._clock = clock
        self._number = 0

    def open(self) -> None:
        pass

    def read(self) -> Frame | None:
        if self._number == 10:
            return None
        picture = make_frame(self._number)
        self._number += 1
        return Frame(picture.image, picture.sequence, picture.time, self._clock.now())

    def close(self) -> None:
        pass


class Gate:
    """Everything between a camera and a relay, on a real data folder."""

    def __init__(self, folder: Path, pair: SerialPair, stack: ExitStack) -> None:
        self.clock = Watch()
        self.storage = stack.enter_context(opened(folder, clock=self.clock))
        profile = Profile("Ada", "A-1")
        self.ada = self.storage.people.add(profile, [sample(1)], CONSENT, ACTOR)[0].subject_id
        self.outputs = Outputs(self.clock, driver_maker(self.clock, FakeSecrets(), folder))
        stack.callback(self.outputs.close)
        self.results = Results()
        self.outputs.add_listener(self.results)
        relay = SerialOutput.model_validate({"name": "front", "port": pair.port})
        self.outputs.configure(DoorSettings(dry_run=False, outputs=(relay,)))
        self.outputs.start()
        self.runner = RecognitionRunner(lambda spec, _live: Camera(spec, self.clock), self.storage.events, self.clock)
        gallery = ListGallery([StoredReference(ReferenceId(1), self.ada, template_of(1))])
        vision = ToyVision([Visit(1, 0, 9)])
        self.runner.handler.assess_by(lambda _source: PadLevel.STANDARD)
        self.runner.install(Engine(vision, gallery, DecisionPolicy(1.1, 0.05, 3, 5), 60.0))
        self.access = self._access(folder, stack)
        stack.callback(self.runner.close)

    def _access(self, folder: Path, stack: ExitStack) -> AccessService:
        directory = NameDirectory()
        directory.load(self.storage.people)
        people = PeopleService(self.storage.people, directory, lambda: None, lambda _crop: b"", ACTOR)
        plan = PlanService(self.storage.plans, self.storage.people, ACTOR)
        plan.import_plan(PLAN)
        settings = SettingsStore(folder / "settings.toml")
        return open_access(
            self.storage, people, directory, self.outputs, settings, self.clock, self.runner, _Uncorrected(), plan,
            ACTOR, stack, read_only=False,
        )  # type: ignore[arg-type]  # fmt: skip

    def pass_by(self, camera: str) -> str:
        """Somebody walks past a camera; what became of the door."""
        self.clock.added += timedelta(hours=1)
        self.runner.start(camera, realtime=False)
        self.runner.wait_ended(20.0)
        return self.results.next().outcome

    def logged(self, kind: EventType, count: int) -> list[Event]:
        """Events of a kind, once there are so many: nobody waits for those of doors."""
        until = self.clock.monotonic() + 20.0
        found: list[Event] = []
        while len(found) < count and self.clock.monotonic() < until:
            found = list(self.storage.events.query(EventFilter(type=kind)))
        return found


class _Uncorrected:
    def when_corrected(self, callback: object) -> None:
        pass


@pytest.fixture(autouse=True)
def patient_decisions(monkeypatch: pytest.MonkeyPatch, patient_bound: float) -> None:
    """As patient as the outputs are here."""
    for module in (requests, gate_module):
        monkeypatch.setattr(module, "PULSE_BOUND", patient_bound)


@pytest.fixture
def pair() -> Iterator[SerialPair]:
    pair = SerialPair()
    yield pair
    pair.unplug()


def test_who_comes_goes_and_comes_again_opens_the_door_three_times_and_is_inside(
    tmp_path: Path, pair: SerialPair
) -> None:
    with ExitStack() as stack:
        gate = Gate(tmp_path / "data", pair, stack)
        assert pair.read(4) == OFF
        for camera in ("camera in", "camera out", "camera in"):
            assert gate.pass_by(camera) == "sent"
            assert pair.read(8) == ON + OFF
        assert [inside.zone_id for inside in gate.access.muster()] == ["hall"]
        # As a kill leaves it: what is on the disk, and nothing that was in memory.
        shutil.copytree(tmp_path / "data", tmp_path / "killed")
        before = gate.access.muster()
        assert gate.runner.stop()
        decisions = gate.logged(EventType.ACCESS, 3)
        assert [each.access.code for each in decisions if each.access] == ["allowed", "free_door", "allowed"]
        assert [each.access.direction for each in decisions if each.access] == ["in", "out", "in"]
        doors = [each.door for each in gate.logged(EventType.DOOR, 3) if each.door]
        assert [(each.verdict, each.about) for each in doors] == [("sent", each.event_id) for each in decisions]
        assert all(each.latency is not None for each in doors)
        assert pair.is_quiet()
        moved = gate.clock
    assert _muster(tmp_path / "killed", moved) == [(each.subject_id, each.zone_id, each.since) for each in before]


def _muster(folder: Path, clock: Watch) -> list[tuple[SubjectId, str, datetime]]:
    with ExitStack() as stack:
        storage: Storage = stack.enter_context(opened(folder, clock=clock))
        directory = NameDirectory()
        directory.load(storage.people)
        people = PeopleService(storage.people, directory, lambda: None, lambda _crop: b"", ACTOR)
        outputs = Outputs(clock, driver_maker(clock, FakeSecrets(), folder))
        stack.callback(outputs.close)
        runner = RecognitionRunner(lambda spec, _live: Camera(spec, clock), storage.events, clock)
        access = open_access(
            storage, people, directory, outputs, SettingsStore(folder / "settings.toml"), clock, runner,
            _Uncorrected(), PlanService(storage.plans, storage.people, ACTOR), ACTOR, stack, read_only=True,
        )  # type: ignore[arg-type]  # fmt: skip
        return [(each.subject_id, each.zone_id, each.since) for each in access.muster()]
