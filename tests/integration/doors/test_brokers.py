from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from helpers.clocks import ManualClock, RealClock
from helpers.door_fakes import SECRET, FakeSecrets, Results, order_at
from helpers.https_server import certificate
from helpers.mosquitto import PROGRAM, Listener, Mosquitto

from facegate.doors.build import driver_maker
from facegate.doors.mqtt import MqttSwitch
from facegate.doors.outputs import Outputs
from facegate.doors.pulsing import Pulsing
from facegate.errors import DoorError, UnconfirmedDoorError
from facegate.settings.doors import DoorSettings, MqttOutput

if PROGRAM is None:
    pytest.skip("Mosquitto is not installed", allow_module_level=True)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    broker = Mosquitto(tmp_path)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def listener(broker: Mosquitto) -> Iterator[Listener]:
    listener = Listener(broker.port)
    yield listener
    listener.close()


def output(broker: Mosquitto, **more: object) -> MqttOutput:
    fields = {"name": "front", "host": "127.0.0.1", "port": broker.port, "tls": False, "topic": "gate", **more}
    return MqttOutput.model_validate(fields)


def test_an_order_arrives_once_and_the_state_is_kept(broker: Mosquitto, listener: Listener, tmp_path: Path) -> None:
    clock, results = RealClock(), Results()
    outputs = Outputs(clock, driver_maker(clock, FakeSecrets(), tmp_path))
    outputs.start()
    outputs.add_listener(results)
    outputs.configure(DoorSettings(dry_run=False, outputs=(output(broker),)))
    assert [listener.next()[:2] for _ in range(2)] == [("gate/state", "released"), ("gate/status", "online")]
    order = order_at(clock.now(), seconds=0.2)
    outputs.pulse(order)
    outputs.pulse(order)
    assert results.next().outcome == "sent"
    topic, text, retained = listener.next()
    fields = json.loads(text)
    assert (topic, retained, fields["decision"], fields["door"]) == ("gate/open", False, order.decision_id, "d1")
    assert datetime.fromisoformat(fields["expires_at"]) > clock.now()
    assert [listener.next()[:2] for _ in range(2)] == [("gate/state", "pressed"), ("gate/state", "released")]
    outputs.close()
    assert [listener.next()[:2] for _ in range(2)] == [("gate/state", "released"), ("gate/status", "offline")]
    late = Listener(broker.port)
    assert {late.next() for _ in range(2)} == {("gate/state", "released", True), ("gate/status", "offline", True)}
    assert late.heard.empty()  # an order is never kept for whoever comes later
    late.close()


def test_a_switch_is_told_on_and_off(broker: Mosquitto, listener: Listener) -> None:
    clock, results = ManualClock(), Results()
    switch = output(broker, style="switch", command="cmnd/lock/POWER")
    pulsing = Pulsing(MqttSwitch(switch, clock, FakeSecrets()), clock, results)
    pulsing.carry_out(order_at(clock.now(), seconds=3.0), 1)
    clock.seconds += 3.0
    pulsing.tick()
    pulsing.close()
    told = [(topic, text) for topic, text, _ in (listener.next() for _ in range(9)) if topic.startswith("cmnd")]
    assert [text for _topic, text in told] == ["OFF", "ON", "OFF", "OFF"]
    assert results.outcomes == ["sent"]


def test_a_contact_tells_how_the_door_is_once_that_is_asked_for(
    broker: Mosquitto, listener: Listener, tmp_path: Path
) -> None:
    sender, heard = Listener(broker.port), queue.SimpleQueue[tuple[str, bool]]()
    sender.say("gate/contact", "OPEN", retain=True)
    sender.say("quiet/contact", "open", retain=True)
    clock = RealClock()
    outputs = Outputs(clock, driver_maker(clock, FakeSecrets(), tmp_path))
    outputs.add_contact_listener(lambda *_said: 1 // 0)  # keeps nobody else from hearing it
    outputs.add_contact_listener(lambda name, is_open, at: heard.put((name, is_open and at <= clock.now())))
    quiet = output(broker, name="back", topic="quiet")
    outputs.configure(DoorSettings(dry_run=False, outputs=(output(broker, contact=True), quiet)))
    outputs.start()
    assert heard.get(timeout=20.0) == ("front", True)  # what the broker keeps
    for word in ("ajar", "", "closed" * 10_000, "\u00f6ffnet", "closed ", "Closed", "open"):
        sender.say("gate/contact", word)
    assert [heard.get(timeout=20.0) for _ in range(2)] == [("front", False), ("front", True)]
    outputs.close()
    assert heard.empty()
    sender.close()


def test_a_broker_that_is_down_all_night_gets_nothing_late(broker: Mosquitto) -> None:
    clock, results = ManualClock(), Results()
    broker.stop()
    pulsing = Pulsing(MqttSwitch(output(broker), clock, FakeSecrets()), clock, results)
    attempts = 0
    while clock.seconds < 100.0 + 10 * 3600:
        clock.seconds += max(pulsing.tick(), 0.001)
        attempts += 1
        if attempts % 100 == 0:
            pulsing.carry_out(order_at(clock.now()), 1)
    assert 10 * 3600 / 30 < attempts < 10 * 3600 / 15 + 60
    assert set(results.outcomes) == {"failed"}
    broker.start()
    listener = Listener(broker.port)
    clock.seconds += 30.0
    pulsing.tick()
    assert pulsing.facts()[0]
    pulsing.close()
    heard = [listener.next()[:2] for _ in range(4)]
    assert heard == [
        ("gate/state", "released"), ("gate/status", "online"), ("gate/state", "released"), ("gate/status", "offline"),
    ]  # fmt: skip
    listener.close()


def test_a_broker_that_freezes_gets_no_order_when_it_wakes(broker: Mosquitto, listener: Listener) -> None:
    clock = RealClock()
    driver = MqttSwitch(output(broker), clock, FakeSecrets())
    driver.connect()
    assert [listener.next()[0] for _ in range(2)] == ["gate/state", "gate/status"]
    broker.pause(True)
    with pytest.raises(UnconfirmedDoorError, match="did not say"):
        driver.press(1, order_at(clock.now()), 0.2)
    with pytest.raises(DoorError, match="was lost"):
        driver.check()
    driver.close()
    broker.pause(False)
    # What had reached its machine it may still read; what this side still has is gone, and nothing is sent again.
    driver.connect()
    driver.close()
    heard = []
    while not heard or heard[-1][:2] != ("gate/status", "offline") or ("gate/status", "online", False) not in heard:
        heard.append(listener.next())
    assert sum(topic == "gate/open" for topic, _text, _retained in heard) <= 1


PRESS_FOR_EVER = """
import sys, time
sys.path.insert(0, {tests!r})
from helpers.clocks import RealClock
from helpers.door_fakes import FakeSecrets, order_at
from facegate.doors.mqtt import MqttSwitch
from facegate.settings.doors import MqttOutput
for style in ("json", "switch"):
    output = MqttOutput(name=style, host="127.0.0.1", port={port}, tls=False, topic=style, style=style)
    driver = MqttSwitch(output, RealClock(), FakeSecrets())
    driver.connect()
    driver.press(1, order_at(RealClock().now()), 2.0)
    globals()[style] = driver
time.sleep(60)
"""


def test_the_broker_says_so_when_the_program_is_killed(broker: Mosquitto, listener: Listener) -> None:
    script = PRESS_FOR_EVER.format(tests=str(Path(__file__).parents[2]), port=broker.port)
    program = subprocess.Popen([sys.executable, "-c", script])
    try:
        while listener.next()[:2] != ("switch/state", "pressed"):
            pass
        os.kill(program.pid, signal.SIGKILL)
        assert {listener.next()[:2] for _ in range(2)} == {("json/status", "offline"), ("switch/open", "OFF")}
    finally:
        program.kill()
        program.wait()


def test_tls_user_and_secret_are_used_and_checked(tmp_path: Path) -> None:
    pem = certificate(tmp_path)
    pem.chmod(0o600)
    passwords = tmp_path / "passwords"
    passwords.write_text(f"gate:{SECRET}\n")
    passwords.chmod(0o600)
    subprocess.run(["mosquitto_passwd", "-U", str(passwords)], check=True)
    broker = Mosquitto(
        tmp_path, f"cafile {pem}", f"certfile {pem}", f"keyfile {pem}", f"password_file {passwords}",
        "allow_anonymous false",
    )  # fmt: skip
    broker.start()
    clock = RealClock()
    good = output(broker, tls=True, ca_file=str(pem), user="gate")
    driver = MqttSwitch(good, clock, FakeSecrets())
    driver.connect()
    driver.press(1, order_at(clock.now()), 2.0)
    driver.close()
    for bad, secrets, reason in (
        (good, FakeSecrets("wrong"), "not authori"),
        (output(broker, tls=True, user="gate"), FakeSecrets(), "certificate is not accepted"),
        (good, FakeSecrets(None), "has no secret"),
    ):
        with pytest.raises(DoorError, match=reason):
            MqttSwitch(bad, clock, secrets).connect()
    broker.stop()
