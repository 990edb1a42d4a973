"""With two enrolled who look alike, nobody between them is taken for the wrong one; with one, nothing is asked."""

from __future__ import annotations

import numpy as np
from helpers.vectors import MODEL, subject
from hypothesis import assume, given
from hypothesis import strategies as st

from facegate.domain.comparison import squared_distance
from facegate.domain.identification import DecisionPolicy, Outcome, judge
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.gallery.gallery import IndexedGallery

DIMENSION = 128
ANNE, BETH, OTHER = subject(1), subject(2), subject(3)

seeds = st.integers(0, 2**32 - 1)
policies = st.builds(
    DecisionPolicy, st.floats(0.5, 1.6), st.floats(0.0, 0.3), looks_needed=st.just(3), looks_window=st.just(5)
)


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def wander(start: np.ndarray, direction: np.ndarray, distance: float) -> np.ndarray:
    """The point at a squared distance from a unit vector, in a direction across it."""
    across = unit(direction - (direction @ start) * start)
    cosine = 1.0 - distance / 2.0
    return cosine * start + np.sqrt(1.0 - cosine**2) * across


def template(vector: np.ndarray) -> Template:
    return normalised(MODEL, vector.astype(np.float32))


def enrolled(*people: tuple[SubjectId, np.ndarray]) -> IndexedGallery:
    gallery = IndexedGallery(MODEL, DIMENSION)
    gallery.add(
        [StoredReference(ReferenceId(number), who, template(vector)) for number, (who, vector) in enumerate(people, 1)]
    )
    return gallery


@given(seeds, policies, st.floats(0.02, 1.5), st.floats(0.05, 1.0), st.floats(-1.0, 1.0))
def test_a_look_never_names_the_other_of_two_who_look_alike(
    seed: int, policy: DecisionPolicy, apart: float, share: float, towards: float
) -> None:
    random = np.random.default_rng(seed)
    anne = unit(random.normal(size=DIMENSION))
    beth = wander(anne, random.normal(size=DIMENSION), apart)
    gallery = enrolled((ANNE, anne), (BETH, beth), (OTHER, unit(random.normal(size=DIMENSION))))
    rule = LookAlikeRule(policy, DIMENSION)
    # A look at Anne that strays towards Beth by up to what is reckoned with: z / sqrt(n - 1), 0.274 here.
    pull = unit(beth - (beth @ anne) * anne)
    aside = random.normal(size=DIMENSION)
    aside = unit(aside - (aside @ anne) * anne - (aside @ pull) * pull)
    strayed = 0.274 * towards
    look = template(wander(anne, strayed * pull + np.sqrt(1 - strayed**2) * aside, share * policy.threshold))
    found = judge(gallery.search(look), policy, LookAlikeMargins(rule, gallery.nearest_other))
    assert found.subject_id in (ANNE, None)
    nearer = squared_distance(look, template(beth)) - squared_distance(look, template(anne))
    if nearer < policy.margin and share < 0.99:
        assert found.outcome is not Outcome.IDENTIFIED, "an ambiguous look is never a guess"


@given(seeds, policies, st.floats(0.02, 1.0), st.floats(0.35, 0.65))
def test_a_look_in_the_middle_of_two_names_neither(
    seed: int, policy: DecisionPolicy, apart: float, where: float
) -> None:
    random = np.random.default_rng(seed)
    anne = unit(random.normal(size=DIMENSION))
    beth = wander(anne, random.normal(size=DIMENSION), apart)
    gallery = enrolled((ANNE, anne), (BETH, beth))
    rule = LookAlikeRule(policy, DIMENSION)
    look = template(unit((1 - where) * anne + where * beth))
    away, near = sorted((squared_distance(look, template(anne)), squared_distance(look, template(beth))), reverse=True)
    assume(away - near < rule.margin_at(apart) - 1e-4)
    assert judge(gallery.search(look), policy, LookAlikeMargins(rule, gallery.nearest_other)).subject_id is None


@given(seeds, policies, st.floats(0.02, 1.0), st.floats(0.0, 1.0))
def test_erasing_one_gives_the_other_the_usual_margin_back(
    seed: int, policy: DecisionPolicy, apart: float, share: float
) -> None:
    random = np.random.default_rng(seed)
    anne = unit(random.normal(size=DIMENSION))
    far = -anne
    beth = wander(anne, random.normal(size=DIMENSION), apart)
    gallery = enrolled((ANNE, anne), (BETH, beth), (OTHER, far))
    margins = LookAlikeMargins(LookAlikeRule(policy, DIMENSION), gallery.nearest_other)
    before = margins.of(ANNE)
    assert before >= policy.margin
    gallery.remove(BETH)
    assert margins.of(ANNE) == policy.margin
    look = template(wander(anne, random.normal(size=DIMENSION), share * policy.threshold * 0.99))
    assert judge(gallery.search(look), policy, margins) == judge(gallery.search(look), policy)
    gallery.add([StoredReference(ReferenceId(9), BETH, template(beth))])
    assert margins.of(ANNE) == before
