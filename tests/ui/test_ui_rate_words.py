"""Rates in words, and distributions as columns."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.domain.rates import Rate, wilson
from facegate.ui.rate_words import (
    about_text,
    at_most_text,
    interval_text,
    monthly_interval_text,
    monthly_text,
    rounded,
    visits_text,
)
from facegate.ui.widgets.histogram import columns_of, share_scale, shown_range


@pytest.mark.parametrize(
    ("rate", "promise", "estimate"),
    [
        (0.0, "never", "never"),
        (1e-5, "once in 100,000 visits", "about once in 100,000 visits"),
        (1 / 9213, "once in 9,200 visits", "about once in 9,200 visits"),
        (0.19, "once in 5 visits", "about once in 5 visits"),
        (0.2, "in 20 % of visits", "in about 20 % of visits"),
        (0.394, "in 39 % of visits", "in about 39 % of visits"),
        (1.0, "in 100 % of visits", "in about 100 % of visits"),
    ],
)
def test_a_rate_in_visits(rate: float, promise: str, estimate: str) -> None:
    assert visits_text(rate) == promise
    assert about_text(rate) == estimate


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1 / 14_000, 1 / 6_000, "once in 14,000 to once in 6,000 visits"),
        (0.0, 1 / 6_000, "at most once in 6,000 visits"),
        (0.0, 0.5, "in at most 50 % of visits"),
        (0.01, 0.31, "once in 100 visits to 31 % of visits"),
        (0.25, 0.63, "in 25 % to 63 % of visits"),
    ],
)
def test_an_interval_the_rarer_end_first(low: float, high: float, words: str) -> None:
    assert interval_text(Rate(high / 2, low, high, 100)) == words


def test_no_interval_no_words() -> None:
    assert interval_text(wilson(0, 0)) == ""
    assert monthly_interval_text(wilson(0, 0), 1000) == ""


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (160_000, "160,000 a month"),
        (4.46, "4.5 a month"),
        (4.0, "4 a month"),
        (0.8, "0.8 a month"),
        (0.6, "1 in 2 months"),
        (0.1, "1 in 10 months"),
        (1 / 30, "1 in 2 years"),
        (1 / 150, "1 in 12 years"),
        (1e-9, "practically none"),
        (0.0, "practically none"),
    ],
)
def test_an_expected_number_a_month(expected: float, words: str) -> None:
    assert monthly_text(expected) == words


def test_an_interval_of_expected_numbers() -> None:
    assert monthly_interval_text(Rate(1e-3, 5e-4, 2e-3, 9), 10_000) == "5 to 20"
    assert monthly_interval_text(Rate(1e-4, 5e-5, 2e-4, 9), 1000) == "1 in 20 months to 1 in 5 months"
    assert monthly_interval_text(Rate(1e-4, 0.0, 2e-4, 9), 1000) == "at most 1 in 5 months"


def test_two_digits_and_no_more() -> None:
    assert [rounded(value) for value in (0.0, 9213.0, 0.01234, -9871.0)] == [0.0, 9200.0, 0.012, -9900.0]
    assert at_most_text(1 / 123) == "at most once in 120 visits"


def test_narrow_bins_are_merged_and_nothing_is_lost() -> None:
    edges = np.linspace(0, 4, 401)
    counts = np.zeros(401 - 1)
    counts[60:65] = (1, 2, 3, 4, 5)
    counts[170] = 15
    columns = columns_of(edges, counts)
    assert np.diff(columns.edges) == pytest.approx(0.04)
    assert columns.shares.sum() == pytest.approx(1.0)
    assert columns.shares[15] == pytest.approx(10 / 30)
    assert shown_range(columns) == pytest.approx((0.6, 1.8))


def test_a_bin_that_does_not_fill_up_is_kept() -> None:
    columns = columns_of(np.linspace(0, 0.1, 11), np.ones(10))
    assert columns.edges[-1] == pytest.approx(0.1)
    assert columns.shares == pytest.approx([0.4, 0.4, 0.2])


def test_what_no_scale_can_show_does_not_widen_the_axis() -> None:
    counts = np.full(80, 1e-12)
    counts[20] = 1.0
    assert shown_range(columns_of(np.linspace(0, 4, 81), counts)) == pytest.approx((1.0, 1.2))


def test_nothing_counted_is_nothing_shown() -> None:
    empty = columns_of(np.linspace(0, 4, 81), np.zeros(80))
    assert shown_range(empty) == (0.0, 1.0)
    assert share_scale((empty,), enlarged=True).ticks() == [10]


def test_rare_cases_have_height_on_the_enlarged_scale_only() -> None:
    columns = columns_of(np.linspace(0, 4, 101), np.array([1.0] + [0.0] * 48 + [99_999.0] + [0.0] * 50))
    plain, enlarged = (share_scale((columns,), enlarged=on) for on in (False, True))
    rare = float(columns.shares[0])
    assert plain.height(rare) < 1e-3
    assert 0.03 < enlarged.height(rare) < 0.2
    assert enlarged.ticks() == [100, 10_000]
    assert plain.ticks() == []
    assert plain.height(0.0) == enlarged.height(0.0) == 0.0
    assert plain.height(1.0) <= 1.0
