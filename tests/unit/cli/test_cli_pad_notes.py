"""What is said where attack detection cannot do what somebody may expect of it: no window, or a recording."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from facegate.cli.camera_samples import note_unjudged
from facegate.cli.watch import note_strict
from facegate.domain.access.plan import AccessPlan
from facegate.domain.frames import SourceInfo
from facegate.domain.pad.levels import PadLevel
from facegate.pipeline.pad_levels import PadLevels
from facegate.pipeline.results import PadInForce
from facegate.settings.pad import PadSettings

Err = pytest.CaptureFixture[str]


def test_a_strict_level_says_that_only_the_window_shows_what_is_asked(capsys: Err) -> None:
    assert note_strict(PadInForce(PadLevel.STRICT, True))
    said = capsys.readouterr()
    assert "only the window shows" in said.err
    assert "card and PIN" in said.err
    assert said.out == ""


@pytest.mark.parametrize("level", [PadLevel.STANDARD, PadLevel.OFF, None])
def test_another_level_says_nothing_of_it(level: PadLevel | None, capsys: Err) -> None:
    assert not note_strict(PadInForce(level, True))
    assert not note_strict(None)
    assert capsys.readouterr().err == ""


def test_samples_of_a_recording_are_said_to_be_unjudged(capsys: Err) -> None:
    services = SimpleNamespace(pad=PadLevels(PadSettings, AccessPlan))
    for unsaid in (None, SourceInfo("0", "camera", True), SourceInfo("demo:", "demo", False)):
        note_unjudged(services, unsaid)
    assert capsys.readouterr().err == ""
    note_unjudged(services, SourceInfo("ada.mp4", "ada.mp4", False))
    assert capsys.readouterr().err == "This is a recording: it was not judged whether a person stood there.\n"
