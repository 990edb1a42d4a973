"""The charts of a report, as PNG: plain arrays in, bytes out."""

from __future__ import annotations

from facegate.evaluation.report.by_threshold import by_threshold
from facegate.evaluation.report.intervals import by_group, by_size
from facegate.evaluation.report.spread import histograms
from facegate.evaluation.report.tradeoffs import Curve, Mark, det, identification, roc

__all__ = ["Curve", "Mark", "by_group", "by_size", "by_threshold", "det", "histograms", "identification", "roc"]
