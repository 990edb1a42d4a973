"""A real Mosquitto on a port of this machine, and a client that hears everything."""

from __future__ import annotations

import os
import queue
import random
import shutil
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

PROGRAM = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
"""Debian puts it where only root looks."""


def free_port() -> int:
    """A port that no connection gets as its own end: whoever tries such a one for long is connected with itself."""
    while True:
        port = random.randrange(15_000, 30_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Mosquitto:
    """Runs while it is started; always on the same port."""

    def __init__(self, folder: Path, *lines: str) -> None:
        self.port = free_port()
        self._file = folder / "mosquitto.conf"
        lines = lines or ("allow_anonymous true",)
        self._file.write_text("\n".join([f"listener {self.port} 127.0.0.1", "user root", *lines]) + "\n")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert PROGRAM is not None
        self._process = subprocess.Popen(
            [PROGRAM, "-c", str(self._file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 20.0
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1.0).close()
                return
            except OSError:
                assert time.monotonic() < until, "mosquitto does not start"
                time.sleep(0.01)

    def pause(self, paused: bool) -> None:
        """Freeze it: connections stand and nobody answers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP if paused else signal.SIGCONT)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class Listener:
    """Hears all topics: (topic, text, whether it was retained), in order."""

    def __init__(self, port: int) -> None:
        self.heard: queue.SimpleQueue[tuple[str, str, bool]] = queue.SimpleQueue()
        ready = threading.Event()
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self._client.on_message = lambda _client, _data, message: self.heard.put(
            (message.topic, message.payload.decode(), message.retain)
        )
        self._client.on_subscribe = lambda *_arguments: ready.set()
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self._client.subscribe("#", qos=1)
        assert ready.wait(20.0)

    def next(self) -> tuple[str, str, bool]:
        return self.heard.get(timeout=20.0)

    def say(self, topic: str, text: str, *, retain: bool = False) -> None:
        """Publish; returns once the broker took it."""
        self._client.publish(topic, text, 1, retain).wait_for_publish(20.0)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
