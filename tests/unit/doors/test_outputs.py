from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest
from helpers.clocks import ManualClock
from helpers.door_fakes import AWAY, FakeDriver, Results, order_at

from facegate.domain.ports_doors import ContactListener, PulseOrder, PulseResult
from facegate.doors.outputs import Outputs
from facegate.doors.worker import CAPACITY
from facegate.settings.doors import DoorSettings, MqttOutput, OutputSettings, SerialOutput, WebhookOutput

FRONT = SerialOutput(name="front", port="/dev/board", channel=1)
BACK = SerialOutput(name="back", port="/dev/board", channel=4)
YARD = WebhookOutput(name="yard", url="https://yard.example/open?token=1")
HALL = MqttOutput(name="hall", host="broker.example")


class Devices:
    """Makes fake drivers and keeps them."""

    def __init__(self) -> None:
        self.made: dict[str, FakeDriver] = {}

    def __call__(self, outputs: Sequence[OutputSettings], _told: ContactListener) -> FakeDriver:
        driver = FakeDriver()
        self.made["+".join(each.name for each in outputs)] = driver
        return driver


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def devices() -> Devices:
    return Devices()


@pytest.fixture
def outputs(clock: ManualClock, devices: Devices) -> Iterator[Outputs]:
    outputs = Outputs(clock, devices)
    outputs.start()
    yield outputs
    outputs.close()


@pytest.fixture
def results(outputs: Outputs) -> Results:
    results = Results()
    outputs.add_listener(results)
    return results


def use(outputs: Outputs, *those: OutputSettings, dry_run: bool = False) -> None:
    outputs.configure(DoorSettings(dry_run=dry_run, outputs=those))


def test_nothing_moves_unless_somebody_ended_the_dry_run(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    assert DoorSettings().dry_run
    assert outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "dry_run"
    use(outputs, FRONT, dry_run=True)
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "dry_run"
    outputs.pulse(order_at(clock.now(), age=5.0))
    assert results.next().outcome == "stale"
    assert devices.made == {}
    assert [(state.name, state.dry_run, state.ready) for state in outputs.states()] == [("front", True, True)]


def test_nothing_is_reached_for_before_the_start(clock: ManualClock, devices: Devices) -> None:
    outputs, results = Outputs(clock, devices), Results()
    outputs.add_listener(results)
    use(outputs, FRONT)
    assert devices.made == {}
    assert [(state.dry_run, state.ready) for state in outputs.states()] == [(False, False)]
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "sent"
    outputs.start()
    assert devices.made["front"].told == ["connect", "press 1"]
    outputs.close()


def test_who_orders_while_outputs_are_started_waits_for_them(clock: ManualClock) -> None:
    starting, go_on, results = threading.Event(), threading.Event(), Results()

    def make(_outputs: Sequence[OutputSettings], _told: ContactListener) -> FakeDriver:
        starting.set()
        go_on.wait(20.0)
        return FakeDriver()

    outputs = Outputs(clock, make)
    outputs.add_listener(results)
    use(outputs, FRONT)
    starter = threading.Thread(target=outputs.start)
    starter.start()
    assert starting.wait(20.0)
    orderer = threading.Thread(target=outputs.pulse, args=(order_at(clock.now()),))
    orderer.start()
    orderer.join(0.05)
    go_on.set()
    assert results.next().outcome == "sent"
    starter.join()
    outputs.close()


def test_relays_of_one_board_share_a_driver(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT, YARD, BACK)
    outputs.pulse(order_at(clock.now(), output="back"))
    assert results.next().outcome == "sent"
    assert devices.made["front+back"].told == ["connect", "press 4"]
    shown = {state.name: (state.kind, state.place, state.pressed) for state in outputs.states()}
    assert shown["front"] == ("serial", "/dev/board relay 1", False)
    assert shown["back"] == ("serial", "/dev/board relay 4", True)
    assert shown["yard"] == ("webhook", "https://yard.example/open", False)


def test_a_decision_is_carried_out_once_whoever_asks_again(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    order = order_at(clock.now())
    askers = [threading.Thread(target=outputs.pulse, args=(order,)) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert results.next().outcome == "sent"
    first = devices.made["front"]
    use(outputs, FRONT, YARD)
    assert not outputs.pulse(order)
    outputs.close()
    assert results.outcomes == ["sent"]
    assert "press 1" not in devices.made["front"].told
    assert first.told == ["connect", "press 1", "release 1", "close"]


def test_recordings_move_nothing_unless_that_is_allowed(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    outputs.pulse(order_at(clock.now(), live=False))
    assert results.next().outcome == "dry_run"
    outputs.allow_recorded = True
    outputs.pulse(order_at(clock.now(), live=False))
    assert results.next().outcome == "sent"
    assert devices.made["front"].told.count("press 1") == 1


def test_an_unknown_output_opens_nothing_and_says_so(outputs: Outputs, clock: ManualClock, results: Results) -> None:
    use(outputs, FRONT)
    outputs.pulse(order_at(clock.now(), output="cellar"))
    result = results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert "'cellar'" in result.error.message


def test_all_doors_shut_at_a_word(outputs: Outputs, clock: ManualClock, devices: Devices, results: Results) -> None:
    use(outputs, FRONT)
    released = threading.Event()
    driver = devices.made["front"]
    before = driver.release
    driver.release = lambda contact: (before(contact), released.set())[0]  # type: ignore[method-assign]
    outputs.pulse(order_at(clock.now(), seconds=60.0))
    assert results.next().outcome == "sent"
    outputs.release_all()
    assert released.wait(20.0)
    assert results.outcomes == ["sent"]


def test_doors_that_are_shut_while_a_device_is_reached_stay_shut(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    driver = devices.made["front"]
    driver.failures["press"] = AWAY
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "failed"  # it is lost, so the next order has to reach it
    driver.failures.clear()
    reaching, go_on = threading.Event(), threading.Event()
    before = driver.connect

    def connect() -> None:
        reaching.set()
        go_on.wait(20.0)
        before()

    driver.connect = connect  # type: ignore[method-assign]
    outputs.pulse(order_at(clock.now()))
    assert reaching.wait(20.0)
    outputs.release_all()
    go_on.set()
    assert results.next().outcome == "failed"
    assert "press 1" not in driver.told
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "sent"


def test_a_device_that_hangs_keeps_no_other_door_open_at_the_end(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT, HALL)
    hanging, go_on, released = threading.Event(), threading.Event(), threading.Event()
    devices.made["front"].press = lambda *_order: (hanging.set(), go_on.wait(20.0))[0]  # type: ignore[method-assign]
    devices.made["hall"].release = lambda _contact: released.set()  # type: ignore[method-assign]
    outputs.pulse(order_at(clock.now(), seconds=60.0, output="hall"))
    assert results.next().outcome == "sent"
    outputs.pulse(order_at(clock.now()))
    assert hanging.wait(20.0)
    ending = threading.Thread(target=outputs.close)
    ending.start()
    assert released.wait(4.0)  # less than the end of one device may take
    go_on.set()
    ending.join()


def test_a_queue_that_is_full_takes_no_more_and_everybody_hears(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    driver = devices.made["front"]
    busy, go_on = threading.Event(), threading.Event()
    before = driver.press

    def press(contact: int, order: PulseOrder, left: float) -> None:
        busy.set()
        go_on.wait(20.0)
        before(contact, order, left)

    driver.press = press  # type: ignore[method-assign]
    outputs.pulse(order_at(clock.now()))
    assert busy.wait(20.0)
    for _ in range(CAPACITY + 3):
        outputs.pulse(order_at(clock.now()))
    assert results.outcomes == ["failed"] * 3
    clock.seconds += 3.0  # the device took its time: whoever waits behind is gone
    go_on.set()
    for _ in range(CAPACITY + 4):
        results.next()
    assert sorted(results.outcomes) == ["failed"] * 3 + ["sent"] + ["stale"] * CAPACITY


def test_a_driver_that_breaks_shuts_its_door_and_its_thread_goes_on(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    driver = devices.made["front"]
    driver.failures["press"] = RuntimeError("a mistake of ours")
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "failed"
    assert driver.told[-1] == "close"
    before = driver.close
    driver.close = lambda: 1 / 0  # type: ignore[method-assign, assignment, return-value]
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "failed"
    driver.close = before  # type: ignore[method-assign]
    driver.failures.clear()
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "sent"


def test_a_listener_that_breaks_keeps_no_door_open_and_no_other_from_hearing(
    outputs: Outputs, clock: ManualClock, devices: Devices
) -> None:
    def broken(result: PulseResult) -> None:
        raise RuntimeError("a mistake of a listener")

    results = Results()
    outputs.add_listener(broken)
    outputs.add_listener(results)
    use(outputs, FRONT)
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "sent"


def test_new_settings_release_what_the_old_ones_pressed(
    outputs: Outputs, clock: ManualClock, devices: Devices, results: Results
) -> None:
    use(outputs, FRONT)
    first = devices.made["front"]
    outputs.pulse(order_at(clock.now(), seconds=60.0))
    assert results.next().outcome == "sent"
    use(outputs, FRONT)
    assert devices.made["front"] is first
    use(outputs, FRONT, HALL)
    assert first.told[-2:] == ["release 1", "close"]
    assert devices.made["front"] is not first


def test_a_lost_device_is_shown(outputs: Outputs, clock: ManualClock, devices: Devices, results: Results) -> None:
    use(outputs, FRONT)
    devices.made["front"].failures["press"] = AWAY
    outputs.pulse(order_at(clock.now()))
    assert results.next().outcome == "failed"
    (state,) = outputs.states()
    assert (state.ready, state.pressed, state.trouble) == (False, False, AWAY)


def test_after_the_end_nothing_moves(outputs: Outputs, clock: ManualClock, devices: Devices, results: Results) -> None:
    use(outputs, FRONT)
    outputs.close()
    outputs.close()
    assert outputs.pulse(order_at(clock.now()))
    assert results.outcomes == ["failed"]
    use(outputs, FRONT, YARD)
    assert list(devices.made) == ["front"]
