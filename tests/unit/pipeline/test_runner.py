"""The runner's threads, with scripted sources."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from helpers.world import (
    NOON,
    ListGallery,
    MemoryLog,
    ScriptedSource,
    ToyVision,
    Visit,
    enrolled,
    make_frame,
    subject,
)

from facegate.domain.enrolment import frontal_plan
from facegate.domain.events import Event, EventType
from facegate.domain.frames import Frame
from facegate.domain.identification import DecisionPolicy, Outcome
from facegate.errors import CameraError, ConditionError
from facegate.pipeline.engine import Engine
from facegate.pipeline.results import CameraState, RunnerStatus
from facegate.pipeline.runner import RecognitionRunner

POLICY = DecisionPolicy(1.1, 0.05, 3, 5)
UNPLUGGED = CameraError("Camera lost", "It was unplugged.", "Plug it in.")


class SteppingClock:
    """Real monotonic time plus what a test adds."""

    def __init__(self) -> None:
        self.added = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.added

    def now(self) -> datetime:
        return datetime.now(UTC)


class Recorder:
    """Listens, and lets a test wait for what it expects."""

    def __init__(self) -> None:
        self.states: list[CameraState] = []
        self.statuses: list[RunnerStatus] = []
        self.events: list[Event] = []
        self.results = 0
        self._changed = threading.Condition()

    def on_result(self) -> None:
        with self._changed:
            self.results += 1
            self._changed.notify_all()

    def on_status(self, status: RunnerStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            if not self.states or self.states[-1] is not status.camera:
                self.states.append(status.camera)
            self._changed.notify_all()

    def on_event(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait_for(self, condition: Callable[[], bool], timeout: float = 10.0) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, timeout), (self.states, self.events)


class Bench:
    """A runner on a list of sources, each opened in its turn."""

    def __init__(self) -> None:
        self.sources: list[ScriptedSource] = []
        self.log = MemoryLog()
        self.clock = SteppingClock()
        self.recorder = Recorder()
        self.runner = RecognitionRunner(self._next_source, self.log, self.clock)
        self.runner.add_listener(self.recorder)
        self._opened = 0

    def _next_source(self, spec: str, realtime: bool) -> ScriptedSource:
        source = self.sources[min(self._opened, len(self.sources) - 1)]
        self._opened += 1
        return source

    def install(self, vision: ToyVision, gallery: ListGallery | None = None, cool_down: float = 60.0) -> None:
        self.runner.install(Engine(vision, gallery or enrolled(1, 2), POLICY, cool_down))


@pytest.fixture
def bench() -> Iterator[Bench]:
    before = set(threading.enumerate())
    bench = Bench()
    yield bench
    for source in bench.sources:
        source.release()
    assert bench.runner.stop()
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left: {left}"


def frames(count: int) -> list[Frame]:
    return [make_frame(number) for number in range(count)]


def test_recording_is_processed_frame_by_frame_and_its_events_are_committed(bench: Bench) -> None:
    bench.install(ToyVision([Visit(1, 0, 60)]))
    bench.sources = [ScriptedSource(frames(80))]
    bench.runner.start("toy:", realtime=False)
    assert bench.runner.wait_ended(10)
    assert bench.recorder.results == 80
    assert [event.subject_id for event in bench.recorder.events] == [subject(1)]
    assert bench.recorder.states[1:] == [CameraState.OPENING, CameraState.RUNNING, CameraState.ENDED]
    assert bench.sources[0].closed == 1


def test_end_waits_for_the_commit_of_the_last_events(bench: Bench) -> None:
    bench.install(ToyVision([Visit(1, 0, 60)]))
    bench.log.hold = True
    bench.sources = [ScriptedSource(frames(62))]
    bench.runner.start("toy:", realtime=False)
    assert not bench.runner.wait_ended(0.7)
    assert bench.recorder.events == [], "an event is told only after its commit"
    bench.log.release()
    assert bench.runner.wait_ended(10)
    assert len(bench.recorder.events) == 1


def test_lost_camera_is_shown_logged_and_opened_again(bench: Bench) -> None:
    bench.install(ToyVision())
    hang = threading.Event()
    bench.sources = [
        ScriptedSource([*frames(5), UNPLUGGED], live=True),
        ScriptedSource([], live=True, open_error=UNPLUGGED),
        ScriptedSource([*frames(5), hang], live=True),
    ]
    bench.runner.start("0")
    bench.recorder.wait_for(lambda: len(bench.recorder.events) == 2)
    bench.recorder.wait_for(lambda: bench.runner.status.camera is CameraState.RUNNING)
    assert [event.type for event in bench.recorder.events] == [EventType.CAMERA_LOST, EventType.CAMERA_RESTORED]
    assert CameraState.LOST in bench.recorder.states
    assert bench.runner.status.error is None
    hang.set()


def test_recording_that_is_opened_again_starts_over_and_a_camera_does_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(bench.runner.handler, "begin_source", lambda info: begun.append(info.live))
    # At an address of the web there is a film, then a camera, which is lost twice, then the film again.
    lives = (False, False, True, True, True, False)
    bench.sources = [ScriptedSource([*frames(2), UNPLUGGED], live=live) for live in lives[:-1]]
    bench.sources.append(ScriptedSource(frames(2), live=lives[-1]))
    monkeypatch.setattr("facegate.pipeline.capture_worker._FIRST_DELAY", 0.01)
    bench.runner.start("http://toy", realtime=False)
    assert bench.runner.wait_ended(10)
    assert begun == [False, False, True, False]


def test_read_that_hangs_is_noticed_after_three_seconds(bench: Bench) -> None:
    bench.install(ToyVision())
    hang = threading.Event()
    bench.sources = [ScriptedSource([*frames(3), hang, *frames(3)], live=True)]
    bench.runner.start("0")
    bench.recorder.wait_for(lambda: bench.recorder.results >= 1)
    bench.clock.added = 3.1
    bench.recorder.wait_for(lambda: bench.runner.status.camera is CameraState.LOST)
    assert bench.runner.status.error is not None
    assert bench.runner.status.error.title == "No picture"
    bench.recorder.wait_for(lambda: len(bench.recorder.events) >= 1)
    assert bench.recorder.events[0].type is EventType.CAMERA_LOST
    hang.set()


def test_first_failure_ends_the_run_where_that_is_wanted(bench: Bench) -> None:
    bench.sources = [ScriptedSource([], open_error=UNPLUGGED)]
    bench.runner.start("nothing.mp4", retry_first_open=False)
    assert bench.runner.wait_ended(5)
    assert bench.runner.status.camera is CameraState.ENDED
    assert bench.runner.status.error is UNPLUGGED


def test_recognition_that_keeps_failing_is_faulted_and_recovers_with_a_new_engine(bench: Bench) -> None:
    bench.install(ToyVision(fail_detection=True))
    more = threading.Event()
    bench.sources = [ScriptedSource([*frames(10), more, *[make_frame(n) for n in range(10, 80)]])]
    bench.runner.start("toy:", realtime=False)
    bench.recorder.wait_for(lambda: bench.runner.status.faulted)
    assert bench.runner.status.error is not None
    bench.install(ToyVision([Visit(1, 0, 80)]))
    more.set()
    assert bench.runner.wait_ended(10)
    assert not bench.runner.status.faulted
    assert [event.type for event in bench.recorder.events] == [
        EventType.RECOGNITION_FAULTED,
        EventType.IDENTIFICATION,
    ]


def test_events_wait_while_the_log_takes_none(bench: Bench) -> None:
    bench.install(ToyVision([Visit(1, 0, 60), Visit(2, 0, 60, (100, 100), (100, 100))]))
    bench.log.refuse = True
    pause = threading.Event()
    bench.sources = [ScriptedSource([*frames(60), pause, make_frame(60)])]
    bench.runner.start("toy:", realtime=False)
    bench.recorder.wait_for(lambda: bench.runner.status.error is not None)
    bench.log.refuse = False
    pause.set()
    assert bench.runner.wait_ended(10)
    assert {event.subject_id for event in bench.recorder.events} == {subject(1), subject(2)}


def test_restart_takes_over_the_cool_down_of_a_live_camera_only(bench: Bench) -> None:
    bench.install(ToyVision([Visit(1, 0, 60)]))
    for run, live in enumerate((True, False, True)):
        start = NOON + timedelta(seconds=10 * run)
        bench.sources.append(ScriptedSource([make_frame(n, start=start) for n in range(62)], live=live))
        bench.runner.start("toy:", realtime=False)
        assert bench.runner.wait_ended(10)
        bench.runner.stop()
    identified = [event for event in bench.log.events if event.result is Outcome.IDENTIFIED]
    assert len(identified) == 2, "the camera's second run falls into the cool-down, the recording does not"


def test_enrolment_takes_samples_and_suspends_identification(bench: Bench) -> None:
    with pytest.raises(ConditionError):
        bench.runner.handler.begin_enrolment()
    bench.install(ToyVision([Visit(1, 0, 200)]))
    session = bench.runner.handler.begin_enrolment(frontal_plan())
    bench.sources = [ScriptedSource(frames(100))]
    bench.runner.start("toy:", realtime=False)
    assert bench.runner.wait_ended(10)
    assert len(session.samples) == 5
    assert bench.log.events == []


def test_switching_the_source_leaves_one_pair_of_threads(bench: Bench) -> None:
    first, second = threading.Event(), threading.Event()
    bench.install(ToyVision())
    bench.sources = [
        ScriptedSource([*frames(3), first], live=True, spec="0"),
        ScriptedSource([*frames(3), second], live=True, spec="1"),
    ]
    bench.runner.start("0")
    bench.recorder.wait_for(lambda: bench.recorder.results >= 1)
    first.set()
    bench.runner.switch_source("1")
    bench.recorder.wait_for(lambda: bench.runner.status.camera is CameraState.RUNNING)
    assert bench.runner.status.source is not None
    assert bench.runner.status.source.spec == "1"
    assert sorted(t.name for t in threading.enumerate() if t.name.startswith("facegate")) == [
        "facegate-capture",
        "facegate-inference",
    ]
    second.set()


def test_stop_before_start_and_twice(bench: Bench) -> None:
    assert bench.runner.stop()
    bench.sources = [ScriptedSource(frames(2))]
    bench.runner.start("toy:")
    assert bench.runner.stop()
    assert bench.runner.stop()
    assert bench.runner.status.camera is CameraState.CLOSED


def test_changing_the_models_loses_no_event(bench: Bench) -> None:
    bench.install(ToyVision([Visit(9, 0, 30)]))
    pause = threading.Event()
    bench.sources = [ScriptedSource([*frames(30), pause, *[make_frame(n) for n in range(30, 40)]])]
    bench.runner.start("toy:", realtime=False)
    bench.recorder.wait_for(lambda: bench.recorder.results == 30)
    bench.install(ToyVision())
    pause.set()
    assert bench.runner.wait_ended(10)
    assert [event.result for event in bench.recorder.events] == [Outcome.NOT_IDENTIFIED]


def test_while_models_and_gallery_are_loaded_the_picture_runs_and_nobody_is_taken_for_a_stranger(bench: Bench) -> None:
    pause = threading.Event()
    bench.sources = [ScriptedSource([*frames(40), pause, *[make_frame(n) for n in range(40, 80)]])]
    bench.runner.start("toy:", realtime=False)
    bench.recorder.wait_for(lambda: bench.recorder.results == 40)
    assert bench.recorder.events == []
    bench.install(ToyVision([Visit(1, 0, 80)]))
    pause.set()
    assert bench.runner.wait_ended(10)
    assert [event.subject_id for event in bench.recorder.events] == [subject(1)]
