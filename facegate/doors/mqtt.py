"""A door behind an MQTT broker: orders on one topic, how it is on another."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, timedelta

from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PULSE_BOUND, ContactListener, DoorSecrets, PulseOrder
from facegate.doors.broker import Address, Broker, Will
from facegate.doors.credentials import secret_of, tls_context
from facegate.errors import DoorError
from facegate.settings.doors import MqttOutput

PRESSED, RELEASED = "pressed", "released"
ONLINE, OFFLINE = "online", "offline"
_OPEN_BY_WORD = {b"open": True, b"closed": False}
_LONGEST_WORD = max(map(len, _OPEN_BY_WORD))

RELEASE_SECONDS = 2.0
"""How long the broker may take to say that it took an "off"."""


class MqttSwitch:
    """Implements :class:`facegate.doors.driver.Driver`.

    With ``json`` the other side ends the pulse; with ``switch`` we do, and the
    broker does it for us where we are gone: "off" is the last will then. With
    ``contact`` it hears how the door is, on the thread of the connection.
    """

    waiting = 0

    def __init__(
        self, output: MqttOutput, clock: Clock, secrets: DoorSecrets, told: ContactListener | None = None
    ) -> None:
        """``told``: how the door is, where the output has a contact."""
        self._output = output
        self._told = told
        self._clock = clock
        self._secrets = secrets
        self._broker: Broker | None = None
        self._is_switch = output.style == "switch"

    def connect(self) -> None:
        """See :class:`Driver`."""
        if self._broker is not None and self._broker.connected:
            return
        self.close()
        output = self._output
        will = (
            Will(output.command_topic, output.off, retain=False)
            if self._is_switch
            else Will(f"{output.topic}/status", OFFLINE, retain=True)
        )
        self._broker = Broker(self._address(), will)
        try:
            if self._is_switch:
                self._broker.publish(output.command_topic, output.off, retain=False, seconds=RELEASE_SECONDS)
            self._tell("state", RELEASED)
            self._tell("status", ONLINE)
            if output.contact:
                self._broker.listen(output.contact_topic, self._heard)
        except DoorError:
            self.close()
            raise

    def press(self, contact: int, order: PulseOrder, left: float) -> None:  # noqa: ARG002 - there is one
        """See :class:`Driver`."""
        payload = self._output.on if self._is_switch else _order(order)
        if self._is_switch:
            # The word alone does not say how old it is.
            self._tell("expires", _expiry(order))
        self._connected().publish(self._output.command_topic, payload, retain=False, seconds=left)
        with suppress(DoorError):  # the door is told already; a lost broker is noticed by the next look
            self._tell("state", PRESSED)

    def release(self, contact: int) -> None:  # noqa: ARG002 - there is one
        """See :class:`Driver`."""
        broker = self._connected()
        if self._is_switch:
            broker.publish(self._output.command_topic, self._output.off, retain=False, seconds=RELEASE_SECONDS)
        self._tell("state", RELEASED)

    def check(self) -> None:
        """See :class:`Driver`."""
        self._connected()

    def try_out(self) -> None:
        """See :class:`Driver`."""
        topic = f"{self._output.topic}/state"
        self._connected().publish(topic, RELEASED, retain=True, seconds=RELEASE_SECONDS)

    def close(self) -> None:
        """See :class:`Driver`."""
        broker, self._broker = self._broker, None
        if broker is None:
            return
        if not broker.connected:
            broker.drop()
            return
        with suppress(DoorError):
            if self._is_switch:
                broker.publish(self._output.command_topic, self._output.off, retain=False, seconds=RELEASE_SECONDS)
            broker.tell(f"{self._output.topic}/state", RELEASED, retain=True)
            broker.publish(f"{self._output.topic}/status", OFFLINE, retain=True, seconds=RELEASE_SECONDS)
        broker.close()

    def _heard(self, word: bytes) -> None:
        is_open = _OPEN_BY_WORD.get(word.lower()) if len(word) <= _LONGEST_WORD else None
        if is_open is not None and self._told is not None:
            self._told(self._output.name, is_open, self._clock.now())

    def _address(self) -> Address:
        output = self._output
        return Address(
            output.host,
            output.port,
            tls_context(output.ca_file) if output.tls else None,
            output.user,
            secret_of(self._secrets, output.name) if output.user else "",
        )

    def _connected(self) -> Broker:
        if self._broker is None or not self._broker.connected:
            raise DoorError(
                "Broker lost",
                "The connection to the broker {host} was lost.",
                "See whether it runs; it is used again by itself.",
                host=self._output.host,
            )
        return self._broker

    def _tell(self, topic: str, payload: str) -> None:
        self._connected().tell(f"{self._output.topic}/{topic}", payload, retain=True)


def _expiry(order: PulseOrder) -> str:
    expires = order.decided_at + timedelta(seconds=PULSE_BOUND)
    return expires.astimezone(UTC).isoformat(timespec="milliseconds")


def _order(order: PulseOrder) -> str:
    return json.dumps(
        {
            "decision": order.decision_id,
            "door": order.door_id,
            "seconds": order.seconds,
            "decided_at": order.decided_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            # Whoever acts on this later than that opens for nobody.
            "expires_at": _expiry(order),
        },
        separators=(",", ":"),
    )
