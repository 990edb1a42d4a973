"""What ``facegate train export`` says of a network."""

from __future__ import annotations

from facegate.cli.train_export import _told


def test_rates_that_nobody_can_show_are_called_so() -> None:
    unknown = {"value": None}
    entry = {
        "id": "gate-int8",
        "form": "int8",
        "bytes": 2_000_000,
        "rates": {"eer": unknown, "tar_at_fmr": {"1e-2": unknown}},
        "loss": {"eer": None},
        "measured": False,
    }
    assert _told(entry) == "gate-int8: int8, 2.0 MB; EER not shown; calibrate before use"
