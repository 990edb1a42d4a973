"""Lists of labelled faces: WIDER FACE's, RetinaFace's and dlib's."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from scipy.io import savemat

from facegate.domain.faces import Box, Detection
from facegate.errors import TrainingError
from facegate.training.detection.dlib_labels import convert_dlib, read_dlib
from facegate.training.detection.labels import LABEL_FILE, read_labels
from facegate.training.detection.levels import levels_by_height, levels_by_lists
from facegate.training.detection.wider import read_label_txt, read_wider_list, write_label_txt

WIDER = """0--Parade/a.jpg
2
10 20 30 40 0 0 0 0 0 0
1 2 3 4 0 0 0 1 0 0
0--Parade/empty.jpg
0
0 0 0 0 0 0 0 0 0 0
1--Group/b.jpg
1
5 6 0 8 0 0 0 0 0 0
"""
POINTS = "1 2 0 3 4 0 5 6 1 7 8 0 9 10 0"
UNKNOWN = " ".join(["-1"] * 15)


def test_wider_list(tmp_path):
    path = tmp_path / "wider_face_val_bbx_gt.txt"
    path.write_text(WIDER, "utf-8")
    listed = read_wider_list(path)
    assert list(listed) == ["0--Parade/a.jpg", "0--Parade/empty.jpg", "1--Group/b.jpg"]
    first, invalid = listed["0--Parade/a.jpg"]
    assert (first.corner, first.size, first.landmarks, first.ignored) == ((10, 20), (30, 40), None, False)
    assert invalid.ignored
    assert listed["0--Parade/empty.jpg"] == []
    # A face without width cannot be found.
    assert listed["1--Group/b.jpg"][0].ignored


def test_label_txt(tmp_path):
    path = tmp_path / LABEL_FILE
    path.write_text(f"# a/b.jpg\n10 20 30 40 {POINTS} 0.8\n1 2 3 4 {UNKNOWN} 1\n1 2 3 4\n# none.jpg\n", "utf-8")
    listed = read_label_txt(path)
    known, unknown, plain = listed["a/b.jpg"]
    assert known.landmarks.tolist() == [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]
    assert np.isnan(unknown.landmarks).all()
    assert plain.landmarks is None
    assert [face.ignored for face in listed["a/b.jpg"]] == [False, False, False]
    assert listed["none.jpg"] == []


def test_what_is_written_is_read_again(tmp_path):
    path, again = tmp_path / "first.txt", tmp_path / "second.txt"
    path.write_text(f"# a.jpg\n10.5 20 30 40 {POINTS} 1\n1 2 3 4 {UNKNOWN} -1\n# b.jpg\n", "utf-8")
    write_label_txt(again, read_label_txt(path))
    one, other = read_label_txt(path), read_label_txt(again)
    assert list(one) == list(other)
    for face, same in zip(one["a.jpg"], other["a.jpg"], strict=True):
        assert (face.corner, face.size, face.ignored) == (same.corner, same.size, same.ignored)
        np.testing.assert_array_equal(face.landmarks, same.landmarks)
    assert [face.ignored for face in other["a.jpg"]] == [False, True]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1 2 3 4\n", 1),
        ("# a.jpg\n1 2 3\n", 2),
        ("# a.jpg\n1 2 3 x\n", 2),
        ("# a.jpg\n1 2 3 nan\n", 2),
        ("# ../a.jpg\n", 1),
        ("# /etc/a.jpg\n", 1),
        ("# nothing\n", 1),
    ],
)
def test_wrong_label_txt_is_refused_with_its_line(tmp_path, text, line):
    path = tmp_path / LABEL_FILE
    path.write_text(text, "utf-8")
    with pytest.raises(TrainingError, match=f"line {line}:"):
        read_label_txt(path)


@pytest.mark.parametrize("text", ["a.jpg\n", "a.jpg\nb.jpg\n", "a.jpg\n2\n1 2 3 4\n", "a.jpg\n1\n1 2\n", "1\n"])
def test_wrong_wider_list_is_refused(tmp_path, text):
    path = tmp_path / "wider_face_train_bbx_gt.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(TrainingError, match="line"):
        read_wider_list(path)


@pytest.mark.parametrize("folder", ["images", "WIDER_val/images", "."])
def test_pictures_are_found_beside_the_list(tmp_path, folder):
    (tmp_path / "wider_face_val_bbx_gt.txt").write_text(WIDER, "utf-8")
    file = tmp_path / folder / "0--Parade" / "a.jpg"
    file.parent.mkdir(parents=True)
    file.touch()
    pictures = read_labels(tmp_path)
    assert pictures[0].path.samefile(file)
    assert pictures[0].boxes.tolist() == [[10, 20, 40, 60], [1, 2, 4, 6]]
    assert pictures[0].ignored.tolist() == [False, True]
    assert np.isnan(pictures[0].landmarks).all()
    assert pictures[1].boxes.shape == (0, 4)


def test_folder_without_one_list_is_refused(tmp_path):
    with pytest.raises(TrainingError, match="no lists"):
        read_labels(tmp_path)
    for name in (LABEL_FILE, "wider_face_val_bbx_gt.txt"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(TrainingError, match="2 lists"):
        read_labels(tmp_path)


def test_levels_by_height_hold_each_other(tmp_path):
    lines = "\n".join(f"0 0 5 {height}" for height in (60, 50, 40, 30, 20, 10, 9))
    (tmp_path / LABEL_FILE).write_text(f"# a.jpg\n{lines}\n0 0 99 99 {UNKNOWN} -1\n", "utf-8")
    (picture,) = read_labels(tmp_path)
    counts = {level.name: int(level.counted(picture).sum()) for level in levels_by_height()}
    assert counts == {"all": 7, "easy": 2, "medium": 4, "hard": 6}


def test_levels_by_the_benchmarks_lists(tmp_path):
    (tmp_path / "wider_face_val_bbx_gt.txt").write_text(WIDER, "utf-8")
    for level, places in (("easy", [1]), ("medium", [2, 1]), ("hard", [])):
        write_list(tmp_path / f"wider_{level}_val.mat", "0--Parade", "a", places)
    pictures = read_labels(tmp_path)
    counted = {level.name: [level.counted(each).tolist() for each in pictures] for level in levels_by_lists(tmp_path)}
    assert counted["easy"] == [[True, False], [], [False]]
    # The list says what counts, whatever the label says.
    assert counted["medium"] == [[True, True], [], [False]]
    assert counted["hard"] == [[False, False], [], [False]]


def write_list(path, event, file, places):
    """As the benchmark has it: cells of cells."""
    savemat(
        path,
        {
            "event_list": cell([event]),
            "file_list": cell([cell([file])]),
            "gt_list": cell([cell([np.array(places, np.uint16).reshape(-1, 1)])]),
        },
    )


def cell(values):
    made = np.empty((len(values), 1), object)
    made[:, 0] = values
    return made


def test_file_that_is_no_list_of_the_benchmark_is_refused(tmp_path):
    (tmp_path / "wider_easy_val.mat").write_bytes(b"no MATLAB")
    with pytest.raises(TrainingError, match="wider_easy_val"):
        levels_by_lists(tmp_path)
    with pytest.raises(TrainingError):
        levels_by_lists(tmp_path / "nowhere")


DLIB = """<?xml version='1.0'?>
<dataset><images>
  <image file='a.png'>
    <box top='10' left='20' width='30' height='40'/>
    <box top='60' left='60' width='20' height='20' ignore='1'/>
  </image>
  <image file='gone.png'><box top='0' left='0' width='9' height='9'/></image>
</images></dataset>
"""


class Finder:
    """Finds one face, about where the first box is."""

    def detect(self, image):
        return [Detection(Box(22, 8, 28, 44), np.arange(10, dtype=np.float32).reshape(5, 2), 0.9)]


@pytest.fixture
def dlib_file(tmp_path):
    Image.new("RGB", (100, 100)).save(tmp_path / "a.png")
    path = tmp_path / "faces.xml"
    path.write_text(DLIB, "utf-8")
    return path


def test_dlib_boxes_become_labels_with_the_detectors_landmarks(dlib_file, tmp_path):
    converted = convert_dlib([dlib_file], tmp_path / "out", Finder())
    assert (converted.pictures, converted.faces, converted.with_landmarks, converted.ignored) == (1, 2, 1, 1)
    assert [path.name for path in converted.skipped] == ["gone.png"]
    (picture,) = read_labels(tmp_path / "out")
    assert picture.path.is_file()
    assert picture.boxes.tolist() == [[20, 10, 50, 50], [60, 60, 80, 80]]
    assert picture.landmarks[0].ravel().tolist() == list(range(10))
    assert np.isnan(picture.landmarks[1]).all()
    assert picture.ignored.tolist() == [False, True]


def test_dlib_landmarks_of_68_points_become_five(tmp_path):
    parts = "".join(f"<part name='{number:02d}' x='{number}' y='{2 * number}'/>" for number in range(68))
    box = f"<box top='0' left='0' width='9' height='9'>{parts}</box>"
    path = tmp_path / "faces.xml"
    path.write_text(f"<dataset><images><image file='a.png'>{box}</image></images></dataset>", "utf-8")
    (face,) = read_dlib(path)["a.png"]
    assert face.landmarks.tolist() == [[38.5, 77], [44.5, 89], [30, 60], [48, 96], [54, 108]]


@pytest.mark.parametrize(
    "text", ["", "<dataset>", "<a><image><box/></image></a>", "<a><image file='x'><box/></image></a>"]
)
def test_xml_that_is_not_dlibs_is_refused(tmp_path, text):
    path = tmp_path / "faces.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(TrainingError, match="dlib"):
        read_dlib(path)


def test_pictures_of_one_name_are_refused(dlib_file, tmp_path):
    with pytest.raises(TrainingError, match=r"a\.png"):
        convert_dlib([dlib_file, dlib_file], tmp_path / "out", None)
