"""A self-test goes along with the pipeline's results and is written down without pictures."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from helpers.clocks import ManualClock

from facegate.domain.faces import Box, Landmarks
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import TrackId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Cue, Pad, PadResult
from facegate.domain.pad.rules import CueRule
from facegate.domain.pad.self_test import READY_SECONDS, STEP_SECONDS, Species, StepState
from facegate.errors import StorageError
from facegate.pipeline.pad_selftest import PadSelfTest, SelfTestReport, brightness, write_report
from facegate.pipeline.pad_selftest_page import PageWords
from facegate.pipeline.results import FrameResult, PadInForce, TrackView

WORDS = PageWords(
    "en", False, "Self-test", "<summary>", ("When", "Camera", "Level", "Model", "Program"), "today", "Standard",
    "virtual", ("What", "Tries", "Right", "Unsure", "Wrong", "Light"), {each.value: each.name for each in Species},
    "not tried", "none, up to {high} %", "{errors} of {tries}, up to {high} %", ("Limits", ["<one>"]), ("Rules", []),
)  # fmt: skip

CAMERA = SourceInfo("0", "Camera & lamp", live=True, width=8, height=8)
RULES = {
    Cue.TEXTURE: CueRule(-1.0, 1.0, "data", "2026-01-01"),
    Cue.CHALLENGE: CueRule(float("-inf"), 1.0, "by definition", ""),
}


def seen(track: int | None, pad: Pad, time: float) -> FrameResult:
    image = np.full((8, 8, 3), 90, np.uint8)
    image[2:6, 2:6] = 200
    frame = Frame(image, 0, time, datetime(2026, 1, 1, tzinfo=UTC))
    if track is None:
        return FrameResult(frame, (), None, 0.0, 0.0)
    result = PadResult(pad, None if pad is Pad.NOT_ASSESSED else Cue.TEXTURE)
    judgement = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, None, None)
    marks: Landmarks = np.zeros((5, 2), np.float32)
    view = TrackView(TrackId(track), Box(2, 2, 4, 4), marks, judgement, True, 3, (), 0.0, result)
    return FrameResult(frame, (view,), None, 0.0, 0.0)


@pytest.fixture
def report() -> SelfTestReport:
    """Two steps done, one with an attack that passed, the others left out."""
    kit = PadSelfTest(ManualClock())
    time = 0.0
    for pad in (Pad.BONA_FIDE, Pad.BONA_FIDE):
        kit.test.start()
        for step in range(round(READY_SECONDS + STEP_SECONDS) + 1):
            after = step - READY_SECONDS
            kit.see(seen(7 if 0 <= after < 6 else None, pad, time + step))
        time += 100.0
    while not kit.test.over:
        kit.test.skip()
    return kit.report(CAMERA, PadInForce(PadLevel.STANDARD, True), "model", RULES)


def test_what_was_tried_is_told_from_what_was_not(report: SelfTestReport) -> None:
    assert report.tried == (Species.BONA_FIDE, Species.PRINT)
    assert report.not_tried == (Species.PHONE, Species.TABLET, Species.BENT_PRINT, Species.MASK)
    steps = {step.species: step for step in report.steps}
    assert (steps[Species.BONA_FIDE].errors, steps[Species.PRINT].errors) == (0, 1)
    assert steps[Species.MASK].state is StepState.SKIPPED


def test_the_record_has_light_and_limits_and_is_json(report: SelfTestReport) -> None:
    read = json.loads(json.dumps(report.record(), allow_nan=False))
    assert read["level"] == "standard"
    assert read["cues"]["challenge"]["attack_below"] is None
    assert read["steps"][1]["error_rate"]["ci95"][1] == 1.0
    light = read["steps"][0]["light"]
    assert light["face"] == pytest.approx(200.0)
    assert 90.0 <= light["frame"] < 200.0
    assert read["steps"][5]["light"] == {"frame": None, "face": None}


def test_both_files_are_for_this_account_only_and_nothing_breaks_the_page(
    report: SelfTestReport, tmp_path: Path
) -> None:
    page = write_report(replace(report, camera=replace(CAMERA, virtual=True)), tmp_path / "self-tests", WORDS)
    text = page.read_text("utf-8")
    assert "&lt;summary&gt;" in text
    assert "Camera &amp; lamp, 8 × 8 (virtual)" in text
    assert "1 of 1, up to 100 %" in text
    assert text.count("not tried") == 4
    assert json.loads(page.with_suffix(".json").read_text("utf-8"))["camera"]["virtual"] is True
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in page.parent.iterdir()} == {0o600}


def test_a_folder_that_cannot_be_made_is_said(report: SelfTestReport, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        write_report(report, tmp_path / "file" / "folder", WORDS)


def test_brightness_weighs_green_most() -> None:
    shades = [np.zeros((2, 2, 3), np.uint8) for _ in range(3)]
    for channel, shade in enumerate(shades):
        shade[..., channel] = 255
    blue, green, red = (brightness(shade) for shade in shades)
    assert blue < red < green
    assert blue + red + green == pytest.approx(255.0, abs=0.1)
