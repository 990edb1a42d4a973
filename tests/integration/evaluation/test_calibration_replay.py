"""What a calibration promises, checked by replaying strangers through the real gallery and decision code.

In-sample for the priors: how far a site lies from the bundled people was judged by these very people. For the bundled
statistics, the tail and the step from looks to visits it is a check of its own: none of them was fitted to these.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from facegate.bootstrap.fitting import fitter
from facegate.domain.calibration import Calibration
from facegate.domain.fusion import fused_people
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.site_references import PersonReferences
from facegate.domain.templates import StoredReference, Template
from facegate.domain.visits import VisitRule
from facegate.evaluation import corpus
from facegate.evaluation.strangers import named
from facegate.gallery.gallery import IndexedGallery
from facegate.settings.model import RecognitionSettings
from facegate.vision.images import read_image
from facegate.vision.stack import VisionStack

MODELS = Path(__file__).resolve().parents[3] / "models"
CHOSEN = RecognitionSettings()
RULE = VisitRule(CHOSEN.looks_needed, CHOSEN.looks_window)
REFERENCES, LOOKS, SPLITS = 3, 5, 10
RATES = (0.1, 0.03, 0.01, 1e-3, 1e-4)
SEEN_RATES, DRAWS = (0.1, 0.03, 0.01), 20
"""Rates that can be seen, and draws of who is enrolled: below ten alarms a ratio says nothing."""

Photographed = list[list[Template]]
"""Templates of each person."""


@pytest.fixture(scope="module")
def photographed(test_data: Path, vision: VisionStack) -> Photographed:
    """Five photographs of each of 116 people: half a minute of a processor."""
    chosen = [paths[:LOOKS] for paths in corpus.people(test_data / "people").values()]
    files = [path for paths in chosen for path in paths]
    samples = corpus.extract(files, vision, read_image, corpus.principal_face, lambda done, of: None)
    return [[each for path in paths if isinstance(each := samples[path], Template)] for paths in chosen]


def calibration_of(enrolled: Sequence[list[Template]]) -> Calibration:
    """With the bundled statistics, as the program calibrates."""
    people = [
        PersonReferences(np.stack([look.vector for look in looks[:REFERENCES]]), np.arange(len(looks[:REFERENCES])))
        for looks in enrolled
    ]
    model = enrolled[0][0].model_id
    return fitter([MODELS])(model, people, RULE, "2026-03-02", lambda done, of: None)


def gallery_of(enrolled: Sequence[list[Template]]) -> IndexedGallery:
    """As the program fills it."""
    first = enrolled[0][0]
    gallery = IndexedGallery(first.model_id, first.dimension)
    references = [
        StoredReference(ReferenceId(REFERENCES * person + place + 1), SubjectId(f"{person:032x}"), look)
        for person, looks in enumerate(enrolled)
        for place, look in enumerate(looks[:REFERENCES])
    ]
    gallery.load(fused_people(references))
    return gallery


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("people", [6, 60])
def test_strangers_are_named_as_often_as_it_said(photographed: Photographed, people: int) -> None:
    """Ten draws of who is enrolled: one has too few strangers to see a rate of 1 % in."""
    random = np.random.default_rng(people)
    alarms, visits = dict.fromkeys(RATES, 0), 0
    lows: dict[float, list[float]] = {rate: [] for rate in RATES}
    highs: dict[float, list[float]] = {rate: [] for rate in RATES}
    for _ in range(SPLITS):
        order = random.permutation(len(photographed))
        enrolled = [photographed[person] for person in order[:people]]
        strangers = [photographed[person] for person in order[people:]]
        calibration, gallery = calibration_of(enrolled), gallery_of(enrolled)
        visits += len(strangers)
        for rate in RATES:
            proposal = calibration.threshold_for(rate, people)
            policy = DecisionPolicy(proposal.threshold, CHOSEN.margin, RULE.looks_needed, RULE.looks_window)
            alarms[rate] += named(gallery.search, strangers, policy)
            lows[rate].append(proposal.fpir.low or 0.0)
            highs[rate].append(proposal.fpir.high or 0.0)
        gallery.close()
    for rate in RATES:
        assert np.mean(lows[rate]) <= alarms[rate] / visits <= np.mean(highs[rate]), (rate, alarms, visits)
    # The rates are there to be seen, not merely bounded.
    assert alarms[0.1] > 0
    assert alarms[1e-4] == 0


def threshold_for_photographs(calibration: Calibration, rate: float, people: int) -> float:
    """At which strangers' visits of :data:`LOOKS` photographs from different days end in a name that often."""
    thresholds = np.linspace(0.5, 2.5, 401)
    apart = calibration.non_mated_looks.apart
    said = [calibration.stranger_rate(float(at), people, LOOKS, apart) for at in thresholds]
    return float(np.interp(rate, said, thresholds))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("people", [6, 60])
def test_the_estimate_itself_is_met(photographed: Photographed, people: int) -> None:
    """Not its wide interval: within a factor of five of what is said of visits like these, photographs apart."""
    random = np.random.default_rng(people)
    alarms, visits = dict.fromkeys(SEEN_RATES, 0), 0
    for _ in range(DRAWS):
        order = random.permutation(len(photographed))
        enrolled = [photographed[person] for person in order[:people]]
        strangers = [photographed[person] for person in order[people:]]
        calibration, gallery = calibration_of(enrolled), gallery_of(enrolled)
        visits += len(strangers)
        for rate in SEEN_RATES:
            threshold = threshold_for_photographs(calibration, rate, people)
            policy = DecisionPolicy(threshold, CHOSEN.margin, RULE.looks_needed, RULE.looks_window)
            alarms[rate] += named(gallery.search, strangers, policy)
        gallery.close()
    for rate in SEEN_RATES:
        assert 1 / 5 <= alarms[rate] / visits / rate <= 5, (rate, alarms, visits)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_more_people_get_a_stricter_threshold(photographed: Photographed) -> None:
    few, many = calibration_of(photographed[:6]), calibration_of(photographed[:60])
    for rate in (1e-3, 1e-4, 1e-5):
        assert many.threshold_for(rate, 60).threshold < few.threshold_for(rate, 6).threshold - 0.05
    for calibration, people in ((few, 6), (many, 60)):
        gallery = gallery_of(photographed[:people])
        proposal = calibration.threshold_for(1e-3, people)
        policy = DecisionPolicy(proposal.threshold, CHOSEN.margin, RULE.looks_needed, RULE.looks_window)
        strangers = photographed[people:]
        share = named(gallery.search, strangers, policy) / len(strangers)
        gallery.close()
        assert proposal.fpir.low <= share <= proposal.fpir.high
