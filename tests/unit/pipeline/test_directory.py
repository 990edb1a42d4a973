"""Names by id, from memory."""

from __future__ import annotations

import threading
from dataclasses import replace

from helpers.people_store import MemoryPeople
from helpers.world import NOON, subject

from facegate.domain.people import Subject
from facegate.pipeline.directory import NameDirectory


def person(number: int) -> Subject:
    return Subject(subject(number), f"P{number}", f"Name {number:05d}", NOON)


def store(count: int) -> MemoryPeople:
    people = MemoryPeople()
    people.people = {subject(number): person(number) for number in range(count)}
    return people


def test_nobody_is_known_before_loading() -> None:
    directory = NameDirectory()
    assert directory.get(subject(1)) is None
    assert len(directory) == 0


def test_no_id_is_nobody() -> None:
    assert NameDirectory().get(None) is None


def test_everybody_is_loaded_however_many() -> None:
    directory = NameDirectory()
    directory.load(store(2500))
    assert len(directory) == 2500
    assert [directory.get(subject(number)) for number in (0, 999, 1000, 2499)] == [
        person(number).called for number in (0, 999, 1000, 2499)
    ]


def test_loading_again_forgets_those_who_left() -> None:
    directory = NameDirectory()
    directory.load(store(3))
    directory.load(store(2))
    assert directory.get(subject(2)) is None
    assert len(directory) == 2


def test_enrolled_renamed_erased() -> None:
    directory = NameDirectory()
    directory.put(person(1))
    assert directory.get(subject(1)) == person(1).called
    renamed = replace(person(1), name="Another name")
    directory.put(renamed)
    assert directory.get(subject(1)) == renamed.called
    assert len(directory) == 1
    directory.remove(subject(1))
    directory.remove(subject(1))
    assert directory.get(subject(1)) is None


def test_many_threads_at_once() -> None:
    directory = NameDirectory()

    def work(first: int) -> None:
        for number in range(first, first + 300):
            directory.put(person(number))
            assert directory.get(subject(number)) is not None
            if number % 2:
                directory.remove(subject(number))

    threads = [threading.Thread(target=work, args=(1000 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(directory) == 600
