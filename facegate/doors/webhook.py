"""An address that is told to open, signed; what was too late is told as history."""

from __future__ import annotations

import json
import random
import ssl
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

from facegate import logs
from facegate.domain.backoff import BackOff
from facegate.domain.ids import new_event_id
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PULSE_BOUND, DoorSecrets, PulseOrder
from facegate.doors.courier import Courier
from facegate.doors.credentials import secret_of, tls_context
from facegate.doors.outbox import Message, Outbox
from facegate.doors.posting import RefusedError, post
from facegate.doors.signing import KEY_HEADER, LEAST_SECRET, SIGNATURE_HEADER, signature
from facegate.errors import DoorError, UnconfirmedDoorError
from facegate.settings.doors import WebhookOutput

RETRY = BackOff(free=0, first=0.1, most=0.5)
"""Between attempts while an order may still be carried out: there are two seconds for all of them."""

_LEAST_ATTEMPT = 0.05
"""Seconds; less is no time in which anybody answers."""

VERSION = 1
"""Of the message."""


class Webhook:
    """Implements :class:`facegate.doors.driver.Driver`. The receiver ends the pulse."""

    def __init__(
        self,
        output: WebhookOutput,
        clock: Clock,
        secrets: DoorSecrets,
        outbox: Path,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._output = output
        self._clock = clock
        self._secrets = secrets
        self._sleep = sleep
        self._outbox = Outbox(outbox)
        self._courier = Courier(output.name, self._outbox, self._tell_late)
        self._secret = ""
        self._withdrawn: Callable[[], bool] = lambda: False
        self._context: ssl.SSLContext | None = None

    @property
    def waiting(self) -> int:
        """See :class:`Driver`."""
        return len(self._outbox)

    def connect(self) -> None:
        """See :class:`Driver`. Reaches nobody yet: every message finds its way by itself."""
        secret = secret_of(self._secrets, self._output.name)
        if len(secret) < LEAST_SECRET:
            raise DoorError(
                "Secret too short",
                "The secret of the output {output} has fewer than {least} characters.",
                "Set a longer one: facegate doors secret {output}",
                output=self._output.name,
                least=LEAST_SECRET,
            )
        self._context = tls_context(self._output.ca_file) if self._output.url.startswith("https:") else None
        self._secret = secret
        self._outbox.open()
        self._courier.start()

    def press(self, contact: int, order: PulseOrder, left: float) -> None:  # noqa: ARG002 - there is one
        """See :class:`Driver`. Tried again while there is time, each time under the same key."""
        until = self._clock.monotonic() + left
        message = Message(
            decision=order.decision_id,
            door=order.door_id,
            output=order.output,
            seconds=order.seconds,
            decided_at=order.decided_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        )
        self._outbox.put(message)
        try:
            self._send_in_time(message, order, until)
        except DoorError:
            self._outbox.expire(message.decision)
            self._courier.wake()
            raise
        try:
            self._outbox.delivered(message.decision)
        except DoorError as error:
            # The door is open: a full disk must not have it said that it is not. After a restart it is told as history.
            logs.doors.error("a message that arrived could not be struck off: %s", error.title)

    def give_up_when(self, withdrawn: Callable[[], bool]) -> None:
        """See :class:`facegate.doors.driver.Retrying`."""
        self._withdrawn = withdrawn

    def release(self, contact: int) -> None:
        """See :class:`Driver`."""

    def check(self) -> None:
        """See :class:`Driver`."""

    def try_out(self) -> None:
        """See :class:`Driver`."""
        body = json.dumps({"version": VERSION, "type": "test", "output": self._output.name}).encode()
        self._post(body, f"test-{new_event_id()}", self._output.timeout)

    def close(self) -> None:
        """See :class:`Driver`."""
        self._courier.stop()

    def _send_in_time(self, message: Message, order: PulseOrder, until: float) -> None:
        body = _body(
            message, expires_at=(order.decided_at + timedelta(seconds=PULSE_BOUND)).astimezone(UTC).isoformat()
        )
        unconfirmed: DoorError | None = None
        last: DoorError
        failures = 0
        while True:
            try:
                self._post(
                    body,
                    message.decision,
                    max(_LEAST_ATTEMPT, min(self._output.timeout, until - self._clock.monotonic())),
                )
                return
            except UnconfirmedDoorError as error:
                last = unconfirmed = error
            except RefusedError as error:
                raise unconfirmed or error from None
            except DoorError as error:
                last = error
            failures += 1
            wait = RETRY.wait(failures) * random.uniform(0.5, 1.0)  # noqa: S311 - nothing is secret in it
            if self._clock.monotonic() + wait + _LEAST_ATTEMPT > until:
                raise unconfirmed or last
            self._sleep(wait)
            if self._withdrawn():
                # Where an attempt may have arrived, that is what is said: the door may be open.
                raise unconfirmed or DoorError(
                    "Order withdrawn", "All doors were shut before it arrived.", "Open it again if that is right."
                )

    def _tell_late(self, message: Message) -> None:
        self._post(_body(message, expires_at=None), f"{message.decision}:expired", self._output.timeout)

    def _post(self, body: bytes, key: str, seconds: float) -> None:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "FaceGate",
            "Connection": "close",
            KEY_HEADER: key,
            SIGNATURE_HEADER: signature(self._secret, key, body, self._clock.now()),
        }
        post(self._output.url, body, headers, seconds, self._context)


def _body(message: Message, *, expires_at: str | None) -> bytes:
    fields = {
        "version": VERSION,
        # Its own type, so that a receiver that knows only "open" opens nothing late.
        "type": "open" if expires_at is not None else "expired",
        "decision": message.decision,
        "door": message.door,
        "output": message.output,
        "seconds": message.seconds,
        "decided_at": message.decided_at,
    }
    if expires_at is not None:
        fields["expires_at"] = expires_at
    return json.dumps(fields, separators=(",", ":")).encode()
