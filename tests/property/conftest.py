"""Property tests on machines that are busy with something else: slowness is no failure."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("facegate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("facegate")
