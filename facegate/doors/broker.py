"""One connection to an MQTT broker; the only place that knows paho.

A connection is used once. The library keeps what was not acknowledged and sends
it again when it is connected again, which for an order to open would be far too
late: so a connection that was lost is thrown away with all that is in it.
"""

from __future__ import annotations

import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from facegate import logs
from facegate.doors.connections import forget_unsent, reason_of
from facegate.errors import DoorError, UnconfirmedDoorError

CONNECT_TIMEOUT = 5.0
KEEP_ALIVE = 10
"""Seconds; the broker speaks the last will after one and a half times this without a word from us."""

_QOS = 1
"""At least once, acknowledged; orders have an id, by which the other side knows the second one."""


@dataclass(frozen=True, slots=True)
class Address:
    """A broker.

    Attributes:
        context: for TLS; None without.
        user, password: "" without.
    """

    host: str
    port: int
    context: ssl.SSLContext | None = None
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker says when we are gone without a word."""

    topic: str
    payload: str
    retain: bool


class Broker:
    """A connection. Every method but :meth:`drop` and :meth:`close` may raise DoorError. One thread uses it."""

    def __init__(self, address: Address, will: Will) -> None:
        """Connect, or raise."""
        self._address = address
        self._answered = threading.Event()
        self._refusal = ""
        # Random: a broker ends the older one of two connections with one name, and these would fight for ever.
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, f"facegate-{secrets.token_hex(6)}", clean_session=True,
            reconnect_on_failure=False,
        )  # fmt: skip
        self._client.connect_timeout = CONNECT_TIMEOUT
        self._client.will_set(will.topic, will.payload, _QOS, will.retain)
        if address.user:
            self._client.username_pw_set(address.user, address.password)
        if address.context is not None:
            self._client.tls_set_context(address.context)
        self._client.on_connect = self._on_connect
        self._connect()

    @property
    def connected(self) -> bool:
        """Whether the connection still stands, as far as is known."""
        return self._client.is_connected()

    def publish(self, topic: str, payload: str, *, retain: bool, seconds: float) -> None:
        """Have the broker take a message.

        Raises:
            UnconfirmedDoorError: it did not say so in time; the connection was dropped, so that it is not sent later.
            DoorError: there is no connection.
        """
        info = self._publish(topic, payload, retain)
        try:
            info.wait_for_publish(seconds)
        except (RuntimeError, ValueError) as error:
            self.drop()
            raise self._lost() from error
        if not info.is_published():
            self.drop()
            raise UnconfirmedDoorError(
                "Broker not answering",
                "The broker {host} did not say that it took the message.",
                "See whether it runs and the network reaches it.",
                host=self._address.host,
            )

    def tell(self, topic: str, payload: str, *, retain: bool) -> None:
        """Send a message without waiting for the broker's word."""
        self._publish(topic, payload, retain)

    def listen(self, topic: str, heard: Callable[[bytes], None]) -> None:
        """Hear what is said on a topic, first what the broker keeps of it; told on the library's thread."""
        self._client.on_message = lambda _client, _userdata, message: heard(bytes(message.payload))
        self._client.on_subscribe = self._on_subscribe
        try:
            result, _number = self._client.subscribe(topic, _QOS)
        except (OSError, ValueError) as error:
            raise self._lost() from error
        if result != mqtt.MQTT_ERR_SUCCESS:
            self.drop()
            raise self._lost()

    def drop(self) -> None:
        """End it at once, unsent bytes included."""
        connection = self._client.socket()
        if isinstance(connection, socket.socket):
            forget_unsent(connection)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # wakes the library's thread, which looks once a second
            with suppress(OSError):
                connection.close()
        self._client.loop_stop()

    def close(self) -> None:
        """Take leave, so that the broker keeps the last will to itself."""
        with suppress(OSError, ValueError):
            self._client.disconnect()
        self._client.loop_stop()

    def _publish(self, topic: str, payload: str, retain: bool) -> mqtt.MQTTMessageInfo:
        if not self.connected:
            raise self._lost()
        try:
            info = self._client.publish(topic, payload, _QOS, retain)
        except (OSError, ValueError) as error:
            raise self._lost() from error
        if info.rc != mqtt.MQTT_ERR_SUCCESS:
            self.drop()
            raise self._lost()
        return info

    def _connect(self) -> None:
        try:
            self._client.connect(self._address.host, self._address.port, KEEP_ALIVE)
        except (OSError, ValueError) as error:
            raise self._not_reached(reason_of(error)) from error
        self._client.loop_start()
        if not self._answered.wait(CONNECT_TIMEOUT) or self._refusal:
            self.drop()
            raise self._not_reached(self._refusal or "it does not answer")

    def _on_connect(self, _client: mqtt.Client, _userdata: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self._refusal = str(reason).lower()
        self._answered.set()

    def _on_subscribe(self, _client: mqtt.Client, _userdata: Any, _number: int, reasons: Any, _properties: Any) -> None:
        if any(reason.is_failure for reason in reasons):
            logs.doors.warning("the broker does not let the contact of a door be heard")

    def _lost(self) -> DoorError:
        return DoorError(
            "Broker lost",
            "The connection to the broker {host} was lost.",
            "See whether it runs; it is used again by itself.",
            host=self._address.host,
        )

    def _not_reached(self, reason: str) -> DoorError:
        return DoorError(
            "Broker not reached",
            "The broker {host}, port {port}, cannot be used: {reason}.",
            "See whether it runs, and whether address, user, secret and certificates in the settings are right.",
            host=self._address.host,
            port=self._address.port,
            reason=reason,
        )
