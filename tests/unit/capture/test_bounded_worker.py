"""Calls that hang do not hang the caller."""

from __future__ import annotations

import threading

import pytest

from facegate.capture.bounded import BoundedWorker


def names() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


def test_results_and_errors_come_back_from_another_thread() -> None:
    worker = BoundedWorker("w1")
    assert worker.call(threading.get_ident, 5.0) != threading.get_ident()
    with pytest.raises(KeyError):
        worker.call(lambda: {}["x"], 5.0)
    assert worker.call(lambda: 3, 5.0) == 3
    cleaned = threading.Event()
    assert worker.end(cleaned.set, 5.0)
    assert cleaned.is_set()
    assert "w1" not in names()


def test_caller_of_a_hanging_call_goes_on_and_the_thread_cleans_up_and_ends_when_it_returns() -> None:
    release, cleaned = threading.Event(), threading.Event()
    worker = BoundedWorker("w2")
    with pytest.raises(TimeoutError):
        worker.call(release.wait, 0.05)
    assert not worker.end(cleaned.set, 0.05)
    assert not cleaned.is_set()
    release.set()
    assert cleaned.wait(5.0)
    worker._thread.join(5.0)
    assert "w2" not in names()


def test_clean_up_that_fails_does_not_keep_the_thread() -> None:
    worker = BoundedWorker("w3")
    assert worker.end(lambda: {}["x"], 5.0)
    assert "w3" not in names()
