"""The networks for attack detection are got before a camera is watched; where they cannot be had, it is said."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from facegate.cli.models import ensure_pad_models
from facegate.domain.ids import ModelId
from facegate.domain.pad.levels import PadLevel
from facegate.errors import ModelError
from facegate.settings.model import Settings
from facegate.settings.pad import PadSettings
from facegate.settings.paths import program_models_dir
from facegate.vision.installer import InstallReport
from facegate.vision.store import ModelStore

NOT_HAD = ModelError("Model not installed", "It could not be had.", "Check the network.")


class Unreachable(ModelStore):
    """Delivers nothing, and counts what it was asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, program_models_dir())
        self.asked: list[ModelId] = []

    def install(self, ids=None, from_dir=None, progress=None, cancelled=None) -> InstallReport:
        self.asked += ids
        return InstallReport(missing=dict.fromkeys(ids, NOT_HAD))


def ask(folder: Path, source: str, *, judge_recordings: bool = False, off: bool = False) -> Unreachable:
    store = Unreachable(folder)
    pad = PadSettings(level=PadLevel.OFF, off_reason="Trial") if off else PadSettings()
    services = SimpleNamespace(
        paths=None,
        pad=SimpleNamespace(assess_recordings=judge_recordings),
        settings=SimpleNamespace(current=Settings(pad=pad)),
    )
    call = SimpleNamespace(backend=SimpleNamespace(model_store=lambda _paths: store))
    ensure_pad_models(call, services, source)
    return store


def test_before_a_camera_both_are_asked_for_and_two_ways_out_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ask(tmp_path, "0")
    assert set(store.asked) == set(store.needed_for_pad()) == {"minifasnet-v2-2.7", "minifasnet-v1se-4.0"}
    told = capsys.readouterr().err
    assert "nobody is identified" in told
    assert "models install --from DIR" in told
    assert "off_reason" in told
    for model in store.needed_for_pad():
        assert store.manifest(model).variants[0].file in told


def test_nothing_is_asked_for_where_nothing_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, "demo:").asked == []
    assert ask(tmp_path, "0", off=True).asked == []
    assert ask(tmp_path, "demo:", judge_recordings=True).asked != []
