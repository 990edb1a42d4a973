"""Mailboxes between two threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from facegate.pipeline.slots import HandOver, LatestSlot, Mailbox

KINDS = pytest.mark.parametrize("kind", [LatestSlot, HandOver])
LONG = 5.0
"""Seconds; only ever waited for when a test fails."""


@pytest.fixture
def pool() -> ThreadPoolExecutor:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@KINDS
def test_what_is_put_is_taken_once(kind: Callable[[], Mailbox[int]]) -> None:
    box = kind()
    assert box.put(7)
    assert box.take(LONG) == 7
    assert box.take(0.0) is None


@KINDS
def test_a_value_that_is_false_is_a_value(kind: Callable[[], Mailbox[int]]) -> None:
    box = kind()
    box.put(0)
    assert box.take(LONG) == 0


@KINDS
def test_taking_from_an_empty_place_waits_as_long_as_asked(kind: Callable[[], Mailbox[int]]) -> None:
    began = time.monotonic()
    assert kind().take(0.05) is None
    assert 0.04 <= time.monotonic() - began < LONG


@KINDS
def test_a_reader_that_waits_is_woken_by_a_value(kind: Callable[[], Mailbox[int]], pool: ThreadPoolExecutor) -> None:
    box = kind()
    taken = pool.submit(box.take, LONG)
    time.sleep(0.02)
    began = time.monotonic()
    box.put(3)
    assert taken.result() == 3
    assert time.monotonic() - began < LONG / 2


@KINDS
def test_a_reader_that_waits_is_woken_by_closing(kind: Callable[[], Mailbox[int]], pool: ThreadPoolExecutor) -> None:
    box = kind()
    taken = pool.submit(box.take, LONG)
    time.sleep(0.02)
    began = time.monotonic()
    box.close()
    assert taken.result() is None
    assert time.monotonic() - began < LONG / 2


@KINDS
def test_after_closing_nothing_goes_in_and_what_is_inside_comes_out(kind: Callable[[], Mailbox[int]]) -> None:
    box = kind()
    box.put(1)
    assert not box.closed
    box.close()
    box.close()
    assert box.closed
    assert not box.put(2)
    assert box.take(LONG) == 1
    assert box.take(LONG) is None, "at once, although there was time to wait"


def test_the_newest_replaces_what_nobody_took_and_is_counted() -> None:
    slot: LatestSlot[int] = LatestSlot()
    for value in range(5):
        assert slot.put(value)
    assert slot.dropped == 4
    assert slot.take(LONG) == 4
    slot.put(9)
    assert slot.dropped == 4


def test_a_late_reader_sees_rising_values_and_the_last_one(pool: ThreadPoolExecutor) -> None:
    slot: LatestSlot[int] = LatestSlot()
    seen: list[int] = []

    def read() -> None:
        while (value := slot.take(LONG)) is not None:
            seen.append(value)
            time.sleep(0.0005)

    reader = pool.submit(read)
    for value in range(3000):
        slot.put(value)
    slot.close()
    reader.result()
    assert seen == sorted(set(seen))
    assert seen[-1] == 2999
    assert len(seen) + slot.dropped == 3000


def test_a_hand_over_loses_nothing_and_keeps_the_order(pool: ThreadPoolExecutor) -> None:
    box: HandOver[int] = HandOver()
    seen: list[int] = []

    def read() -> None:
        while (value := box.take(LONG)) is not None:
            seen.append(value)

    reader = pool.submit(read)
    assert all(box.put(value) for value in range(500))
    box.close()
    reader.result()
    assert seen == list(range(500))


def test_a_writer_waits_until_the_place_is_free(pool: ThreadPoolExecutor) -> None:
    box: HandOver[int] = HandOver()
    box.put(1)
    second = pool.submit(box.put, 2)
    time.sleep(0.05)
    assert not second.done()
    assert box.take(LONG) == 1
    assert second.result(LONG) is True
    assert box.take(LONG) == 2


def test_a_writer_that_waits_is_sent_away_by_closing(pool: ThreadPoolExecutor) -> None:
    box: HandOver[int] = HandOver()
    box.put(1)
    second = pool.submit(box.put, 2)
    time.sleep(0.02)
    box.close()
    assert second.result(LONG) is False
    assert box.take(LONG) == 1, "what was inside is still there"
    assert box.take(LONG) is None


@KINDS
def test_several_readers_share_the_values(kind: Callable[[], Mailbox[int]]) -> None:
    box = kind()
    seen: list[int] = []

    def read() -> None:
        while (value := box.take(LONG)) is not None:
            seen.append(value)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for value in range(200):
        box.put(value)
    box.close()
    for reader in readers:
        reader.join(LONG)
        assert not reader.is_alive()
    assert len(seen) == len(set(seen))
    assert max(seen) == 199
