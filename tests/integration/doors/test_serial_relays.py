from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from helpers.clocks import RealClock
from helpers.door_fakes import FakeSecrets, Results, order_at
from helpers.serial_pair import SerialPair

from facegate.doors.build import driver_maker
from facegate.doors.outputs import Outputs
from facegate.doors.serial_relay import SerialRelay
from facegate.errors import DoorError
from facegate.settings.doors import DoorSettings, SerialOutput

ON, OFF = b"\xa0\x01\x01\xa2", b"\xa0\x01\x00\xa1"
ON_2, OFF_2 = b"\xa0\x02\x01\xa3", b"\xa0\x02\x00\xa2"


@pytest.fixture
def pair() -> Iterator[SerialPair]:
    pair = SerialPair()
    yield pair
    pair.unplug()


@pytest.fixture
def outputs(tmp_path: Path) -> Iterator[Outputs]:
    clock = RealClock()
    outputs = Outputs(clock, driver_maker(clock, FakeSecrets(), tmp_path))
    outputs.start()
    yield outputs
    outputs.close()


@pytest.fixture
def results(outputs: Outputs) -> Results:
    results = Results()
    outputs.add_listener(results)
    return results


def use(outputs: Outputs, *relays: SerialOutput) -> None:
    outputs.configure(DoorSettings(dry_run=False, outputs=relays))


def relay(pair: SerialPair, **more: object) -> SerialOutput:
    return SerialOutput.model_validate({"name": "front", "port": pair.port, **more})


def test_pulses_are_counted_at_the_other_end(pair: SerialPair, outputs: Outputs, results: Results) -> None:
    use(outputs, relay(pair))
    assert pair.read(4) == OFF
    for _ in range(3):
        order = order_at(RealClock().now(), seconds=0.1)
        assert outputs.pulse(order)
        assert not outputs.pulse(order)
        assert results.next().outcome == "sent"
        assert pair.read(8) == ON + OFF
    outputs.pulse(order_at(RealClock().now(), age=25.0))
    assert results.next().outcome == "stale"
    outputs.close()
    assert pair.read(4) == OFF
    assert pair.is_quiet()


def test_two_relays_of_a_board_move_apart(pair: SerialPair, outputs: Outputs, results: Results) -> None:
    use(outputs, relay(pair), relay(pair, name="back", channel=2))
    assert pair.read(8) == OFF + OFF_2
    outputs.pulse(order_at(RealClock().now(), seconds=60.0))
    assert results.next().outcome == "sent"
    outputs.pulse(order_at(RealClock().now(), seconds=0.1, output="back"))
    assert results.next().outcome == "sent"
    assert pair.read(12) == ON + ON_2 + OFF_2
    assert [state.pressed for state in outputs.states()] == [True, False]
    outputs.release_all()
    assert pair.read(4) == OFF


def test_a_board_that_speaks_in_lines_is_listened_to(pair: SerialPair, outputs: Outputs, results: Results) -> None:
    use(outputs, relay(pair, board="lines", on="PULSE {channel} {milliseconds}", ending="crlf", answer="OK"))
    assert pair.read(7) == b"OFF 1\r\n"
    outputs.pulse(order_at(RealClock().now(), seconds=0.25))
    assert pair.read(13) == b"PULSE 1 250\r\n"
    pair.answer(b"OK\r\n")
    assert results.next().outcome == "sent"
    assert pair.read(7) == b"OFF 1\r\n"
    outputs.pulse(order_at(RealClock().now(), seconds=0.25))
    assert pair.read(13) == b"PULSE 1 250\r\n"
    pair.answer(b"ERROR\r\n")
    assert results.next().outcome == "unconfirmed"
    assert pair.read(7) == b"OFF 1\r\n"  # nobody knows whether it opened, so it is shut


def test_a_port_that_vanishes_in_the_pulse_is_reported_and_never_opened_again(
    pair: SerialPair, outputs: Outputs, results: Results
) -> None:
    use(outputs, relay(pair))
    order = order_at(RealClock().now(), seconds=1.0)
    outputs.pulse(order)
    assert results.next().outcome == "sent"
    pair.unplug()
    result = results.next()
    assert (result.order, result.outcome) == (order, "cut_off")
    assert result.error is not None
    assert result.error.title == "Relay lost"
    outputs.pulse(order_at(RealClock().now()))
    result = results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert result.error.title == "Relay not found"


def test_a_board_that_is_plugged_in_again_is_used_again(
    pair: SerialPair, outputs: Outputs, results: Results, tmp_path: Path
) -> None:
    port = tmp_path / "by-id"
    port.symlink_to(pair.port)
    use(outputs, SerialOutput(name="front", port=str(port)))
    assert pair.read(4) == OFF
    port.unlink()
    pair.unplug()
    outputs.pulse(order_at(RealClock().now()))
    assert results.next().outcome == "failed"
    again = SerialPair()
    port.symlink_to(again.port)
    assert again.read(4) == OFF  # before anybody asked
    outputs.pulse(order_at(RealClock().now(), seconds=0.1))
    assert results.next().outcome == "sent"
    assert again.read(8) == ON + OFF
    outputs.close()
    again.unplug()


def test_a_port_that_another_program_has_is_not_taken_from_it(pair: SerialPair) -> None:
    first, second = SerialRelay([relay(pair)]), SerialRelay([relay(pair)])
    first.connect()
    with pytest.raises(DoorError, match="Another program uses it"):
        second.connect()
    second.close()
    first.close()
    second.connect()
    second.close()


PRESS_FOR_EVER = """
import sys, time
from datetime import UTC, datetime
sys.path.insert(0, {tests!r})
from helpers.door_fakes import order_at
from facegate.doors.serial_relay import SerialRelay
from facegate.settings.doors import SerialOutput
driver = SerialRelay([SerialOutput(name="front", port={port!r})])
driver.connect()
driver.press(1, order_at(datetime.now(UTC), seconds=60.0), 2.0)
time.sleep(60)
"""


def test_a_program_that_is_killed_in_a_pulse_leaves_no_door_open(pair: SerialPair) -> None:
    tests = str(Path(__file__).parents[2])
    script = PRESS_FOR_EVER.format(tests=tests, port=pair.port)
    program = subprocess.Popen([sys.executable, "-c", script])
    try:
        assert pair.read(8) == OFF + ON
        os.kill(program.pid, signal.SIGKILL)
        assert pair.read(4) == OFF
    finally:
        program.kill()
        program.wait()


def test_no_guardian_outlives_a_pulse_or_cuts_the_next_one(pair: SerialPair) -> None:
    driver = SerialRelay([relay(pair)])
    driver.connect()
    for _ in range(5):
        driver.press(1, order_at(RealClock().now()), 2.0)
        guardian = driver._guardians[1].process_id
        assert guardian is not None
        driver.release(1)
        with pytest.raises(ProcessLookupError):
            os.kill(guardian, 0)
    assert pair.read(44) == OFF + 5 * (ON + OFF)
    driver.close()
    assert pair.read(4) == OFF
    assert pair.is_quiet()


def test_a_port_that_takes_nothing_does_not_hold_up_the_program(pair: SerialPair) -> None:
    driver = SerialRelay([relay(pair, board="lines", on="ON {channel}" + "x" * 40)])
    driver.connect()
    with pytest.raises(DoorError, match="does not take what it is sent"):
        for _ in range(10_000):  # nobody reads at the board's end, so it is full some time
            driver.press(1, order_at(RealClock().now()), 2.0)
    driver.close()
