from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facegate.domain.ids import ModelId
from facegate.training.data.align import Finder, align_people
from facegate.training.data.cutting import FaceCutter
from facegate.training.data.exclusion import EvaluationPeople
from facegate.training.data.layouts import read_people
from facegate.training.data.specs import DataSpec
from facegate.vision.images import read_image
from facegate.vision.stack import VisionStack, load_vision
from facegate.vision.store import ModelStore

DETECTOR = "yunet-2023mar"
SPEC = DataSpec(size=64)


@pytest.fixture(scope="module")
def vision(models_dir: Path) -> VisionStack:
    store = ModelStore(models_dir, Path(__file__).resolve().parents[3] / "models")
    return load_vision(store, ModelId(DETECTOR), ModelId("sface-2021dec-centred"), "cpu", 640)


def ignore(done: int, total: int) -> None:
    pass


def test_published_layouts_are_known(test_data: Path) -> None:
    assert read_people(test_data / "training").layout == "att"
    faces = read_people(test_data / "training" / "att_faces")
    assert (faces.layout, len(faces.pictures), faces.count) == ("att", 40, 400)
    labelled = read_people(test_data / "lfw")
    assert (labelled.layout, len(labelled.pictures), labelled.count) == ("lfw", 2086, 3811)
    assert read_people(test_data / "people").layout == "folders"


def linked(folder: Path, pictures: dict[str, list[Path]]) -> Path:
    for name, paths in pictures.items():
        (folder / name).mkdir(parents=True)
        for path in paths:
            (folder / name / path.name).symlink_to(path)
    return folder


def test_small_grey_portraits_are_aligned(test_data: Path, vision: VisionStack, tmp_path: Path) -> None:
    source = test_data / "training" / "att_faces"
    people = {name: [source / name / f"{picture}.pgm" for picture in (1, 2)] for name in ("s1", "s2", "s3")}
    found = read_people(linked(tmp_path / "in", people))
    made = align_people(found, Finder(vision.photo_detector, DETECTOR), SPEC, tmp_path / "out", ignore)
    assert (made.classes, len(made), made.failures) == (3, 6, {})
    # An eye is darker than the bridge of the nose, wherever the face was in the picture.
    crops, edge = made.take(range(6))[..., 0].astype(float), (made.side - 64) // 2
    down, eye, bridge = (round(edge + place * 64 / 112) for place in (51.6, 38.3, 56.0))
    rows = crops[:, down - 2 : down + 3]
    assert (rows[:, :, eye - 2 : eye + 3].min((1, 2)) < rows[:, :, bridge - 1 : bridge + 2].mean((1, 2))).all()


def test_the_window_is_what_the_program_cuts_out_for_a_network(test_data: Path, vision: VisionStack) -> None:
    spec = DataSpec(size=112, margin=0.07)
    for name in ("lfw/images/Aaron_Sorkin/Aaron_Sorkin_0001.jpg", "training/att_faces/s1/1.pgm"):
        image = read_image(test_data / name)
        cut = FaceCutter(vision.photo_detector, spec).cut(image, centred=True)
        assert cut is not None
        assert cut.face is not None
        expected = vision.aligner.align(image, cut.face)[:, :, ::-1]
        assert np.abs(cut.crop[8:120, 8:120].astype(int) - expected).max() <= 1


def test_pictures_of_a_few_pixels_are_looked_at_without_harm(vision: VisionStack) -> None:
    cutter = FaceCutter(vision.photo_detector, SPEC.model_copy(update={"without_face": "whole"}))
    for shape in ((1, 1), (1, 300), (300, 1), (7, 5)):
        cut = cutter.cut(np.full((*shape, 3), 127, np.uint8), centred=False)
        assert cut is not None
        assert cut.face is None
        assert cut.crop.shape == (72, 72, 3)


def test_a_face_of_sixteen_pixels_is_found(test_data: Path, vision: VisionStack) -> None:
    image = read_image(test_data / "training" / "att_faces" / "s1" / "1.pgm")
    tiny = np.asarray(Image.fromarray(image).resize((20, 24), Image.Resampling.BOX))
    cut = FaceCutter(vision.photo_detector, SPEC).cut(tiny, centred=True)
    assert cut is not None
    assert cut.face is not None


def test_the_same_photograph_is_known_when_it_was_saved_anew(
    test_data: Path, vision: VisionStack, tmp_path: Path
) -> None:
    images = test_data / "lfw" / "images"
    several = [folder for folder in sorted(images.iterdir()) if len(list(folder.iterdir())) > 1][:6]
    evaluation = read_people(linked(tmp_path / "evaluation", {f.name: [min(f.iterdir())] for f in several}))
    changes = {
        "half": lambda picture: picture.resize((125, 125)),
        "larger": lambda picture: picture.resize((400, 400)),
        "cut": lambda picture: picture.crop((20, 15, 235, 240)),
        "grey": lambda picture: picture.convert("L"),
        "same": lambda picture: picture,
        "lighter": lambda picture: picture.point(lambda value: min(255, value * 1.15 + 10)),
    }
    for (name, change), folder in zip(changes.items(), several, strict=True):
        (tmp_path / "in" / name).mkdir(parents=True)
        with Image.open(min(folder.iterdir())) as picture:
            change(picture).save(tmp_path / "in" / name / "renamed.jpg", quality=50)
    strangers = sorted(images.iterdir())[-3:]
    linked(tmp_path / "in", {folder.name: [min(folder.iterdir())] for folder in strangers})
    people = read_people(tmp_path / "in")
    exclusion = EvaluationPeople(people, [evaluation], vision, ignore)
    made = align_people(people, Finder(vision.photo_detector, DETECTOR), SPEC, tmp_path / "out", ignore, exclusion)
    assert exclusion.names == {}
    assert set(made.excluded) == set(changes)
    assert set(made.names) == {folder.name for folder in strangers}
