"""Twenty references of one person: the runner-up is still somebody else."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import MODEL, oracle, population, reference, subject

from facegate.domain.fusion import fused_people
from facegate.domain.identification import DecisionPolicy, Outcome, judge
from facegate.domain.templates import normalised
from facegate.gallery.gallery import Engine, IndexedGallery

DIMENSION, REFERENCES = 128, 20


@pytest.mark.parametrize("fused", [False, True])
@pytest.mark.parametrize("exact_below", [1_000_000, 1])
def test_twenty_references_leave_the_right_runner_up_and_margin(exact_below: int, fused: bool):
    """Whether all of them are searched, or what the program makes of them."""
    ours = population(1, REFERENCES, DIMENSION, seed=1)
    others = population(300, 1, DIMENSION, seed=2)
    stored = [reference(number + 1, 0, vector) for number, vector in enumerate(ours)]
    stored += [reference(REFERENCES + number, number, vector) for number, vector in enumerate(others, 1)]
    if fused:
        stored = list(fused_people(stored))
    gallery = IndexedGallery(MODEL, DIMENSION, exact_below=exact_below)
    try:
        gallery.load(stored)
        assert gallery.settle(60.0)
        assert (gallery.status.engine is Engine.EXACT) == (exact_below > 1)
        probes = ours + 0.02 * np.random.default_rng(3).standard_normal(ours.shape).astype(np.float32)
        for probe in probes:
            target = normalised(MODEL, probe)
            found = gallery.search(target)
            first, second = oracle(stored, target.vector)
            assert [candidate.subject_id for candidate in found.candidates] == [first[0], second[0]]
            assert first[0] == subject(0)
            assert found.margin == pytest.approx(second[1] - first[1], abs=1e-5)
            assert found.margin is not None
            # All of the twenty are nearer: with one of them for the runner-up next to nothing would be left.
            assert found.margin > 0.2
            assert judge(found, DecisionPolicy(1.1, 0.2, 1, 1)).outcome is Outcome.IDENTIFIED
    finally:
        gallery.close()
