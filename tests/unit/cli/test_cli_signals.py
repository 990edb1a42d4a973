from __future__ import annotations

import signal
import threading

import pytest

from facegate.cli.signals import Signals, Stopped


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_is_raised_with_its_exit_status(number: signal.Signals, status: int) -> None:
    with pytest.raises(Stopped) as caught, Signals().installed():
        signal.raise_signal(number)
    assert caught.value.exit_code == status


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Signals().installed():
        assert signal.getsignal(signal.SIGTERM) != before[1]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_held_signal_lets_the_block_end_first() -> None:
    done = []
    with pytest.raises(Stopped), Signals().installed() as signals, signals.held():
        signal.raise_signal(signal.SIGTERM)
        done.append("to the end")
    assert done == ["to the end"]


def test_nested_holds_raise_after_the_outer_one() -> None:
    done = []
    with pytest.raises(Stopped), Signals().installed() as signals, signals.held():
        with signals.held():
            signal.raise_signal(signal.SIGTERM)
        done.append("still held")
    assert done == ["still held"]


def test_a_held_signal_can_be_taken() -> None:
    with Signals().installed() as signals, signals.held():
        assert signals.take() is None
        signal.raise_signal(signal.SIGINT)
        stopped = signals.take()
        assert signals.take() is None
    assert stopped is not None
    assert stopped.exit_code == 130


def test_an_impatient_second_signal_interrupts_no_clean_up() -> None:
    cleaned = []
    with pytest.raises(Stopped) as caught, Signals().installed():
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGTERM)
            cleaned.append("all")
    assert cleaned == ["all"]
    assert caught.value.exit_code == 130


def test_another_thread_may_run_a_command() -> None:
    results: list[object] = []

    def work() -> None:
        with Signals().installed() as signals, signals.held():
            results.append(signals.take())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(5.0)
    assert results == [None]
