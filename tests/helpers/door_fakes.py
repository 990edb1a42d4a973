"""A device that does what a test says, orders, and secrets in memory."""

from __future__ import annotations

import queue
from datetime import datetime, timedelta

from facegate.domain.ids import new_event_id
from facegate.domain.ports_doors import PulseOrder, PulseResult
from facegate.errors import DoorError, FacegateError

AWAY = DoorError("Away", "The device is away.", "Bring it back.")
SECRET = "a shared secret of a door"


class FakeDriver:
    """Writes down what it is told; raises what it is told to raise."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.failures: dict[str, Exception] = {}
        self.waiting = 0
        self.connections = 0

    def connect(self) -> None:
        self.connections += 1
        self._do("connect")

    def press(self, contact: int, order: PulseOrder, left: float) -> None:
        assert 0.0 <= left <= 2.0
        self._do("press", contact)

    def release(self, contact: int) -> None:
        self._do("release", contact)

    def check(self) -> None:
        if "check" in self.failures:
            raise self.failures["check"]

    def try_out(self) -> None:
        self._do("try out")

    def close(self) -> None:
        self.told.append("close")

    def _do(self, what: str, contact: int | None = None) -> None:
        if what in self.failures:
            raise self.failures[what]
        self.told.append(what if contact is None else f"{what} {contact}")


class Results:
    """What listeners were told; waits for what comes on other threads."""

    def __init__(self) -> None:
        self.all: list[PulseResult] = []
        self._queue: queue.Queue[PulseResult] = queue.Queue()

    def __call__(self, result: PulseResult) -> None:
        self.all.append(result)
        self._queue.put(result)

    @property
    def outcomes(self) -> list[str]:
        return [result.outcome.value for result in self.all]

    def next(self, timeout: float = 20.0) -> PulseResult:
        return self._queue.get(timeout=timeout)


class FakeSecrets:
    """Implements :class:`facegate.domain.ports_doors.DoorSecrets`."""

    def __init__(self, secret: str | None = SECRET) -> None:
        self.secret = secret
        self.failure: FacegateError | None = None

    def load(self, output: str) -> str | None:
        if self.failure is not None:
            raise self.failure
        return self.secret

    def save(self, output: str, secret: str | None) -> None:
        self.secret = secret


def order_at(
    moment: datetime, *, age: float = 0.1, seconds: float = 1.0, output: str = "front", live: bool = True
) -> PulseOrder:
    return PulseOrder(new_event_id(), "d1", output, moment - timedelta(seconds=age), seconds, live)
