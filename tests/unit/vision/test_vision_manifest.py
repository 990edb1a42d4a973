"""The program's own manifests, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.vision_fakes import tiny_network, write_manifest

from facegate.errors import ModelError
from facegate.vision.detector_part import RetinaFaceReading
from facegate.vision.manifest import load_manifest, load_manifests

MODELS = Path(__file__).resolve().parents[3] / "models"


def test_own_manifests_are_complete():
    manifests = load_manifests(MODELS)
    assert {"yunet-2023mar", "sface-2021dec-centred"} <= set(manifests)
    for manifest in manifests.values():
        assert manifest.licence
        assert manifest.licence_file is not None
        assert len((MODELS / manifest.licence_file).read_text("utf-8")) > 500
        assert "pictures that it was trained on" in manifest.notes
        # One optional one is a conversion that nobody publishes: only a folder can hold it.
        if manifest.id != "lightqnet-dm050":
            assert any(variant.urls or variant.package for variant in manifest.variants)


def test_defaults_are_one_detector_and_one_embedder():
    tasks = sorted(manifest.task for manifest in load_manifests(MODELS).values() if manifest.default)
    assert tasks == ["detector", "embedder"]


def test_operating_point_carries_its_provenance():
    point = load_manifests(MODELS)["sface-2021dec-centred"].operating_points[0]
    assert (point.model_id, point.threshold, point.fmr, point.fnmr) == ("sface-2021dec-centred", 1.22, 1.9e-5, 0.032)
    assert "LFW" in point.source
    assert point.date


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('file = "m.bin"', 'file = "../m.bin"', "file"),
        ('file = "m.bin"', 'file = "a/b"', "file"),
        ('id = "m"', 'id = ".."', "id"),
        ("size = ", "sice = ", "sice"),
        ('sha256 = "', 'sha256 = "x', "sha256"),
        ("score_threshold = 0.6", "score_threshold = 6", "score_threshold"),
        ('task = "detector"', 'task = "embedder"', "embedder"),
        ('decoder = "yunet"', 'decoder = "guess"', "decoder"),
        ("size = ", "urls = ['http://example.org/m.bin']\nsize = ", "urls"),
        ("size = ", "package = { name = '--index-url', version = '1', member = 'm.bin' }\nsize = ", "package.name"),
        ("size = ", "package = { name = 'p', version = '1', member = '../m.bin' }\nsize = ", "package.member"),
        ("[prepare]", "[prepare", "line"),
    ],
)
def test_wrong_manifest_is_refused_with_the_place(tmp_path, before, after, complaint):
    path = write_manifest(tmp_path, "m", tiny_network())
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ModelError) as caught:
        load_manifest(path)
    assert complaint in caught.value.message
    assert str(path) in caught.value.message


def test_embedder_without_a_threshold_is_refused(tmp_path):
    text = (MODELS / "sface-2021dec-centred.toml").read_text("utf-8")
    start, end = text.index("[[operating_points]]"), text.index("[[variants]]")
    (tmp_path / "e.toml").write_text(text[:start] + text[end:], "utf-8")
    with pytest.raises(ModelError, match="operating_points"):
        load_manifest(tmp_path / "e.toml")


def test_one_model_described_twice_is_refused(tmp_path):
    first = write_manifest(tmp_path, "m", tiny_network())
    (tmp_path / "n.toml").write_text(first.read_text("utf-8"), "utf-8")
    with pytest.raises(ModelError, match="twice"):
        load_manifests(tmp_path)


def test_manifest_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "m.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError):
        load_manifests(tmp_path)


def test_manifest_in_the_documentation_is_a_good_one(tmp_path):
    parts = (MODELS / "README.md").read_text("utf-8").split("```toml")[1:]
    first, second, detector = (part.split("```")[0] for part in parts)
    (tmp_path / "a.toml").write_text(first, "utf-8")
    assert not load_manifest(tmp_path / "a.toml").operating_point.measured
    head, variants = first.replace("unmeasured = true", "").split("[[variants]]")
    (tmp_path / "b.toml").write_text(f"{head}{second}[[variants]]{variants}", "utf-8")
    assert load_manifest(tmp_path / "b.toml").operating_point.fmr == pytest.approx(1.9e-5)
    (tmp_path / "c.toml").write_text(detector, "utf-8")
    read = load_manifest(tmp_path / "c.toml").detector
    # What it says of values that are left out.
    assert read is not None
    assert read.retinaface == RetinaFaceReading()
