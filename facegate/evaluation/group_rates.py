"""Rates of a pairs file repeated for groups: the user's, and terciles of the embeddings' norms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import nan
from typing import Any

import numpy as np

from facegate.domain.templates import Template, require_one_model
from facegate.evaluation.cohorts import NORM, TERCILE_NAMES, Groups, terciles
from facegate.evaluation.comparisons import PAIR_FMRS, Compared, Mask, rates_record
from facegate.evaluation.cross_pairs import CrossRates, TemplateSet, compare_all, template_set
from facegate.evaluation.pairs import PairList

CROSS_FMRS = {**PAIR_FMRS, "1e-5": 1e-5}
"""False match rates at which all cross pairs together tell the true acceptance rate."""


def set_of_sides(
    sides: Collection[str], identities: Mapping[str, str], templates: Mapping[str, Template | None]
) -> TemplateSet:
    """The templates of sides, by their names, for comparing all of them.

    Raises:
        BugError: they are of different models.
    """
    numbers = {person: number for number, person in enumerate(sorted({identities[side] for side in sides}))}
    made = [(numbers[identities[side]], template) for side in sides if (template := templates[side]) is not None]
    require_one_model(template for _, template in made)
    failed = [numbers[identities[side]] for side in sides if templates[side] is None]
    vectors = np.stack([template.vector for _, template in made]) if made else np.empty((0, 1), np.float32)
    return template_set(
        vectors, np.array([number for number, _ in made], np.intp), np.array(failed, np.intp), len(numbers)
    )


def rates_by_group(
    pairs: PairList,
    templates: Mapping[str, Template | None],
    compared: Compared,
    threshold: float,
    groups: Groups,
) -> dict[str, dict[str, Any]]:
    """Records by grouping and group; a comparison belongs to a group where both its sides do."""
    sides, identities = pairs.sides, pairs.identities
    found: dict[str, dict[str, Any]] = {}
    for column in groups.columns:
        labels = {name: groups.of(column, name, side.person) for name, side in sides.items()}
        found[column] = {}
        for label in sorted({label for label in labels.values() if label is not None}):
            chosen = [name for name in sides if labels[name] == label]
            found[column][label] = _group_record(
                compared.only(_within(pairs, set(chosen))), set_of_sides(chosen, identities, templates), threshold
            )
    found[NORM] = _by_norm(pairs, templates, compared, threshold)
    return found


def _by_norm(
    pairs: PairList, templates: Mapping[str, Template | None], compared: Compared, threshold: float
) -> dict[str, Any]:
    """By the tercile of the smaller norm of a pair; the terciles are those of the templates."""
    identities = pairs.identities
    norms = {name: template.norm for name in identities if (template := templates[name]) is not None}
    cuts = terciles(norms.values())
    if cuts is None:
        return {}
    smaller = [
        min(norms.get(pair.first.name, nan), norms.get(pair.second.name, nan))
        if pair.first.name in norms and pair.second.name in norms
        else nan
        for pair in pairs.pairs
    ]
    labels = np.array(["" if np.isnan(norm) else cuts.of(norm) for norm in smaller])
    ranks = {side: TERCILE_NAMES.index(cuts.of(norm)) for side, norm in norms.items()}
    found = {}
    for place, name in enumerate(TERCILE_NAMES):
        # Pairs of which the smaller norm lies here: all above the lower cut, but for those wholly above the upper.
        chosen = [side for side in norms if ranks[side] >= place]
        whole = set_of_sides(chosen, identities, templates)
        resting = np.array([ranks[side] > place for side in chosen], np.bool_)
        apart = TemplateSet(whole.vectors, whole.persons, whole.failed, whole.people, resting)
        found[name] = _group_record(compared.only(labels == name), apart, threshold)
    return found


def _within(pairs: PairList, names: Collection[str]) -> Mask:
    return np.array([pair.first.name in names and pair.second.name in names for pair in pairs.pairs], np.bool_)


def _group_record(compared: Compared, templates: TemplateSet, threshold: float) -> dict[str, Any]:
    cross = CrossRates(compare_all(templates)) if templates.people else None
    return {
        **rates_record(compared, threshold),
        "cross_pairs": None if cross is None else cross.record(threshold, CROSS_FMRS),
    }
