from __future__ import annotations

import pytest

from facegate.errors import SettingsError
from facegate.settings.doors import DoorSettings, MqttOutput, SerialOutput, WebhookOutput
from facegate.settings.model import parse_settings, salvaged_settings

RELAY = {"kind": "serial", "name": "front", "port": "/dev/ttyUSB0"}
HOOK = {"kind": "webhook", "name": "yard", "url": "https://yard.example/open"}
BROKER = {"kind": "mqtt", "name": "hall", "host": "broker.example"}


def read(*outputs: dict[str, object], dry_run: bool = False) -> DoorSettings:
    return parse_settings({"doors": {"dry_run": dry_run, "outputs": list(outputs)}}).doors


def test_outputs_are_read_by_their_kind() -> None:
    doors = read(RELAY, HOOK, BROKER)
    assert [type(each) for each in doors.outputs] == [SerialOutput, WebhookOutput, MqttOutput]
    assert doors.find("yard") == doors.outputs[1]
    assert doors.find("cellar") is None
    assert not doors.outputs[2].contact  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("outputs", "reason"),
    [
        ([RELAY, {**HOOK, "name": "front"}], "two outputs are called front"),
        ([RELAY, {**RELAY, "name": "back"}], "front and back are the same relay"),
        ([RELAY, {**RELAY, "name": "back", "channel": 2, "baud": 1200}], "are one board but speak differently"),
        ([{**RELAY, "name": "../front"}], "pattern"),
        ([{**RELAY, "channel": 0}], "greater than or equal to 1"),
        ([{**RELAY, "board": "lines", "on": "ON {door}"}], "only {channel} and {milliseconds}"),
        ([{**RELAY, "on": "ON {channel.__class__}"}], "only {channel} and {milliseconds}"),
        ([{**HOOK, "url": "ftp://yard.example"}], "begins with https"),
        ([{**HOOK, "url": "https://me:secret@yard.example/"}], "no user name and no password"),
        ([{**HOOK, "url": "https://yard.example/a b"}], "begins with https"),
        ([{**BROKER, "topic": "doors/#"}], "without wildcards"),
        ([{**BROKER, "password": "1234"}], "not permitted"),
        ([{"kind": "magic", "name": "front"}], "magic"),
    ],
)
def test_outputs_that_cannot_work_are_refused(outputs: list[dict[str, object]], reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(*outputs)
    assert reason in str(caught.value)


def test_a_slip_in_one_output_moves_no_door_at_all() -> None:
    settings, problem = salvaged_settings({"doors": {"dry_run": False, "outputs": [RELAY, {**HOOK, "url": "?"}]}})
    assert problem is not None
    assert settings.doors.outputs == ()


def test_an_address_without_tls_is_known_as_such() -> None:
    urls = {"https://a.example/": False, "http://127.0.0.1:8080/x": False, "http://a.example/": True}
    assert {url: WebhookOutput(name="a", url=url).is_open_text for url in urls} == urls
