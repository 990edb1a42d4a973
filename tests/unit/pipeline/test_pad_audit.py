"""Turning attack detection off is in the audit, whoever did it and however."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.data_folder import ACTOR, opened

from facegate.domain.pad.levels import PadLevel
from facegate.errors import FacegateError, SettingsError, StorageError
from facegate.pipeline.pad_audit import follow_pad_level
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage


def followed(folder: Path, storage: Storage, actor: str = ACTOR) -> SettingsStore:
    settings = SettingsStore(folder / "settings.toml")
    follow_pad_level(settings, storage.pad_audit, actor, storage.notices.append)
    return settings


def put(settings: SettingsStore, section: str = "pad", **values: object) -> None:
    settings.replace(with_changes(settings.current, section, **values))


def said(storage: Storage) -> list[tuple[str, str, dict[str, object]]]:
    """Oldest first."""
    found = [each for each in storage.people.audit() if each.action == "set_pad"]
    return [(each.actor, each.object_id, each.details) for each in reversed(found)]


def test_off_and_on_again_are_noted_with_the_reason(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as storage:
        settings = followed(tmp_path, storage)
        assert said(storage) == []
        put(settings, level=PadLevel.OFF, off_reason=" a trial of the door ")
        put(settings, "access", watch_list=True)
        put(settings, off_reason="another reason")
        put(settings, level=PadLevel.STRICT)
        assert said(storage) == [
            (ACTOR, "*", {"level": "off", "reason": "a trial of the door"}),
            (ACTOR, "*", {"level": "off", "reason": "another reason"}),
            (ACTOR, "*", {"level": "strict"}),
        ]
        with pytest.raises(SettingsError):
            put(settings, level=PadLevel.OFF, off_reason=" ")
    with opened(tmp_path / "data") as storage:
        followed(tmp_path, storage)
        assert len(said(storage)) == 3


def test_a_change_in_the_file_is_noted_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[pad]\nlevel = "off"\noff_reason = "no models here"\n')
    for _ in range(2):
        with opened(tmp_path / "data") as storage:
            followed(tmp_path, storage, "somebody else")
            assert said(storage) == [("somebody else", "*", {"level": "off", "reason": "no models here"})]


def test_what_cannot_be_noted_is_told_and_noted_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise StorageError("Disk full", "The disk is full.", "Make room.")

    told: list[FacegateError] = []
    with opened(tmp_path / "data") as storage:
        with monkeypatch.context() as patched:
            patched.setattr(storage.pad_audit, "note", full)
            settings = SettingsStore(tmp_path / "settings.toml")
            follow_pad_level(settings, storage.pad_audit, ACTOR, told.append)
            assert [each.title for each in told] == ["Disk full"]
            with pytest.raises(StorageError):
                put(settings, level=PadLevel.OFF, off_reason="trial")
            assert settings.current.pad.level is PadLevel.OFF
        followed(tmp_path, storage)
        assert said(storage) == [(ACTOR, "*", {"level": "off", "reason": "trial"})]
