"""Several templates made into one."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fuse, fused_people
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.errors import BugError

MODEL = ModelId("toy")


def template(*values: float, model: ModelId = MODEL) -> Template:
    return normalised(model, np.array(values, np.float32))


def test_one_template_stays_itself() -> None:
    only = template(3.0, 4.0)
    fused = fuse([only])
    assert squared_distance(fused, only) == pytest.approx(0.0, abs=1e-6)
    assert fused.norm == pytest.approx(5.0)


def test_two_meet_in_the_middle_and_weights_draw() -> None:
    fused = fuse([template(1.0, 0.0), template(0.0, 1.0)])
    assert fused.vector == pytest.approx([2**-0.5, 2**-0.5])
    drawn = fuse([template(2.0, 0.0), template(0.0, 1.0)], [3.0, 1.0])
    assert drawn.vector[0] / drawn.vector[1] == pytest.approx(3.0)
    assert drawn.norm == pytest.approx(1.75)


def test_the_length_of_an_embedding_has_no_say_without_weights() -> None:
    fused = fuse([template(100.0, 0.0), template(0.0, 1.0)])
    assert fused.vector == pytest.approx([2**-0.5, 2**-0.5])


def test_templates_of_two_models_never_meet() -> None:
    with pytest.raises(BugError):
        fuse([template(1.0, 0.0), template(1.0, 0.0, model=ModelId("other"))])


@pytest.mark.parametrize("weights", [[1.0], [0.0, 0.0], [-1.0, 2.0], [np.nan, 1.0], [np.inf, 1.0]])
def test_weights_that_mean_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        fuse([template(1.0, 0.0), template(0.0, 1.0)], weights)


def test_opposite_looks_give_no_template() -> None:
    with pytest.raises(ValueError, match="zero"):
        fuse([template(1.0, 0.0), template(-1.0, 0.0)])


def test_nothing_gives_no_template() -> None:
    with pytest.raises(ValueError, match="0 templates"):
        fuse([])


def stored(number: int, person: str, *values: float) -> StoredReference:
    return StoredReference(ReferenceId(number), SubjectId(person), template(*values))


def test_a_person_is_searched_by_one_template_under_the_newest_id() -> None:
    found = list(
        fused_people(
            [
                stored(4, "b", 0.0, 2.0),
                stored(1, "a", 1.0, 0.0, 0.0),
                stored(7, "a", 0.0, 3.0, 0.0),
                stored(5, "a", 0.0, 0.0, 1.0),
            ]
        )
    )
    assert [(one.reference_id, one.subject_id) for one in found] == [(4, "b"), (7, "a")]
    assert found[0].template.vector == pytest.approx([0.0, 1.0])
    assert found[1].template.vector == pytest.approx([3**-0.5] * 3)
    assert found[1].template.norm == pytest.approx(5 / 3)


def test_fusing_agrees_with_the_templates_one_by_one() -> None:
    random = np.random.default_rng(3)
    looks = [stored(number + 1, "a", *random.normal(size=16)) for number in range(20)]
    (fused,) = fused_people(looks)
    assert fused.template.vector == pytest.approx(fuse([look.template for look in looks]).vector, abs=1e-6)


def test_references_that_cancel_out_leave_the_newest() -> None:
    (only,) = fused_people([stored(1, "a", 1.0, 0.0), stored(2, "a", -1.0, 0.0)])
    assert only.reference_id == 2
    assert only.template.vector == pytest.approx([-1.0, 0.0])
