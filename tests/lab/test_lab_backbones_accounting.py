from __future__ import annotations

import json

import pytest
import torch
import typer
from typer.testing import CliRunner

from facegate.cli import train_backbones
from facegate.training.backbones.accounting import compare, size_of
from facegate.training.backbones.build import build_backbone
from facegate.training.backbones.published import PUBLISHED, Published
from facegate.training.backbones.specs import BACKBONE_NAMES, BackboneName, BackboneSpec


def test_every_network_has_published_figures() -> None:
    assert tuple(published.name for published in PUBLISHED) == BACKBONE_NAMES


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.name)
def test_networks_are_as_large_and_as_costly_as_published(published: Published) -> None:
    comparison = compare(published)
    assert abs(comparison.parameters_difference) < 0.01
    # Sources differ in which cheap operations they count.
    assert abs(comparison.flops_difference) < 0.02


def test_the_count_of_openface_for_nn2_and_of_facenet_for_its_tables() -> None:
    """OpenFace's NN2 has biases before its normalisations; FaceNet's table 1 gives each layer's parameters."""
    with torch.device("meta"):
        nn1 = build_backbone(BackboneSpec(name="nn1"))
        nn2 = build_backbone(BackboneSpec(name="nn2"))
    convolutions = [module for module in nn2.modules() if isinstance(module, torch.nn.Conv2d)]
    biases = sum(convolution.out_channels for convolution in convolutions)
    assert sum(parameter.numel() for parameter in nn2.parameters()) + biases == 7_472_144
    weights = [parameter.numel() for parameter in nn1.parameters() if parameter.dim() > 1]
    table = [9, 4, 111, 37, 664, 148, 885, 66, 590, 66, 590, 103_000, 34_000, 524]
    assert [weight / 1000 for weight in weights] == pytest.approx(table, rel=0.06, abs=1)


def test_options_change_the_size() -> None:
    whole = size_of(BackboneSpec(name="mobilefacenet"))
    assert size_of(BackboneSpec(name="mobilefacenet", width=0.5)).parameters < whole.parameters / 3
    assert size_of(BackboneSpec(name="mobilefacenet", input_size=56)).flops < whole.flops / 3
    assert size_of(BackboneSpec(name="mobilefacenet", embedding_size=129)).parameters == whole.parameters + 512 + 2


@pytest.mark.parametrize("name", BACKBONE_NAMES)
@pytest.mark.parametrize("side", [32, 75])
def test_pictures_may_have_any_size(name: BackboneName, side: int) -> None:
    with torch.device("meta"):
        network = build_backbone(BackboneSpec(name=name, input_size=side, width=0.1, embedding_size=5))
        assert network(torch.empty(2, 3, side, side)).shape == (2, 5)


def test_the_command_tells_them_all() -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    train_backbones.add_to(app)
    found = json.loads(CliRunner().invoke(app, ["backbones", "--json"]).stdout)
    assert [each["network"] for each in found] == list(BACKBONE_NAMES)
    assert found[0]["parameters"] == 23_467_824
    shown = CliRunner().invoke(app, ["backbones"]).stdout
    assert "22,670,656" in shown
    assert "Chen et al. 2018 (arXiv:1804.07573)" in shown
