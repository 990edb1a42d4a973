from __future__ import annotations

import errno
import stat
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.errors import TrainingError
from facegate.training.data import align
from facegate.training.data.align import NO_FACE, NOT_THERE, OTHER_FILE, Finder, Nobody, align_people
from facegate.training.data.aligned import SET_FILE, AlignedSet, Crops, open_aligned
from facegate.training.data.cutting import Cut, FaceCutter, crop_side, window_points
from facegate.training.data.journal import Entry, Journal
from facegate.training.data.layouts import People, read_people
from facegate.training.data.specs import DataSpec
from facegate.vision.aligner import ARCFACE_TEMPLATE

SPEC = DataSpec(size=32, margin=0.125)
SIDE = 40


class CornerDetector:
    """A face with ArcFace's points in the upper left 112 pixels of every picture that is not dark."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, ...]] = []

    def detect(self, image: BgrImage) -> list[Detection]:
        self.seen.append(image.shape)
        if image[:4, :4].mean() < 20 or min(image.shape[:2]) < 112:
            return []
        return [Detection(Box(0, 0, 112, 112), ARCFACE_TEMPLATE.astype(np.float32), 0.9)]


class StoppedError(Exception):
    pass


def ignore(done: int, total: int) -> None:
    pass


def paint(path: Path, colour: int, size: tuple[int, int] = (112, 112)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (colour, colour // 2, 30)).save(path)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for person in range(3):
        for picture in range(4):
            paint(tmp_path / "in" / f"p{person}" / f"{picture}.png", 60 + person * 40 + picture)
    return tmp_path / "in"


def aligned(pictures: Path, folder: Path, spec: DataSpec = SPEC, model: str = "yunet") -> AlignedSet:
    return align_people(read_people(pictures), Finder(CornerDetector(), model), spec, folder, ignore)


def test_crops_are_rgb_with_the_window_in_their_middle(pictures: Path, tmp_path: Path) -> None:
    made = aligned(pictures, tmp_path / "out")
    assert made.crops.shape == (12, SIDE, SIDE, 3)
    assert made.names == ("p0", "p1", "p2")
    assert made.labels.tolist() == [0] * 4 + [1] * 4 + [2] * 4
    assert made.paths[:2] == ("p0/0.png", "p0/1.png")
    assert [made.take([place])[0, 20, 20].tolist() for place in (0, 6)] == [[60, 30, 30], [102, 51, 30]]
    # The picture is 112 pixels wide, as the template: it becomes the window, and the margin lies beyond it.
    assert not made.crops[0, 20, :3].any()
    assert made.crops[0, 20, 5:35].any(axis=1).all()


def test_the_window_is_what_the_program_cuts_out() -> None:
    spec = DataSpec(size=112, margin=0.07)
    assert crop_side(spec) == 128
    np.testing.assert_allclose(window_points(spec), ARCFACE_TEMPLATE + 8)


def test_only_the_owner_reads_a_set(pictures: Path, tmp_path: Path) -> None:
    aligned(pictures, tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    files = [path for path in (tmp_path / "out").iterdir() if path.name != ".lock"]
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_same_pictures_are_not_looked_at_twice(pictures: Path, tmp_path: Path) -> None:
    first = aligned(pictures, tmp_path / "out")
    detector = CornerDetector()
    again = align_people(read_people(pictures), Finder(detector, "yunet"), SPEC, tmp_path / "out", ignore)
    assert detector.seen == []
    assert again.fingerprint == first.fingerprint == open_aligned(tmp_path / "out").fingerprint


@pytest.mark.parametrize("change", ["picture", "option", "model", "pixels"])
def test_what_changed_is_aligned_anew(pictures: Path, tmp_path: Path, change: str) -> None:
    first = aligned(pictures, tmp_path / "out")
    old = first.fingerprint
    if change == "picture":
        paint(pictures / "p1" / "new.png", 200)
    if change == "pixels":
        next((tmp_path / "out").glob("crops-*")).write_bytes(b"short")
    spec = DataSpec(size=48) if change == "option" else SPEC
    detector = CornerDetector()
    model = "other" if change == "model" else "yunet"
    made = align_people(read_people(pictures), Finder(detector, model), spec, tmp_path / "out", ignore)
    assert detector.seen
    assert (made.fingerprint == old) == (change in ("model", "pixels"))
    assert len(list((tmp_path / "out").glob("crops-*"))) == 1


def test_the_fingerprint_is_of_the_contents_alone(pictures: Path, tmp_path: Path) -> None:
    first = aligned(pictures, tmp_path / "out")
    moved = pictures.rename(tmp_path / "elsewhere")
    (moved / "p0" / "0.png").touch()
    assert aligned(moved, tmp_path / "other").fingerprint == first.fingerprint
    paint(moved / "p0" / "0.png", 61)
    assert aligned(moved, tmp_path / "third").fingerprint != first.fingerprint


def broken(folder: Path) -> None:
    """Files that are no good, one of each kind."""
    whole = (folder / "0.png").read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("this is not a picture")
    (folder / "notes.txt").write_text("neither is this")
    (folder / "noise.png").write_bytes(whole[:40] + bytes(range(256)))
    paint(folder / "dark.png", 0)
    paint(folder / "line.png", 90, (3000, 1))
    paint(folder / "dot.png", 90, (1, 1))
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    # A header that promises a picture of 60,000 by 60,000 pixels.
    (folder / "huge.pgm").write_bytes(b"P5\n60000 60000\n255\n")


def test_files_that_are_no_good_are_told_and_passed_over(pictures: Path, tmp_path: Path) -> None:
    broken(pictures / "p1")
    found = read_people(pictures)
    missing = People(found.folder, found.layout, found.pictures, found.others, (pictures / "p9" / "1.jpg",))
    made = align_people(missing, Finder(CornerDetector(), "yunet"), SPEC, tmp_path / "out", ignore)
    # A dot and a line show nothing the first time; with a frame around them they are large enough for this detector.
    assert len(made) == 14
    assert dict(made.failures) == {
        "p1/cut.png": "Picture broken",
        "p1/dark.png": NO_FACE,
        "p1/empty.jpg": "Not a picture",
        "p1/gone.jpg": "Picture not readable",
        "p1/huge.pgm": "Picture too large",
        "p1/noise.png": "Not a picture",
        "p1/notes.txt": OTHER_FILE,
        "p1/text.jpg": "Not a picture",
        "p9/1.jpg": NOT_THERE,
    }


def test_the_middle_is_taken_of_pictures_without_a_face_where_that_is_wanted(pictures: Path, tmp_path: Path) -> None:
    wide = np.zeros((50, 90, 3), np.uint8)
    wide[:, 20:70] = (7, 8, 9)
    Image.fromarray(wide).save(pictures / "p0" / "dark.png")
    made = aligned(pictures, tmp_path / "out", SPEC.model_copy(update={"without_face": "whole"}))
    assert len(made) == 13
    crop = made.take([made.paths.index("p0/dark.png")])[0]
    assert (crop == (7, 8, 9)).all()


def test_nobody_is_an_error_and_leaves_no_set(tmp_path: Path) -> None:
    paint(tmp_path / "in" / "p" / "dark.png", 0)
    with pytest.raises(TrainingError, match="1 failed"):
        aligned(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out" / SET_FILE).exists()


def stop_after(count: int) -> object:
    def progress(done: int, total: int) -> None:
        if done == count:
            raise StoppedError

    return progress


def test_what_was_stopped_is_no_set_and_is_gone_on_with(pictures: Path, tmp_path: Path) -> None:
    whole = aligned(pictures, tmp_path / "whole")
    people, finder = read_people(pictures), Finder(CornerDetector(), "yunet")
    with pytest.raises(StoppedError):
        align_people(people, finder, SPEC, tmp_path / "out", stop_after(7))
    with pytest.raises(TrainingError):
        open_aligned(tmp_path / "out")
    detector = CornerDetector()
    made = align_people(people, Finder(detector, "yunet"), SPEC, tmp_path / "out", ignore)
    assert len(detector.seen) == 5
    assert made.fingerprint == whole.fingerprint
    assert np.array_equal(made.crops, whole.crops)
    assert not list((tmp_path / "out").glob(".unfinished*"))


@pytest.mark.parametrize("damage", ["pixels cut", "pixels changed", "line cut", "lines gone", "pixels gone", "rubbish"])
def test_what_was_half_written_is_not_believed(pictures: Path, tmp_path: Path, damage: str) -> None:
    whole = aligned(pictures, tmp_path / "whole")
    people, out = read_people(pictures), tmp_path / "out"
    with pytest.raises(StoppedError):
        align_people(people, Finder(CornerDetector(), "yunet"), SPEC, out, stop_after(7))
    (pixels,), (lines,) = out.glob("*.crops"), out.glob("*.jsonl")
    data, text = pixels.read_bytes(), lines.read_bytes()
    left = {"pixels cut": 5, "pixels changed": 2, "line cut": 6, "lines gone": 0, "pixels gone": 0, "rubbish": 7}
    if damage == "pixels cut":
        pixels.write_bytes(data[: 5 * SIDE * SIDE * 3 + 100])
    elif damage == "pixels changed":
        place = 2 * SIDE * SIDE * 3 + 50
        pixels.write_bytes(data[:place] + b"\xff\x00\xff" + data[place + 3 :])
    elif damage == "line cut":
        lines.write_bytes(text[:-10])
    elif damage == "rubbish":
        lines.write_bytes(text + b"{}\n\xff\xfe\n")
        pixels.write_bytes(data + b"more")
    else:
        (lines if damage == "lines gone" else pixels).unlink()
    detector = CornerDetector()
    made = align_people(people, Finder(detector, "yunet"), SPEC, out, ignore)
    assert len(detector.seen) == 12 - left[damage]
    assert made.fingerprint == whole.fingerprint
    assert np.array_equal(made.crops, whole.crops)


def test_an_interrupted_set_of_other_pictures_is_not_mixed_in(pictures: Path, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        align_people(read_people(pictures), Finder(CornerDetector(), "a"), SPEC, tmp_path / "out", stop_after(7))
    detector = CornerDetector()
    align_people(read_people(pictures), Finder(detector, "b"), SPEC, tmp_path / "out", ignore)
    assert len(detector.seen) == 12
    assert not list((tmp_path / "out").glob(".unfinished*"))


def test_the_old_set_stays_until_the_new_one_is_whole(pictures: Path, tmp_path: Path) -> None:
    first = aligned(pictures, tmp_path / "out")
    paint(pictures / "p1" / "new.png", 200)
    with pytest.raises(StoppedError):
        align_people(read_people(pictures), Finder(CornerDetector(), "yunet"), SPEC, tmp_path / "out", stop_after(7))
    assert open_aligned(tmp_path / "out").fingerprint == first.fingerprint


def test_two_do_not_write_into_one_folder(pictures: Path, tmp_path: Path) -> None:
    def meanwhile(done: int, total: int) -> None:
        with pytest.raises(TrainingError, match="Another process"):
            aligned(pictures, tmp_path / "out")

    align_people(read_people(pictures), Finder(CornerDetector(), "yunet"), SPEC, tmp_path / "out", meanwhile)


def test_a_folder_that_cannot_be_made_is_an_error(pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainingError, match="cannot be written"):
        aligned(pictures, tmp_path / "file" / "out")


def test_a_disk_that_fills_up_is_said_and_what_is_done_is_kept(
    pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = aligned(pictures, tmp_path / "whole")
    add = Journal.add

    def full(journal: Journal, entry: Entry, crop: Crops | None = None) -> None:
        if len(journal.entries) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        add(journal, entry, crop)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "add", full)
        with pytest.raises(TrainingError, match="No space left"):
            aligned(pictures, tmp_path / "out")
    detector = CornerDetector()
    made = align_people(read_people(pictures), Finder(detector, "yunet"), SPEC, tmp_path / "out", ignore)
    assert len(detector.seen) == 7
    assert made.fingerprint == whole.fingerprint


def test_a_disk_that_is_too_small_is_said_before_work_begins(
    pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 12 * SIDE * SIDE * 3 - 1

    monkeypatch.setattr(align.shutil, "disk_usage", lambda path: Usage)
    with pytest.raises(TrainingError, match="Disk too small"):
        aligned(pictures, tmp_path / "out")


class Excluding(Nobody):
    """Leaves out p0 by name and whoever has a picture of a certain colour."""

    def near(self, cut: Cut) -> str:
        return "lfw/x.jpg" if cut.crop[20, 20, 0] == 102 else ""


def test_people_of_an_evaluation_are_left_out(pictures: Path, tmp_path: Path) -> None:
    exclusion = Excluding("k", {"p0": "has the name of somebody"})
    detector = CornerDetector()
    people = read_people(pictures)
    made = align_people(people, Finder(detector, "yunet"), SPEC, tmp_path / "out", ignore, exclusion)
    assert made.names == ("p2",)
    assert made.labels.tolist() == [0] * 4
    assert dict(made.excluded) == {"p0": "has the name of somebody", "p1": "p1/2.png shows the face of lfw/x.jpg"}
    assert len(detector.seen) == 8
    without = align_people(people, Finder(detector, "yunet"), SPEC, tmp_path / "out", ignore)
    assert without.classes == 3


def test_faces_are_looked_for_again_in_a_frame() -> None:
    detector = CornerDetector()
    dark = np.zeros((64, 40, 3), np.uint8)
    assert FaceCutter(detector, SPEC).cut(dark, centred=False) is None
    assert detector.seen == [(64, 40, 3), (512, 416, 3)]
    detector.seen.clear()
    FaceCutter(detector, SPEC).cut(np.zeros((1000, 5000, 3), np.uint8), centred=True)
    assert detector.seen == [(1000, 5000, 3), (1229, 2048, 3)]
