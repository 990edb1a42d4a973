"""Video files through a real cv2.VideoCapture: made here, and real ones."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.clips import CODECS, number_of, rotate_mp4, write_clip
from helpers.clocks import START, ManualClock, RealClock

from facegate.capture import open_source
from facegate.capture.video_file import VideoFileSource
from facegate.domain.frames import Frame
from facegate.domain.ports import FrameSource
from facegate.errors import CameraError


def play(source: FrameSource) -> list[Frame]:
    source.open()
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    assert source.read() is None
    source.close()
    return frames


@pytest.mark.parametrize("suffix", CODECS)
def test_every_frame_comes_in_order_with_its_position(tmp_path: Path, suffix: str) -> None:
    path = write_clip(tmp_path / f"クリップ 12:30{suffix}")
    source = open_source(str(path), realtime=False, clock=ManualClock())
    frames = play(source)
    assert [number_of(frame.image) for frame in frames] == list(range(50))
    assert [frame.sequence for frame in frames] == list(range(50))
    # FFmpeg's muxer of MPEG program streams leaves some pictures without a timestamp; its demuxer guesses.
    tolerance = 0.041 if suffix == ".mpg" else 1e-3
    assert [frame.time for frame in frames] == pytest.approx([number / 25 for number in range(50)], abs=tolerance)
    assert frames[25].wall - START == pytest.approx(timedelta(seconds=1), abs=timedelta(milliseconds=1))
    assert (source.info.width, source.info.height, source.info.fps, source.info.live) == (320, 240, 25.0, False)


def test_pictures_are_contiguous_owned_and_read_only(tmp_path: Path) -> None:
    frames = play(open_source(str(write_clip(tmp_path / "x.mp4", 3)), realtime=False, clock=ManualClock()))
    for frame in frames:
        assert frame.image.flags.c_contiguous
        assert frame.image.flags.owndata
        assert not frame.image.flags.writeable


def test_relative_path_that_looks_like_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_clip(tmp_path / "x.mp4", 2).rename(tmp_path / "http:clip.mp4")
    monkeypatch.chdir(tmp_path)
    source = open_source("http:clip.mp4", realtime=False, clock=ManualClock())
    assert source.info.spec == "http:clip.mp4"
    assert len(play(source)) == 2


def test_rotation_in_the_file_is_honoured(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "upright.mp4", 3)
    rotate_mp4(path)
    source = open_source(str(path), realtime=False, clock=ManualClock())
    frames = play(source)
    assert (source.info.width, source.info.height) == (240, 320)
    assert (frames[0].width, frames[0].height) == (240, 320)
    # The red mark of the upper left corner is in the upper right one after a turn clockwise.
    blue, green, red = frames[0].image[8, -8]
    assert red > 150
    assert max(blue, green) < 90


@pytest.mark.parametrize("suffix", [".ts", ".avi", ".mkv", ".mpg", ".mjpeg"])
def test_file_that_is_cut_off_ends_with_what_can_be_read(tmp_path: Path, suffix: str) -> None:
    path = write_clip(tmp_path / f"x{suffix}")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    frames = play(open_source(str(path), realtime=False, clock=ManualClock()))
    assert 5 <= len(frames) < 50
    assert [number_of(frame.image) for frame in frames[:5]] == list(range(5))


def test_file_that_is_damaged_in_the_middle_goes_on_or_ends_but_raises_nothing(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "x.avi")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(2000)
    path.write_bytes(bytes(data))
    frames = play(open_source(str(path), realtime=False, clock=ManualClock()))
    assert len(frames) > 20
    assert all(later.time > earlier.time for earlier, later in pairwise(frames))


@pytest.mark.parametrize(
    "content",
    [b"", b"not a video", b"\x00" * 5000, b"RIFF\x00\x00\x00\x00AVI LIST"],
    ids=["empty", "text", "zeros", "header"],
)
def test_file_without_a_readable_frame_is_refused(
    tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.avi"
    path.write_bytes(content)
    source = open_source(str(path), realtime=False, clock=ManualClock())
    with pytest.raises(CameraError, match="Not a video"):
        source.open()
    assert source.read() is None
    assert capfd.readouterr().err == ""


def test_mp4_cut_before_its_index_is_refused(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "x.mp4")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(CameraError, match="Not a video"):
        open_source(str(path), realtime=False, clock=ManualClock()).open()


def test_file_that_vanishes_between_naming_and_opening(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "x.mp4", 2)
    source = open_source(str(path), realtime=False, clock=ManualClock())
    path.unlink()
    with pytest.raises(CameraError, match="cannot be read: no such file"):
        source.open()


def test_opening_again_starts_anew(tmp_path: Path) -> None:
    source = open_source(str(write_clip(tmp_path / "x.mp4", 5)), realtime=False, clock=ManualClock())
    source.open()
    source.read()
    assert len(play(source)) == 5


def test_in_real_time_frames_wait_for_their_moment(tmp_path: Path) -> None:
    clock = ManualClock()
    source = VideoFileSource(write_clip(tmp_path / "x.mp4", 10), True, clock, sleep=clock.sleep)
    frames = play(source)
    assert len(frames) == 10
    assert clock.slept == pytest.approx([0.04] * 9)
    assert [frame.wall - START for frame in frames[:2]] == [timedelta(0), timedelta(seconds=0.04)]


def test_in_real_time_late_frames_are_left_out(tmp_path: Path) -> None:
    clock = ManualClock()
    source = VideoFileSource(write_clip(tmp_path / "x.mp4"), True, clock, sleep=clock.sleep)
    source.open()
    numbers = []
    while (frame := source.read()) is not None:
        numbers.append(number_of(frame.image))
        assert clock.monotonic() - 100.0 - frame.time <= 0.1 + 1e-6
        clock.seconds += 0.2  # the reader is five times too slow
    assert numbers[0] == 0
    assert all(3 <= later - earlier <= 7 for earlier, later in pairwise(numbers))
    assert [frame for frame in numbers if frame >= 40]


def test_machine_that_decodes_too_slowly_still_shows_frames(tmp_path: Path) -> None:
    class SlowClock(ManualClock):
        """Each look at the clock takes a tenth of a second: ten times slower than the clip needs."""

        def monotonic(self) -> float:
            self.seconds += 0.1
            return self.seconds

    clock = SlowClock()
    source = VideoFileSource(write_clip(tmp_path / "x.mp4"), True, clock, sleep=clock.sleep)
    frames = play(source)
    assert len(frames) >= 5
    assert number_of(frames[-1].image) > 40


def test_real_time_is_real(tmp_path: Path) -> None:
    source = open_source(str(write_clip(tmp_path / "x.mp4", 26)), realtime=True, clock=RealClock())
    started = time.monotonic()
    frames = play(source)
    assert 0.9 < time.monotonic() - started < 3.0
    assert frames[-1].time == pytest.approx(1.0, abs=0.2)


def test_real_clips(test_data: Path) -> None:
    for name, size, count in (
        ("clip_with_names/short_hamilton_clip.mp4", (640, 360), 275),
        ("video/blink/bbaf2n.mpg", (360, 288), 75),
    ):
        source = open_source(str(test_data / name), realtime=False, clock=ManualClock())
        frames = play(source)
        assert (source.info.width, source.info.height) == size
        assert len(frames) == count
        assert frames[0].time == 0.0
        assert frames[-1].time == pytest.approx((count - 1) / source.info.fps, rel=0.01)
        assert all(later.time > earlier.time for earlier, later in pairwise(frames))
