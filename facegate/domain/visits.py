"""From one look to a visit: how often N of M looks agree where looks at one track resemble each other.

A visit is a track with several looks. Looks at one track are not independent: whoever resembles somebody in one
look resembles them in the next. Each look's distance is taken to be normal on a scale of its own, and two looks
at one visit to correlate there (a Gaussian copula with one factor; Li 2000). Given the visit, looks are
independent, and the chance that N of M consecutive ones agree is worked out exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

VISIT_MODEL = "Gaussian copula of one factor"
"""By which looks become visits."""

STRANGER_LOOKS = 20
"""Looks at a stranger who waits for four seconds: five within the first third of one, then four a second."""

LONGEST_LOOKS = 150
"""Looks at a stranger who stays for half a minute: what the upper end of an interval reckons with."""

MATED_LOOKS = 12
"""Looks at somebody enrolled within the two seconds after which a visit is logged as not identified."""

_EXACT_WINDOW = 10
"""Windows up to this are worked out exactly; the states of longer ones are too many, and a visit is hardly longer."""

_NORMAL = NormalDist()
_PROBIT = np.linspace(-12.0, 12.0, 481)
"""Where the chance given the visit is tabulated: from 1e-33 to 1 - 1e-33."""
_SHARE = np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in _PROBIT])
"""The looks' own chance there."""

_STEADY_WINDOWS = 2
"""After so many windows beyond a usual visit, what was at its beginning no longer matters."""

_FACTOR = np.linspace(-9.0, 9.0, 721)
_FACTOR_WEIGHT = np.exp(-0.5 * _FACTOR**2) / np.exp(-0.5 * _FACTOR**2).sum()

_MOST_CORRELATION = 0.98
"""Above it the looks of a visit are one look, and the integral over visits needs a finer grid than this one."""


@dataclass(frozen=True, slots=True)
class VisitRule:
    """How looks make a decision: N of the last M, as :class:`facegate.domain.identification.DecisionPolicy` has it."""

    looks_needed: int
    looks_window: int

    def __post_init__(self) -> None:
        if not 1 <= self.looks_needed <= self.looks_window:
            raise ValueError(f"need 1 <= looks_needed <= looks_window, got {self.looks_needed}, {self.looks_window}")


def visit_rate(rule: VisitRule, look_rate: float, looks: int, correlation: float) -> float:
    """How often a visit has N agreeing looks among M consecutive ones.

    Args:
        rule: N and M.
        look_rate: how often one look agrees, 0..1.
        looks: of the visit, at least 1.
        correlation: of two looks at one visit, 0..1.

    Returns:
        0..1, never falling as ``look_rate`` rises.
    """
    if look_rate <= 0.0:
        return 0.0
    if look_rate >= 1.0:
        return 1.0 if looks >= rule.looks_needed else 0.0
    rho = min(max(correlation, 0.0), _MOST_CORRELATION)
    given = (_NORMAL.inv_cdf(look_rate) - math.sqrt(rho) * _FACTOR) / math.sqrt(1.0 - rho)
    chances = np.exp(np.interp(given, _PROBIT, _log_chances(rule, looks)))
    return float(min(1.0, _FACTOR_WEIGHT @ chances))


@lru_cache(maxsize=64)
def _log_chances(rule: VisitRule, looks: int) -> Floats:
    """Logarithm of the chance that a visit agrees, at every point of the table of the looks' own chance."""
    if rule.looks_window <= _EXACT_WINDOW:
        chances = _within_window(rule, looks)
    else:
        # All looks of the visit as the window: an upper bound, and exact where the window is as long as the visit.
        chances = _anywhere(_SHARE, rule.looks_needed, looks)
    smallest = np.finfo(np.float64).tiny
    logs: Floats = np.log(np.clip(chances, smallest, 1.0))
    return logs


def _within_window(rule: VisitRule, looks: int) -> Floats:
    """Chance of N agreeing looks among M consecutive ones."""
    done = _look_by_look(rule)
    if looks < len(done):
        chances: Floats = done[looks]
        return chances
    # After several windows the next look is as dangerous as the one before.
    left = 1.0 - done[-1]
    last = done[-1] - done[-2]
    with np.errstate(divide="ignore", invalid="ignore"):
        danger = np.where(last > 0.0, last / (last + left), 0.0)
        further = -np.expm1((looks + 1 - len(done)) * np.log1p(-danger))
    found: Floats = done[-1] + left * np.nan_to_num(further)
    return found


@lru_cache(maxsize=32)
def _look_by_look(rule: VisitRule) -> Floats:
    """Chance that N of M consecutive looks have agreed after 0, 1, ... looks, shape (looks + 1, table).

    The state is which of the last M - 1 looks agreed, as long as fewer than N did.
    """
    states = [state for state in range(1 << (rule.looks_window - 1)) if state.bit_count() < rule.looks_needed]
    row = {state: index for index, state in enumerate(states)}
    oldest = 1 << (rule.looks_window - 2) if rule.looks_window > 1 else 0
    nowhere = len(states)
    first, second = np.full(len(states), nowhere), np.full(len(states), nowhere)
    for index, state in enumerate(states):
        before = state >> 1
        first[index] = row[before]
        forgotten = before | oldest
        # Its oldest look is forgotten now; if that one agreed, too, one more may have been enough.
        if oldest and forgotten.bit_count() + (state & 1) < rule.looks_needed:
            second[index] = row[forgotten]
    agreed = np.array([state & 1 for state in states], bool)
    last = np.array([state.bit_count() == rule.looks_needed - 1 for state in states])
    alive = np.zeros((len(states) + 1, _SHARE.size))
    alive[0] = 1.0
    done = np.zeros((_STEADY_WINDOWS * rule.looks_window + STRANGER_LOOKS + 1, _SHARE.size))
    for look in range(1, len(done)):
        done[look] = done[look - 1] + alive[:-1][last].sum(axis=0) * _SHARE
        after = alive[first] + alive[second]
        after[agreed] *= _SHARE
        after[~agreed] *= 1.0 - _SHARE
        alive[:-1] = after
    done.flags.writeable = False
    return done


def _anywhere(share: Floats, needed: int, looks: int) -> Floats:
    """Chance of at least that many agreeing looks among all."""
    terms = [
        math.comb(looks, count) * share**count * (1.0 - share) ** (looks - count) for count in range(needed, looks + 1)
    ]
    return np.sum(terms, axis=0) if terms else np.zeros_like(share)
