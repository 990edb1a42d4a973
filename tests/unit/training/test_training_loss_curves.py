from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from facegate.cli import train_curves
from facegate.errors import StorageError
from facegate.training.losses import curve_picture
from facegate.training.losses.curves import DEGREES, loss_curves
from facegate.training.losses.specs import (
    AMSoftmaxSpec,
    Annealing,
    ArcFaceSpec,
    ContrastiveSpec,
    LSoftmaxSpec,
    SphereFaceSpec,
    TripletSpec,
)
from facegate.training.losses.target_logits import contrastive_cost, multiplied_angle, target_logit, triplet_cost

RIGHT = np.radians(np.array([0.0, 60.0, 90.0, 180.0]))


def run(*words: str) -> tuple[int, str]:
    app = typer.Typer()
    app.callback()(lambda: None)
    train_curves.add_to(app)
    outcome = CliRunner().invoke(app, ["curves", *words])
    return outcome.exit_code, outcome.output


def test_multiplied_angles_by_hand() -> None:
    assert multiplied_angle(RIGHT, 1) == pytest.approx(np.cos(RIGHT))
    assert multiplied_angle(RIGHT, 2) == pytest.approx([1.0, -0.5, -1.0, -3.0])
    assert multiplied_angle(RIGHT, 4) == pytest.approx([1.0, -1.5, -3.0, -7.0])


@pytest.mark.parametrize("margin", [1, 2, 3, 4])
def test_multiplied_angles_fall_without_a_step(margin: int) -> None:
    fine = multiplied_angle(np.linspace(0.0, np.pi, 20_001), margin)
    assert (np.diff(fine) <= 1e-12).all()
    assert np.abs(np.diff(fine)).max() < 1e-3


def test_target_logits_by_hand() -> None:
    assert target_logit(AMSoftmaxSpec(), RIGHT) == pytest.approx([0.65, 0.15, -0.35, -1.35])
    expected = [np.cos(0.5), np.cos(np.pi / 3 + 0.5), np.cos(np.pi / 2 + 0.5), -1.0 - 0.5 * np.sin(0.5)]
    assert target_logit(ArcFaceSpec(), RIGHT) == pytest.approx(expected)
    assert target_logit(SphereFaceSpec(), RIGHT) == pytest.approx([1.0, (2.5 - 1.5) / 6, -0.5, -2.0])
    assert target_logit(LSoftmaxSpec(annealing=Annealing(lowest=1.0)), RIGHT) == pytest.approx([1.0, -0.5, -1.5, -4.0])


@pytest.mark.parametrize("margin", [0.1, 0.5, 1.5])
def test_arcface_falls_beyond_the_last_angle(margin: float) -> None:
    assert (np.diff(target_logit(ArcFaceSpec(margin=margin), np.linspace(0.0, np.pi, 2_001))) < 0.0).all()


def test_costs_of_pairs_by_hand() -> None:
    spec = ContrastiveSpec(margin=2.0, epsilon=1e-12)
    assert contrastive_cost(spec, RIGHT, same=True) == pytest.approx([0.0, 0.5, 1.0, 2.0])
    apart = [2.0, 0.5, (2.0 - np.sqrt(2.0)) ** 2 / 2, 0.0]
    assert contrastive_cost(spec, RIGHT, same=False) == pytest.approx(apart, abs=1e-5)
    quarter = np.full_like(RIGHT, np.pi / 2)
    assert triplet_cost(TripletSpec(), RIGHT, quarter) == pytest.approx([0.0, 0.0, 0.2, 2.2])


def test_every_loss_is_on_the_picture() -> None:
    curves = loss_curves()
    assert {kind for curve in curves for kind in curve.losses} == {
        "triplet",
        "contrastive",
        "softmax",
        "l2_softmax",
        "center",
        "l_softmax",
        "sphereface",
        "normface",
        "am_softmax",
        "arcface",
    }
    assert all(curve.values.shape == DEGREES.shape and np.isfinite(curve.values).all() for curve in curves)


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curve_picture, "draw_curves", lambda: b"blank")


@pytest.mark.usefixtures("blank")
def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Picture not written"):
        curve_picture.save_curves(tmp_path / "file" / "curves.png")


def test_the_command_writes_the_picture_and_prints_the_numbers(tmp_path: Path) -> None:
    file = tmp_path / "new" / "curves.png"
    status, output = run(str(file), "--json")
    assert status == 0
    record = json.loads(output)
    picture = Image.open(file)
    assert picture.format == "PNG"
    assert picture.width > 1000
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 50
    assert record["degrees"][-1] == 180.0
    large = next(curve for curve in record["curves"] if curve["losses"] == ["l_softmax"])
    assert large["values"][-1] == -7.0


@pytest.mark.usefixtures("blank")
def test_the_command_shows_a_table(tmp_path: Path) -> None:
    status, output = run(str(tmp_path / "curves.png"))
    assert status == 0
    assert "-1.350" in output


def test_specs_and_curves_need_no_pytorch() -> None:
    code = (
        "import sys; from facegate.training.losses import specs, needs, bounds, curve_picture; "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
