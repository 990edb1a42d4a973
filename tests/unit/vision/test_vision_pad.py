"""Presentation attack detection by texture, with networks whose answers are known."""

from __future__ import annotations

import re

import numpy as np
import onnx
import pytest
from helpers.vision_fakes import FakeSession, write_manifest
from onnx import TensorProto, helper, numpy_helper

from facegate.domain.faces import Box, Detection
from facegate.domain.ids import ModelId
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule, PadRules
from facegate.errors import ModelError
from facegate.vision.extras import Extras
from facegate.vision.manifest import load_manifest
from facegate.vision.pad import MiniFasNet, MiniFasNetPair
from facegate.vision.pad_part import PadPart
from facegate.vision.store import ModelStore

RULES = PadRules({Cue.TEXTURE: CueRule(-3.0, 0.0, "made up", "2026-01-01")})
BLACK = np.zeros((80, 80, 3), np.uint8)


def part(**changes) -> PadPart:
    given = {
        "decoder": "minifasnet",
        "scale": 2.0,
        "face": "area",
        "bona_fide": 1,
        "attacks": (0, 2),
        "least_inter_eye": 10.0,
        "least_scale": 1.5,
        "least_beside": 0.2,
    }
    return PadPart.model_validate(given | changes)


def network(logits=(0.0, 0.0, 0.0), **changes) -> tuple[MiniFasNet, FakeSession]:
    session = FakeSession(("logits",), lambda batch: [np.tile(np.array([logits], np.float32), (len(batch), 1))])
    return MiniFasNet(session, ModelId("made-up"), part(**changes)), session


def at(x: float, y: float, width: float, height: float) -> Detection:
    eyes = np.array([(0.3, 0.4), (0.7, 0.4), (0.5, 0.6), (0.35, 0.8), (0.65, 0.8)]) * (width, height) + (x, y)
    return Detection(Box(x, y, width, height), eyes.astype(np.float32), 1.0)


def ramp(height: int, width: int) -> np.ndarray:
    """Blue says how far right a pixel is, green how far down."""
    rows, columns = np.mgrid[:height, :width]
    return np.stack([columns, rows, np.zeros_like(rows)], axis=2).astype(np.uint8)


def seen(image, detection, **changes) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of what the network sees, to a pixel."""
    crop = network(**changes)[0].crop(image, detection)
    assert crop.shape == (80, 80, 3)
    return crop[0, 0, 0], crop[0, -1, 0], crop[0, 0, 1], crop[-1, 0, 1]


@pytest.mark.parametrize(
    ("face", "expected"),
    [
        ("box", (80, 120, 60, 140)),
        ("area", (72, 128, 72, 128)),
        ("longer", (60, 140, 60, 140)),
        ("width", (80, 120, 80, 120)),
    ],
)
def test_what_counts_as_the_face(face, expected):
    assert seen(ramp(200, 200), at(90, 80, 20, 40), face=face, least_inter_eye=5.0) == pytest.approx(expected, abs=1)


def test_near_an_edge_what_is_seen_is_shifted_inwards():
    assert seen(ramp(200, 200), at(10, 5, 40, 40)) == pytest.approx((0, 80, 0, 80), abs=1)
    assert seen(ramp(200, 200), at(150, 155, 40, 40)) == pytest.approx((119, 199, 119, 199), abs=1)


def test_in_a_low_picture_less_is_seen_of_both_directions():
    assert seen(ramp(100, 200), at(70, 20, 60, 60)) == pytest.approx((50, 150, 0, 99), abs=1)


@pytest.mark.parametrize(
    "detection",
    [at(90, 90, 20, 40), at(30, 30, 140, 140), at(5, 80, 50, 50), at(145, 80, 50, 50), at(80, -20, 50, 50)],
    ids=["small", "fills the picture", "at the left", "at the right", "cut off"],
)
def test_a_look_with_too_little_in_it_is_not_judged(detection):
    pair = MiniFasNetPair([network()[0], network(scale=4.0)[0]], RULES)
    assert pair.sample(ramp(200, 200), detection, 0.7) is None
    assert pair.sample(ramp(200, 200), at(80, 80, 40, 40), 0.7) is not None


def test_score_is_the_mean_of_the_log_odds():
    first, second = network((1.0, 3.0, 2.0))[0], network((0.0, -1.0, 0.0), attacks=(0,))[0]
    one = 3.0 - np.log(np.e + np.exp(2.0))
    sample = PadSample((BLACK, BLACK), 1.0)
    assert MiniFasNetPair([first, second], RULES).score([sample, sample]) == pytest.approx([(one - 1.0) / 2] * 2)


def test_many_looks_are_one_run_of_each_network():
    (first, one), (second, two) = network(), network(scale=4.0)
    pair = MiniFasNetPair([first, second], RULES)
    image = np.full((200, 200, 3), (10, 20, 30), np.uint8)
    assert pair.score([pair.sample(image, at(80, 80, 40, 40), 0.5)] * 3) == pytest.approx([-np.log(2)] * 3)
    assert one.shapes == two.shapes == [(3, 3, 80, 80)]
    # Blue first, not scaled.
    np.testing.assert_array_equal(one.batches[0][1, :, 40, 40], [10, 20, 30])
    assert pair.score([]) == []
    assert len(one.shapes) == 1


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [(np.zeros((1, 2)), "shape"), (np.zeros((2, 3)), "shape"), (np.full((1, 3), np.nan), "finite")],
)
def test_answer_of_another_kind_is_refused(answer, complaint):
    session = FakeSession(("logits",), lambda batch: [answer.astype(np.float32)])
    with pytest.raises(ModelError, match=complaint):
        MiniFasNet(session, ModelId("made-up"), part()).log_odds([BLACK])


@pytest.mark.parametrize(
    "changes",
    [{"bona_fide": 2}, {"attacks": (0, 3)}, {"attacks": ()}, {"least_scale": 2.5}, {"colour": "rgb"}],
    ids=str,
)
def test_impossible_description_is_refused(changes):
    with pytest.raises(ValueError, match=next(iter(changes)).replace("bona_fide", "bona fide")):
        part(**changes)


@pytest.mark.parametrize("cues", [[], ["swap"], ["texture", "texture"]], ids=str)
def test_limits_need_texture_once(cues):
    rule = {"attack_below": -3.0, "source": "made up", "date": "2026-01-01"}
    rules = {"looks": 2, "most_looks": 5, "cues": [{"cue": cue, **rule} for cue in cues]}
    with pytest.raises(ValueError, match=r"cues|texture"):
        part(rules=rules)


def judging_network(per_picture: bool = True) -> bytes:
    """A network of MiniFASNet's form, exported for one picture; the other kind says the same of all pictures."""
    axes = [2, 3] if per_picture else [0, 2, 3]
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["x"], ["means"], keepdims=1, axes=axes),
            helper.make_node("Constant", [], ["flat"], value=numpy_helper.from_array(np.array([1, -1], np.int64))),
            helper.make_node("Reshape", ["means", "flat"], ["logits"]),
        ],
        "judging",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 80, 80])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 3])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return onnx.ModelProto.SerializeToString(model)


LIMITS = """[pad.rules]
partners = ["second"]
looks = 2
most_looks = 3
[[pad.rules.cues]]
cue = "texture"
attack_below = -3.0
bona_fide_from = 0.5
source = "made up"
date = "2026-01-01"
"""


def write_pad(folder, model_id, limits="", data=None):
    """An optional model for attacks whose file lies beside its manifest."""
    data = data or judging_network()
    path = write_manifest(folder, model_id, data, default=False)
    (folder / f"{model_id}.bin").write_bytes(data)
    text = path.read_text("utf-8").replace('"detector"', '"pad"')
    text = text.replace("[prepare]", 'optional = true\nwithout = "Nobody is identified."\n[prepare]')
    text = text.replace('"height", "width"', "80, 80")
    own = part().model_dump(exclude={"rules"})
    lines = "".join(
        f"{key} = {list(value) if isinstance(value, tuple) else repr(value)}\n" for key, value in own.items()
    )
    text = re.sub(r"\[detector\].*?(?=\[\[variants)", f"[pad]\n{lines}{limits}", text, flags=re.DOTALL)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def store(tmp_path):
    write_pad(tmp_path / "program", "first", LIMITS)
    write_pad(tmp_path / "program", "second")
    return ModelStore(tmp_path / "models", tmp_path / "program")


def test_the_pair_is_installed_for_any_number_of_looks_and_has_its_limits(store):
    assert set(store.install().installed) == {"first", "second"}
    assert store.needed_for_pad() == ("first", "second")
    pair = Extras(store).pad()
    assert (pair.rules.looks, pair.rules.most_looks) == (2, 3)
    assert pair.rules.cues[Cue.TEXTURE].bona_fide_from == 0.5
    # Blue stands for print, green for bona fide.
    samples = [PadSample((np.full((80, 80, 3), colour, np.uint8),) * 2, 1.0) for colour in ((9, 0, 0), (0, 9, 0))]
    assert pair.score(samples) == pytest.approx([-9.0, 9.0 - np.log(2)], abs=1e-3)


@pytest.mark.parametrize("lost", ["first", "second"])
def test_half_a_pair_judges_nothing(store, lost):
    store.install()
    store.prepared_path(lost).unlink()
    assert Extras(store).pad() is None


def test_network_that_mixes_pictures_up_is_not_installed(tmp_path):
    write_pad(tmp_path / "program", "first", data=judging_network(per_picture=False))
    report = ModelStore(tmp_path / "models", tmp_path / "program").install()
    assert list(report.without) == ["first"]


def test_limits_of_an_unknown_partner_are_no_set(tmp_path):
    write_pad(tmp_path / "program", "first", LIMITS)
    store = ModelStore(tmp_path / "models", tmp_path / "program")
    store.install()
    assert Extras(store).pad() is None


def test_network_for_one_look_at_a_time_is_refused(tmp_path):
    path = write_pad(tmp_path, "first")
    path.write_text(path.read_text("utf-8").replace('["batch",', "[1,"), "utf-8")
    with pytest.raises(ModelError, match="several looks"):
        load_manifest(path)
