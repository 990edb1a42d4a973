"""What moves doors: the outputs of a site, each with its name, and whether they move anything at all."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator

from facegate.settings.threshold import STRICT_FROZEN

MOST_OUTPUTS = 64
"""More than one machine at one gate has."""

MOST_CHANNELS = 16
"""Relays on the largest boards that are sold with a serial port."""

_NAME = r"^[a-z0-9][a-z0-9_-]{0,31}$"
"""Names of outputs are also names of files and parts of topics."""

_TOPIC = re.compile(r"[^#+\x00-\x1f\x7f]{1,200}")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _Output(BaseModel):
    model_config = STRICT_FROZEN
    name: str = Field(pattern=_NAME)


def _template(text: str) -> str:
    left = text.replace("{channel}", "").replace("{milliseconds}", "")
    if "{" in left or "}" in left or not (text.isascii() and text.isprintable()):
        raise ValueError("only {channel} and {milliseconds} can be filled in, and only ASCII can be sent")
    return text


class SerialOutput(_Output):
    """One relay of a board on a serial port.

    Attributes:
        port: ``/dev/ttyUSB0``, better ``/dev/serial/by-id/...``, or ``COM3``.
        board: ``lcus``: the four bytes of the common USB boards; ``lines``: text lines.
        channel: which relay, from 1.
        on, off: lines of a ``lines`` board, with ``{channel}`` and ``{milliseconds}``, without the line end.
        ending: what ends a line.
        answer: the line that such a board answers to ``on``; "" where it answers nothing.
    """

    kind: Literal["serial"] = "serial"
    port: str = Field(min_length=1, max_length=200)
    baud: int = Field(default=9600, ge=300, le=921_600)
    board: Literal["lcus", "lines"] = "lcus"
    channel: int = Field(default=1, ge=1, le=MOST_CHANNELS)
    on: Annotated[str, AfterValidator(_template)] = Field(default="ON {channel}", min_length=1, max_length=64)
    off: Annotated[str, AfterValidator(_template)] = Field(default="OFF {channel}", min_length=1, max_length=64)
    ending: Literal["lf", "cr", "crlf"] = "lf"
    answer: str = Field(default="", max_length=64)

    @property
    def wiring(self) -> tuple[object, ...]:
        """What all relays of one board have in common."""
        return self.baud, self.board, self.on, self.off, self.ending, self.answer


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        fits = bool(parts.hostname) and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        fits = False
    if not fits or parts.scheme not in ("http", "https"):
        raise ValueError("must be an address that begins with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must hold no user name and no password; the secret is kept apart")
    return url


class WebhookOutput(_Output):
    """An address that is told to open.

    Attributes:
        url: where to; ``http`` shows everybody on the way when doors open, so ``https`` unless it stays on one machine.
        timeout: seconds for one attempt; no attempt lasts beyond the moment at which the order is too old.
        ca_file: certificates that the address is checked by; "" for those of the system.
    """

    kind: Literal["webhook"] = "webhook"
    url: Annotated[str, AfterValidator(_address)] = Field(max_length=500)
    timeout: float = Field(default=1.5, ge=0.1, le=10.0)
    ca_file: str = Field(default="", max_length=500)

    @property
    def is_open_text(self) -> bool:
        """Whether the address lies on another machine and is spoken to without TLS."""
        parts = urlsplit(self.url)
        return parts.scheme == "http" and parts.hostname not in _LOOPBACK


def _topic(text: str) -> str:
    if text and (not _TOPIC.fullmatch(text) or text.startswith("$") or len(text.encode()) > 65_535):
        raise ValueError("must be a topic without wildcards")
    return text


class MqttOutput(_Output):
    """A broker that is told to open.

    Attributes:
        topic: below it lie ``open`` (orders), ``state`` (``pressed`` or ``released``, retained) and ``status``
            (``online`` or ``offline``, retained; the broker's last will says offline).
        style: ``json``: one order, and the other side closes again; ``switch``: ``on``, and ``off`` after the pulse,
            which is also the last will.
        command: the topic of orders; "" for ``TOPIC/open``.
        on, off: what a switch is sent.
        user: "" without; the password is kept apart.
        contact: whether ``contact`` below the topic tells how the door is: ``open`` or ``closed``, best retained.
    """

    kind: Literal["mqtt"] = "mqtt"
    host: str = Field(min_length=1, max_length=253, pattern=r"^[^\s/@]+$")
    port: int = Field(default=8883, ge=1, le=65_535)
    tls: bool = True
    ca_file: str = Field(default="", max_length=500)
    user: str = Field(default="", max_length=200)
    topic: Annotated[str, AfterValidator(_topic)] = Field(default="facegate/door", min_length=1)
    style: Literal["json", "switch"] = "json"
    command: Annotated[str, AfterValidator(_topic)] = ""
    on: str = Field(default="ON", min_length=1, max_length=200)
    off: str = Field(default="OFF", min_length=1, max_length=200)
    contact: bool = False

    @property
    def contact_topic(self) -> str:
        """Where the door says how it is."""
        return f"{self.topic}/contact"

    @property
    def command_topic(self) -> str:
        """Where orders go."""
        return self.command or f"{self.topic}/open"


OutputSettings: TypeAlias = Annotated[SerialOutput | WebhookOutput | MqttOutput, Field(discriminator="kind")]


class DoorSettings(BaseModel):
    """What moves doors. Nothing does until somebody names an output and ends the dry run."""

    model_config = STRICT_FROZEN

    dry_run: bool = Field(
        default=True,
        title="Dry run",
        description="Decide and record, but move no door.",
    )
    outputs: tuple[OutputSettings, ...] = Field(
        default=(),
        max_length=MOST_OUTPUTS,
        title="Outputs",
        description="Relays and addresses that open doors, by name.",
    )

    @model_validator(mode="after")
    def _no_clash(self) -> DoorSettings:
        names = [each.name for each in self.outputs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two outputs are called {twice[0]}")
        boards: dict[str, SerialOutput] = {}
        relays: dict[tuple[str, int], str] = {}
        for each in self.outputs:
            if isinstance(each, SerialOutput):
                if boards.setdefault(each.port, each).wiring != each.wiring:
                    raise ValueError(f"{boards[each.port].name} and {each.name} are one board but speak differently")
                other = relays.setdefault((each.port, each.channel), each.name)
                if other != each.name:
                    raise ValueError(f"{other} and {each.name} are the same relay")
        return self

    def find(self, name: str) -> OutputSettings | None:
        """The output of that name."""
        return next((each for each in self.outputs if each.name == name), None)
