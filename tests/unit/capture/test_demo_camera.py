"""The demo: always the same, comes and goes, and says what is missing."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import START, ManualClock

from facegate.capture import demo as demo_module
from facegate.capture import demo_portrait
from facegate.capture.demo import DemoSource
from facegate.capture.demo_scene import CYCLE, FPS, DemoScene
from facegate.capture.pictures import load_picture
from facegate.errors import CameraError


@pytest.fixture(scope="module")
def scene() -> DemoScene:
    return DemoScene(load_picture(demo_portrait()))


def opened(realtime: bool, clock: ManualClock) -> DemoSource:
    source = DemoSource(realtime, clock, clock.sleep)
    source.open()
    return source


def orange(image: np.ndarray) -> float:
    """Part of the picture in the colour of the suit."""
    blue, green, red = (image[::4, ::4, channel].astype(int) for channel in range(3))
    return float(((red > 180) & (green < 120) & (blue < 90)).mean())


def test_two_runs_see_the_same_and_pictures_are_not_shared(scene: DemoScene) -> None:
    other = DemoScene(load_picture(demo_portrait()))
    for time in (0.0, 3.7, 6.5, 100.0):
        first = scene.render(time)
        kept = first.copy()
        scene.render(time + 1.0)
        assert (first == kept).all()
        assert (first == other.render(time)).all()


def test_picture_is_720p_bgr_contiguous(scene: DemoScene) -> None:
    image = scene.render(1.0)
    assert (image.shape, image.dtype) == ((720, 1280, 3), np.uint8)
    assert image.flags.c_contiguous
    assert image.flags.owndata


def test_person_is_there_at_once_leaves_and_comes_back(scene: DemoScene) -> None:
    shown = [orange(scene.render(time / 4)) > 0.02 for time in range(int(3 * CYCLE * 4))]
    changes = [index / 4 for index in range(1, len(shown)) if shown[index] != shown[index - 1]]
    assert shown[0]
    # Each cycle they leave once and come back once.
    assert len(changes) in (5, 6)
    assert 0.65 < sum(shown) / len(shown) < 0.85


def test_everything_moves_from_frame_to_frame(scene: DemoScene) -> None:
    for time in (1.0, 6.3):
        now, next_ = scene.render(time), scene.render(time + 1 / FPS)
        assert (now != next_).mean() > 0.2
        # Smoothly: no jump of the whole picture.
        assert np.abs(now.astype(int) - next_).mean() < 12


def test_light_changes(scene: DemoScene) -> None:
    brightness = [float(scene.render(time / 2)[:100].mean()) for time in range(24)]
    assert max(brightness) / min(brightness) > 1.1


def test_wrong_portrait_is_refused() -> None:
    with pytest.raises(ValueError, match="512x512"):
        DemoScene(np.zeros((10, 10, 3), np.uint8))


def test_as_fast_as_consumed_every_frame_comes() -> None:
    clock = ManualClock()
    source = opened(False, clock)
    frames = [source.read() for _ in range(31)]
    assert [frame.time for frame in frames] == pytest.approx([number / 30 for number in range(31)])
    assert frames[30].wall - START == timedelta(seconds=1)
    assert clock.slept == []
    assert not source.info.live


def test_in_real_time_frames_keep_their_moment_and_late_ones_are_left_out() -> None:
    clock = ManualClock()
    source = opened(True, clock)
    times = []
    for busy in (0.0, 0.0, 1.0, 0.0):
        frame = source.read()
        times.append(frame.time)
        assert frame.time == pytest.approx(clock.monotonic() - 100.0, abs=1 / FPS)
        clock.seconds += busy
    assert times == pytest.approx([0.0, 1 / 30, 2 / 30, 2 / 30 + 1.0], abs=1e-6 + 1 / FPS)
    assert [frame.sequence for frame in islice(iter(source.read, None), 2)] == [4, 5]


def test_times_never_go_back_in_real_time() -> None:
    clock = ManualClock()
    source = opened(True, clock)
    times = []
    for number in range(60):
        times.append(source.read().time)
        clock.seconds += 0.013 * (number % 7)
    assert times == sorted(set(times))


def test_missing_portrait_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_module, "find_spec", lambda name: None)
    with pytest.raises(CameraError, match=r"facegate\[demo\]"):
        DemoSource(True, ManualClock()).open()


def test_damaged_portrait_is_an_error_for_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "astronaut.png").write_bytes(b"broken")
    monkeypatch.setattr(demo_module, "demo_portrait", lambda: tmp_path / "astronaut.png")
    with pytest.raises(CameraError, match="damaged"):
        DemoSource(True, ManualClock()).open()


def test_reading_before_opening_is_an_error() -> None:
    with pytest.raises(CameraError, match="not open"):
        DemoSource(True, ManualClock()).read()


def test_finding_the_portrait_imports_no_heavy_package() -> None:
    code = (
        "import sys; from facegate.capture import demo_portrait; demo_portrait();"
        "assert not {'skimage', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
