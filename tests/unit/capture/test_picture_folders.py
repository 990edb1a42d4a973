"""Pictures of every make, and folders of them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from PIL import Image

from facegate.capture import pictures as pictures_module
from facegate.capture.folder import FolderSource, natural_key
from facegate.capture.pictures import MAX_SIDE, load_picture
from facegate.domain.frames import Frame
from facegate.errors import CameraError, ImageError

RED = (255, 0, 0)


def red(width: int = 40, height: int = 30) -> Image.Image:
    return Image.new("RGB", (width, height), RED)


def is_red(image: np.ndarray) -> bool:
    return bool((np.abs(image.astype(int) - (0, 0, 255)).max(axis=2) < 10).all())


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tif", ".gif", ".ppm", ".avif"])
def test_formats(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"名前 %03d{suffix}"
    red().save(path)
    image = load_picture(path)
    assert image.shape == (30, 40, 3)
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert is_red(image)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_modes(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "x.tif"
    if mode == "I;16":
        Image.fromarray(np.full((30, 40), 200 * 256, np.uint16)).save(path)
    elif mode in ("I", "F"):
        Image.new("L", (40, 30), 200).convert(mode).save(path)
    else:
        Image.new("RGB", (40, 30), (200, 200, 200)).convert(mode).save(path)
    image = load_picture(path)
    assert image.shape == (30, 40, 3)
    if mode not in ("1", "P"):
        assert np.abs(image.astype(int) - 200).max() <= 3


def test_cmyk_jpeg_and_transparent_png(tmp_path: Path) -> None:
    red().convert("CMYK").save(tmp_path / "cmyk.jpg")
    assert is_red(load_picture(tmp_path / "cmyk.jpg"))
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert (load_picture(tmp_path / "clear.png") == 255).all()


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(tmp_path: Path, suffix: str, orientation: int) -> None:
    upright = Image.new("RGB", (40, 30), "white")
    upright.paste(RED, (0, 0, 20, 15))  # the upper left quarter is red
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = upright
    for step in undo.get(orientation, []):
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / f"x{suffix}", exif=exif, quality=95)
    image = load_picture(tmp_path / f"x{suffix}")
    assert image.shape == (30, 40, 3)
    assert is_red(image[2:12, 2:17])
    assert (image[18:, 23:] > 240).all()


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_huge_picture_is_scaled_down(tmp_path: Path, suffix: str) -> None:
    red(8000, 6000).save(tmp_path / f"x{suffix}", compress_level=1)
    image = load_picture(tmp_path / f"x{suffix}")
    assert image.shape == (3072, MAX_SIDE, 3)
    assert is_red(image[::64, ::64])


def test_absurd_size_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "MAX_PIXELS", 1000)
    red().save(tmp_path / "x.png")
    with pytest.raises(ImageError):
        load_picture(tmp_path / "x.png")


def test_broken_pictures(tmp_path: Path) -> None:
    red(200, 200).save(tmp_path / "x.jpg")
    whole = (tmp_path / "x.jpg").read_bytes()
    for content in (b"", b"no picture", whole[: len(whole) // 2], whole[:20], b"\xff\xd8" + whole[40:]):
        (tmp_path / "x.jpg").write_bytes(content)
        with pytest.raises(ImageError):
            load_picture(tmp_path / "x.jpg")


def frames_of(source: FolderSource) -> list[Frame]:
    source.open()
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    assert source.read() is None
    source.close()
    return frames


def test_natural_order() -> None:
    names = ["b1.png", "a10.png", "A2.png", "a.png", "10.png", "9.png", "a02b.png"]
    ordered = sorted((Path(name) for name in names), key=natural_key)
    assert [path.name for path in ordered] == ["9.png", "10.png", "a.png", "A2.png", "a02b.png", "a10.png", "b1.png"]


def test_each_picture_is_a_frame_of_one_second(tmp_path: Path) -> None:
    for number, size in ((2, (40, 30)), (10, (20, 50)), (1, (8, 8))):
        red(*size).save(tmp_path / f"{number}.png")
    (tmp_path / ".hidden.png").write_bytes((tmp_path / "1.png").read_bytes())
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.png").mkdir()
    clock = ManualClock()
    source = FolderSource(tmp_path, realtime=False, clock=clock, sleep=clock.sleep)
    frames = frames_of(source)
    assert [(frame.width, frame.height) for frame in frames] == [(8, 8), (40, 30), (20, 50)]
    assert [frame.time for frame in frames] == [0.0, 1.0, 2.0]
    assert [frame.sequence for frame in frames] == [0, 1, 2]
    assert all(later.wall - earlier.wall == timedelta(seconds=1) for earlier, later in pairwise(frames))
    assert frames[0].wall == START
    assert (source.info.width, source.info.height, source.info.fps, source.info.live) == (8, 8, 1.0, False)
    assert clock.slept == []


def test_in_real_time_each_is_shown_for_a_second(tmp_path: Path) -> None:
    for number in range(3):
        red().save(tmp_path / f"{number}.png")
    clock = ManualClock()
    frames = frames_of(FolderSource(tmp_path, realtime=True, clock=clock, sleep=clock.sleep))
    assert clock.slept == pytest.approx([1.0, 1.0])
    assert [frame.wall - START for frame in frames] == [timedelta(seconds=s) for s in range(3)]


def test_unreadable_pictures_are_left_out_with_a_warning_that_names_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    red().save(tmp_path / "1.png")
    (tmp_path / "2 Maria Muster.png").write_bytes(b"broken")
    red().save(tmp_path / "3.png")
    frames = frames_of(FolderSource(tmp_path, realtime=False, clock=ManualClock()))
    assert len(frames) == 2
    assert "picture 2 of 3 (.png)" in caplog.text
    assert "Maria" not in caplog.text


@pytest.mark.parametrize("content", [None, b"broken"])
def test_folder_without_readable_pictures(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "1.png").write_bytes(content)
    with pytest.raises(CameraError, match="No pictures"):
        FolderSource(tmp_path, realtime=False, clock=ManualClock()).open()


def test_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="cannot be read"):
        FolderSource(tmp_path / "gone", realtime=False, clock=ManualClock()).open()


def test_single_picture_is_a_source_of_one_frame(tmp_path: Path) -> None:
    red().save(tmp_path / "face.jpg")
    assert len(frames_of(FolderSource(tmp_path / "face.jpg", realtime=False, clock=ManualClock()))) == 1


def test_opening_again_starts_anew(tmp_path: Path) -> None:
    red().save(tmp_path / "1.png")
    source = FolderSource(tmp_path, realtime=False, clock=ManualClock())
    assert len(frames_of(source)) == len(frames_of(source)) == 1
