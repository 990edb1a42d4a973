"""Real parts on a machine that may be very busy: here an order lives longer than at a door."""

from __future__ import annotations

import pytest

from facegate.domain import ports_doors
from facegate.doors import mqtt, pulsing, webhook

PATIENT_BOUND = 20.0


@pytest.fixture(autouse=True)
def patient_bound(monkeypatch: pytest.MonkeyPatch) -> float:
    """Seconds after which an order is stale."""
    for module in (ports_doors, mqtt, pulsing, webhook):
        monkeypatch.setattr(module, "PULSE_BOUND", PATIENT_BOUND)
    return PATIENT_BOUND
