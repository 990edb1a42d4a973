"""One job after another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, wait

import pytest

from facegate.errors import BugError, StorageError
from facegate.pipeline.jobs import JobContext, JobQueue, Progress

LONG = 5.0
"""Seconds; only ever waited for when a test fails."""


@pytest.fixture
def jobs() -> Iterator[JobQueue]:
    queue = JobQueue()
    yield queue
    assert queue.close(LONG), "the job thread did not end"


class Gate:
    """Work that begins, says so, and waits to be let through."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()

    def __call__(self, context: JobContext) -> str:
        self.begun.set()
        assert self.open.wait(LONG)
        return "done"

    def until_cancelled(self, context: JobContext) -> str:
        self.begun.set()
        while not context.cancelled:
            self.open.wait(0.002)
        context.check()
        return "not reached"


def alive() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "facegate-jobs"]


def test_a_job_gives_its_result_from_its_own_thread(jobs: JobQueue) -> None:
    job = jobs.submit("count", lambda context: threading.current_thread().name)
    assert job.future.result(LONG) == "facegate-jobs"
    assert (job.number, job.title) == (1, "count")


def test_jobs_run_one_at_a_time_in_order(jobs: JobQueue) -> None:
    running, order, most = 0, [], 0
    lock = threading.Lock()

    def work(number: int) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        order.append(number)
        threading.Event().wait(0.002)
        with lock:
            running -= 1

    submitted = [jobs.submit("work", lambda context, number=number: work(number)) for number in range(10)]
    wait([job.future for job in submitted], LONG)
    assert order == list(range(10))
    assert most == 1
    assert [job.number for job in submitted] == list(range(1, 11))


def test_progress_is_told_in_order_on_the_job_thread(jobs: JobQueue) -> None:
    told: list[tuple[Progress, str]] = []

    def work(context: JobContext) -> None:
        context.progress(1, 3, "first")
        context.progress(2, 3)

    jobs.submit("steps", work, lambda progress: told.append((progress, threading.current_thread().name))).future.result(
        LONG
    )
    assert told == [(Progress(1, 3, "first"), "facegate-jobs"), (Progress(2, 3, ""), "facegate-jobs")]


def test_progress_without_a_listener_goes_nowhere(jobs: JobQueue) -> None:
    assert jobs.submit("steps", lambda context: context.progress(1, 1)).future.result(LONG) is None


# -- cancelling -----------------------------------------------------------------------


def test_a_job_cancelled_before_it_begins_never_does(jobs: JobQueue) -> None:
    gate, ran = Gate(), []
    first = jobs.submit("first", gate)
    second = jobs.submit("second", lambda context: ran.append(2))
    third = jobs.submit("third", lambda context: "third")
    assert gate.begun.wait(LONG)
    second.cancel()
    gate.open.set()
    assert first.future.result(LONG) == "done"
    with pytest.raises(CancelledError):
        second.future.result(LONG)
    assert third.future.result(LONG) == "third"
    assert ran == []
    assert second.future.cancelled()


def test_a_future_cancelled_before_its_job_begins_leaves_the_others_alone(jobs: JobQueue) -> None:
    gate, ran = Gate(), []
    jobs.submit("first", gate)
    second = jobs.submit("second", lambda context: ran.append(2))
    third = jobs.submit("third", lambda context: "third")
    assert gate.begun.wait(LONG)
    assert second.future.cancel()
    second.cancel()
    gate.open.set()
    assert third.future.result(LONG) == "third"
    assert ran == []


def test_a_running_job_is_asked_to_stop(jobs: JobQueue) -> None:
    gate = Gate()
    job = jobs.submit("long", gate.until_cancelled)
    assert gate.begun.wait(LONG)
    assert not job.future.done()
    job.cancel()
    with pytest.raises(CancelledError):
        job.future.result(LONG)
    assert jobs.submit("next", lambda context: "next").future.result(LONG) == "next"


def test_a_running_job_may_finish_what_it_does(jobs: JobQueue) -> None:
    gate = Gate()
    job = jobs.submit("long", gate)
    assert gate.begun.wait(LONG)
    job.cancel()
    gate.open.set()
    assert job.future.result(LONG) == "done"


def test_cancelling_what_is_over_changes_nothing(jobs: JobQueue) -> None:
    job = jobs.submit("short", lambda context: 5)
    assert job.future.result(LONG) == 5
    job.cancel()
    assert job.future.result(LONG) == 5


def test_check_only_raises_once_cancelled(jobs: JobQueue) -> None:
    assert jobs.submit("check", lambda context: context.check() or "went on").future.result(LONG) == "went on"


# -- errors ---------------------------------------------------------------------------


def test_an_error_for_the_user_arrives_as_it_is(jobs: JobQueue) -> None:
    error = StorageError("Disk full", "There is no room.", "Make room.")

    def work(context: JobContext) -> None:
        raise error

    assert jobs.submit("fail", work).future.exception(LONG) is error


def test_a_bug_is_called_one_and_does_not_end_the_thread(jobs: JobQueue, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "facegate.app"):
        caught = jobs.submit("fail", lambda context: {}["Ann Lee"]).future.exception(LONG)
    assert isinstance(caught, BugError)
    assert "KeyError" in caught.message
    assert "Ann Lee" not in caught.text()
    assert [record.name for record in caplog.records] == ["facegate.app"]
    assert jobs.submit("next", lambda context: "next").future.result(LONG) == "next"


def test_a_listener_that_breaks_fails_its_own_job_only(jobs: JobQueue) -> None:
    def broken(progress: Progress) -> None:
        raise ZeroDivisionError

    job = jobs.submit("steps", lambda context: context.progress(1, 2), broken)
    assert isinstance(job.future.exception(LONG), BugError)
    assert jobs.submit("next", lambda context: "next").future.result(LONG) == "next"


# -- closing --------------------------------------------------------------------------


def test_closing_an_idle_queue_ends_its_thread() -> None:
    before = alive()
    queue = JobQueue()
    assert len(alive()) == len(before) + 1
    assert queue.close(LONG)
    assert queue.close(LONG), "twice is once"
    assert alive() == before


def test_closing_cancels_what_runs_and_what_waits() -> None:
    queue, gate, ran = JobQueue(), Gate(), []
    running = queue.submit("long", gate.until_cancelled)
    waiting = [queue.submit("waiting", lambda context: ran.append(1)) for _ in range(3)]
    assert gate.begun.wait(LONG)
    assert queue.close(LONG)
    for job in (running, *waiting):
        with pytest.raises(CancelledError):
            job.future.result(0)
    assert ran == []


def test_closing_says_when_a_job_does_not_stop() -> None:
    queue, gate = JobQueue(), Gate()
    job = queue.submit("stubborn", gate)
    assert gate.begun.wait(LONG)
    assert not queue.close(0.02)
    gate.open.set()
    assert job.future.result(LONG) == "done"
    assert queue.close(LONG)


def test_what_is_submitted_after_closing_is_cancelled_at_once() -> None:
    queue, ran = JobQueue(), []
    queue.close(LONG)
    told: list[Future[None]] = []
    job = queue.submit("late", lambda context: ran.append(1))
    job.future.add_done_callback(told.append)
    assert told == [job.future]
    assert job.future.cancelled()
    assert wait([job.future], LONG).done == {job.future}
    assert ran == []


def test_no_job_hangs_that_is_submitted_while_closing() -> None:
    for _ in range(30):
        queue = JobQueue()
        start = threading.Barrier(2)
        submitted = []

        def submit(queue: JobQueue = queue, start: threading.Barrier = start, submitted: list = submitted) -> None:
            start.wait(LONG)
            submitted.extend(queue.submit("racing", lambda context: None) for _ in range(20))

        thread = threading.Thread(target=submit)
        thread.start()
        start.wait(LONG)
        assert queue.close(LONG)
        thread.join(LONG)
        assert not wait([job.future for job in submitted], LONG).not_done
