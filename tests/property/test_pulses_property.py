from __future__ import annotations

from collections import Counter

from helpers.clocks import ManualClock
from helpers.door_fakes import AWAY, FakeDriver, Results, order_at
from hypothesis import given, settings
from hypothesis import strategies as st

from facegate.domain.ports_doors import PULSE_BOUND, PulseOrder
from facegate.doors.pulsing import Pulsing
from facegate.errors import UnconfirmedDoorError

FAILURES = {"connect": AWAY, "press": AWAY, "release": AWAY, "check": AWAY}
LOST_ANSWER = UnconfirmedDoorError("No answer", "Nobody answered.", "Look.")

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.floats(-1.0, 3.0), st.floats(0.1, 60.0), st.integers(1, 2)),
        st.tuples(st.just("wait"), st.floats(0.0, 40.0)),
        st.tuples(st.just("clock"), st.floats(-7200.0, 7200.0)),
        st.tuples(st.just("fail"), st.sampled_from([*FAILURES, "answer"])),
        st.tuples(
            st.just("mend"),
        ),
        st.tuples(
            st.just("release all"),
        ),
    ),
    max_size=30,
)


class WatchedDriver(FakeDriver):
    """Keeps which contact is pressed for which order, and when."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self.clock = clock
        self.pressed: dict[int, float] = {}
        self.orders: Counter[str] = Counter()
        self.held: dict[int, str] = {}
        self.lost: set[str] = set()

    def press(self, contact: int, order: PulseOrder, left: float) -> None:
        assert order.is_fresh(self.clock.now())
        self.orders[order.decision_id] += 1  # the order leaves, whatever comes of it
        self.pressed[contact] = max(self.pressed.get(contact, 0.0), self.clock.seconds + order.seconds)
        super().press(contact, order, left)
        self.held[contact] = order.decision_id

    def release(self, contact: int) -> None:
        super().release(contact)
        self.pressed.pop(contact, None)
        self.held.pop(contact, None)

    def close(self) -> None:
        super().close()
        self.pressed.clear()
        self.lost |= set(self.held.values())
        self.held.clear()


@settings(max_examples=150)
@given(STEPS)
def test_whatever_fails_a_decision_opens_once_in_time_and_the_door_is_shut_again(
    steps: list[tuple[object, ...]],
) -> None:
    clock, results = ManualClock(), Results()
    driver = WatchedDriver(clock)
    pulsing = Pulsing(driver, clock, results)
    ordered: list[PulseOrder] = []
    for step in steps:
        match step:
            case ("order", float(age), float(seconds), int(contact)):
                ordered.append(order_at(clock.now(), age=age, seconds=seconds))
                pulsing.carry_out(ordered[-1], contact)
            case ("wait", float(seconds)):
                until = clock.seconds + seconds
                while clock.seconds < until:
                    clock.seconds = min(until, clock.seconds + max(pulsing.tick(), 0.01))
                    pulsing.tick()
                    # Nothing stays open beyond its time, by the clock that nobody sets.
                    assert all(end > clock.seconds - 0.02 for end in driver.pressed.values())
            case ("clock", float(jump)):
                clock.start += type(clock.now() - clock.start)(seconds=jump)
            case ("fail", "answer"):
                driver.failures["press"] = LOST_ANSWER
            case ("fail", str(what)):
                driver.failures[what] = FAILURES[what]
            case ("mend",):
                driver.failures.clear()
            case _:
                pulsing.release_all()
                assert not driver.pressed
    pulsing.close()
    assert not driver.pressed
    assert set(driver.orders.values()) <= {1}
    first = [result for result in results.all if result.outcome != "cut_off"]
    assert sorted(result.order.decision_id for result in first) == sorted(order.decision_id for order in ordered)
    for result in first:
        left = result.order.decision_id in driver.orders
        assert left or result.outcome in ("failed", "stale")
        assert result.outcome != "stale" or not left
        assert not left or result.latency <= PULSE_BOUND
    cut = Counter(result.order.decision_id for result in results.all if result.outcome == "cut_off")
    sent = {result.order.decision_id for result in first if result.outcome == "sent"}
    assert driver.lost <= set(cut) <= sent
    assert set(cut.values()) <= {1}
