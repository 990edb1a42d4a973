"""The closest people among real photographs, and twins made of them: nobody is taken for the other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from facegate.domain.close_pairs import close_pairs
from facegate.domain.faces import principal
from facegate.domain.fusion import fuse
from facegate.domain.identification import DecisionPolicy, judge
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.gallery.gallery import IndexedGallery
from facegate.vision.images import read_image
from facegate.vision.stack import VisionStack

CLOSE = ("07308", "07480")
"""The closest of the 6,670 pairs of people."""
OTHERS = ("07207", "07275", "07337")
REFERENCES = 3


@pytest.fixture(scope="module")
def templates(vision: VisionStack, test_data: Path) -> dict[str, list[Template]]:
    """Of every photograph of a few people."""
    found: dict[str, list[Template]] = {}
    for person in (*CLOSE, *OTHERS):
        for path in sorted((test_data / "people" / person).iterdir()):
            image = read_image(path)
            face = principal(vision.photo_detector.detect(image))
            assert face is not None
            found.setdefault(person, []).extend(vision.extractor.extract([vision.aligner.align(image, face)]))
    return found


def gallery_of(people: dict[str, Template], vision: VisionStack) -> IndexedGallery:
    gallery = IndexedGallery(vision.extractor.model_id, vision.extractor.dimension)
    gallery.add(
        [
            StoredReference(ReferenceId(number), SubjectId(who), template)
            for number, (who, template) in enumerate(people.items(), 1)
        ]
    )
    return gallery


def policy_of(vision: VisionStack) -> DecisionPolicy:
    return DecisionPolicy(vision.operating_point.threshold, 0.05, 3, 5)


def test_the_closest_people_are_found_and_still_recognised(
    vision: VisionStack, templates: dict[str, list[Template]]
) -> None:
    fused = {who: fuse(looks[:REFERENCES]) for who, looks in templates.items()}
    everything = [fuse(looks) for looks in templates.values()]
    rule = LookAlikeRule(policy_of(vision), vision.extractor.dimension)
    pairs = close_pairs(np.stack([each.vector for each in everything]), np.arange(len(everything)), rule.limit, 100)
    assert pairs.owners[0].tolist() == [0, 1]
    gallery = gallery_of(fused, vision)
    margins = LookAlikeMargins(rule, gallery.nearest_other)
    looks = [(who, look) for who, all_looks in templates.items() for look in all_looks[REFERENCES:]]
    named = [(who, judge(gallery.search(look), rule.policy, margins).subject_id) for who, look in looks]
    assert all(given in (None, who) for who, given in named)
    assert sum(given == who for who, given in named) >= 0.8 * len(named)


@pytest.mark.parametrize("apart", [0.05, 0.2, 0.5, 0.9])
def test_twins_made_of_photographs_are_never_taken_for_each_other(
    vision: VisionStack, templates: dict[str, list[Template]], apart: float
) -> None:
    random = np.random.default_rng(0)
    policy = policy_of(vision)
    rule = LookAlikeRule(policy, vision.extractor.dimension)
    right = total = 0
    for who, looks in templates.items():
        own = fuse(looks[:REFERENCES])
        aside = random.normal(size=own.dimension)
        aside -= (aside @ own.vector) * own.vector
        aside /= np.linalg.norm(aside)
        cosine = 1 - apart / 2
        twin = normalised(own.model_id, (cosine * own.vector + np.sqrt(1 - cosine**2) * aside).astype(np.float32))
        gallery = gallery_of({who: own, "twin": twin}, vision)
        margins = LookAlikeMargins(rule, gallery.nearest_other)
        for look in looks[REFERENCES:]:
            given = judge(gallery.search(look), policy, margins).subject_id
            assert given in (None, who)
            right, total = right + (given == who), total + 1
        gallery.remove(SubjectId("twin"))
        alone = [judge(gallery.search(look), policy, margins).subject_id for look in looks[REFERENCES:]]
        assert alone == [judge(gallery.search(look), policy).subject_id for look in looks[REFERENCES:]]
    assert (right > total / 2) == (apart > 0.4), "twins this close need something else than a face"
