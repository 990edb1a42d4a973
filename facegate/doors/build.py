"""Which driver an output needs. Libraries are loaded here, so that a site without outputs loads none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from facegate.domain.ports import Clock
from facegate.domain.ports_doors import ContactListener, DoorSecrets
from facegate.doors.driver import Driver
from facegate.settings.doors import MqttOutput, OutputSettings, SerialOutput, WebhookOutput

MakeDriver: TypeAlias = Callable[[Sequence[OutputSettings], ContactListener], Driver]
"""Builds the driver of one device from the outputs that are contacts of it, and whom to tell how their doors are;
connects to nothing yet."""


def device_of(output: OutputSettings) -> str:
    """What is the same for outputs that are contacts of one device."""
    return f"serial {output.port}" if isinstance(output, SerialOutput) else f"{output.kind} {output.name}"


def shown_place(output: OutputSettings) -> str:
    """Where an output is, in a few words; without credentials, which the settings do not hold."""
    if isinstance(output, SerialOutput):
        return f"{output.port} relay {output.channel}"
    if isinstance(output, WebhookOutput):
        # What follows the question mark may be a token.
        return output.url.partition("?")[0]
    return f"{output.host}:{output.port} {output.command_topic}"


def driver_maker(clock: Clock, secrets: DoorSecrets, folder: Path) -> MakeDriver:
    """A maker of drivers; messages that must survive a restart are kept in ``folder``."""

    def make(outputs: Sequence[OutputSettings], told: ContactListener) -> Driver:
        first = outputs[0]
        if isinstance(first, WebhookOutput):
            from facegate.doors.webhook import Webhook

            return Webhook(first, clock, secrets, folder / f"{first.name}.jsonl")
        if isinstance(first, MqttOutput):
            from facegate.doors.mqtt import MqttSwitch

            return MqttSwitch(first, clock, secrets, told)
        from facegate.doors.serial_relay import SerialRelay

        return SerialRelay([each for each in outputs if isinstance(each, SerialOutput)])

    return make
