from __future__ import annotations

import pytest
from pydantic import BaseModel

from facegate.errors import SettingsError
from facegate.settings import zones
from facegate.settings.model import Settings, parse_settings, with_changes
from facegate.settings.threshold import SiteThreshold

SECTIONS = {name: field.annotation for name, field in Settings.model_fields.items()}


def test_defaults_are_valid_and_read_back() -> None:
    assert parse_settings(Settings().model_dump()) == Settings()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_explains_itself(section: str) -> None:
    model = SECTIONS[section]
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    for name, field in model.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert field.description.endswith("."), name
        assert "\n" not in field.description, name


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("camera", "source", "  "),
        ("recognition", "detector", ""),
        ("recognition", "embedder", ""),
        ("recognition", "threshold", {"value": -0.01, "model": "toy-1"}),
        ("recognition", "threshold", {"value": 4.01, "model": "toy-1"}),
        ("recognition", "threshold", {"value": float("nan"), "model": "toy-1"}),
        ("recognition", "threshold", {"value": 1.0}),
        ("recognition", "threshold", {"value": 1.0, "model": "toy-1", "metric": "cosine"}),
        ("recognition", "threshold", {"value": 1.0, "model": "toy-1", "date": "yesterday"}),
        ("recognition", "threshold", {"value": 1.0, "model": "toy-1", "fpir": 0.0}),
        ("recognition", "threshold", {"value": 1.0, "model": "toy-1", "people": -1}),
        ("recognition", "threshold", 1.0),
        ("recognition", "margin", -0.01),
        ("recognition", "margin", float("inf")),
        ("recognition", "looks_needed", 0),
        ("recognition", "looks_needed", 11),
        ("recognition", "looks_window", 31),
        ("recognition", "cool_down", -1.0),
        ("recognition", "cool_down", 86401.0),
        ("recognition", "provider", "tpu"),
        ("recognition", "detection_size", 319),
        ("recognition", "detection_size", 650),
        ("recognition", "detection_size", 1952),
        ("storage", "keep_pictures", "perhaps"),
        ("site", "zone", "Mars/Olympus"),
        ("site", "zone", "../../etc/passwd"),
        ("site", "zone", ""),
        ("appearance", "theme", "pink"),
        ("appearance", "colour", "dark"),
    ],
)
def test_a_value_out_of_bounds_is_named(section: str, field: str, value: object) -> None:
    with pytest.raises(SettingsError) as caught:
        with_changes(Settings(), section, **{field: value})
    assert f"{section}.{field}" in caught.value.message


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("camera", "source", "rtsp://user:secret@host/stream"),
        ("recognition", "threshold", None),
        ("recognition", "threshold", SiteThreshold(value=0.0, model="toy-1")),
        ("recognition", "threshold", SiteThreshold(value=4.0, model="toy-1", date="2026-03-02", fpir=1e-4, people=60)),
        ("recognition", "looks_needed", 5),
        ("recognition", "looks_window", 30),
        ("recognition", "cool_down", 0.0),
        ("recognition", "detection_size", 320),
        ("recognition", "detection_size", 1920),
        ("site", "zone", "Asia/Kathmandu"),
    ],
)
def test_a_value_within_bounds_is_taken(section: str, field: str, value: object) -> None:
    changed = with_changes(Settings(), section, **{field: value})
    assert getattr(getattr(changed, section), field) == value


def test_more_agreeing_looks_than_looks_are_refused() -> None:
    with pytest.raises(SettingsError, match="looks_window"):
        with_changes(Settings(), "recognition", looks_needed=6)


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().recognition.margin = 1.0  # type: ignore[misc]


def test_the_local_zone_is_a_zone() -> None:
    assert zones.is_zone(zones.local_zone_name())


@pytest.mark.parametrize("broken", [ValueError("conflict"), OSError("no /etc")])
def test_a_machine_without_a_zone_is_in_utc(broken: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise broken

    monkeypatch.setattr(zones.tzlocal, "get_localzone_name", fail)
    assert zones.local_zone_name.__wrapped__() == "UTC"
