"""Changed settings reach what is running."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.people_store import MemoryPeople
from helpers.world import ListGallery, MemoryLog, ScriptedSource, ToyVision, make_frame

from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.errors import FacegateError, ModelError, SettingsError
from facegate.pipeline.control import Controller
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.people import PeopleService
from facegate.pipeline.reports.service import ReportService, ReportSources
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import RecognitionSettings, with_changes
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import SiteThreshold

DEFAULT_EMBEDDER = RecognitionSettings().embedder
OWN = SiteThreshold(value=0.9, model=DEFAULT_EMBEDDER)


class House:
    """A controller with everything that it controls."""

    def __init__(self, folder: Path) -> None:
        self.settings = SettingsStore(folder / "settings.toml")
        self.opened: list[str] = []
        self.notices: list[FacegateError] = []
        self.loaded: list[RecognitionSettings] = []
        self.galleries: list[ListGallery] = []
        log = MemoryLog()
        self.runner = RecognitionRunner(self._open, log, _Clock())
        directory = NameDirectory()
        self.people = PeopleService(
            MemoryPeople(), directory, lambda: self.runner.handler.engine, lambda crop: b"", "tester"
        )
        self.exports = ReportService(ReportSources(log, directory.get), ZoneInfo("UTC"))
        self.controller = Controller(
            self.settings, self.runner, self.people, self.exports, self._load, self._gallery,
            lambda spec: "demo:" if spec == "auto" else spec, self.notices.append,
        )  # fmt: skip

    def _open(self, spec: str, realtime: bool) -> ScriptedSource:
        self.opened.append(spec)
        return ScriptedSource([make_frame(0)], spec=spec)

    def _load(self, chosen: RecognitionSettings) -> ToyVision:
        self.loaded.append(chosen)
        if chosen.embedder == "missing":
            raise ModelError("Model missing", "It is not installed.", "Install it.")
        return ToyVision(model_id=ModelId(chosen.embedder))

    def _gallery(self, model: ModelId, dimension: int) -> ListGallery:
        self.galleries.append(ListGallery(model_id=model))
        return self.galleries[-1]

    def change(self, section: str, **values: object) -> None:
        self.controller.change(with_changes(self.settings.current, section, **values))


class _Clock:
    def monotonic(self) -> float:
        import time

        return time.monotonic()

    def now(self) -> object:
        from datetime import UTC, datetime

        return datetime.now(UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    house.controller.load()
    yield house
    house.runner.stop()


def test_rules_change_without_loading_models(house: House) -> None:
    engine = house.runner.handler.engine
    assert engine is not None
    assert engine.policy == DecisionPolicy(1.1, 0.05, 3, 5), "the threshold is the model's own"
    house.change("recognition", threshold=OWN, margin=0.2, looks_needed=2, looks_window=4, cool_down=5.0)
    changed = house.runner.handler.engine
    assert changed is not None
    assert changed.policy == DecisionPolicy(0.9, 0.2, 2, 4)
    assert changed.cool_down == 5.0
    assert changed.vision is engine.vision
    assert len(house.loaded) == 1


def test_a_threshold_of_another_model_is_not_applied_and_that_is_said_once(house: House) -> None:
    house.change("recognition", threshold=OWN)
    assert not house.notices
    house.change("recognition", embedder="toy-2")
    house.change("recognition", margin=0.2)
    engine = house.runner.handler.engine
    assert engine is not None
    assert engine.policy.threshold == engine.vision.operating_point.threshold
    [notice] = house.notices
    assert "0.90" in notice.text()
    assert "toy-2 is in use with its own threshold, 1.10" in notice.text()
    house.change("recognition", embedder=DEFAULT_EMBEDDER)
    engine = house.runner.handler.engine
    assert engine is not None
    assert engine.policy.threshold == OWN.value


@pytest.mark.parametrize(
    "values",
    [{"provider": "cpu"}, {"detection_size": 960}, {"detector": "other"}],
    ids=lambda values: next(iter(values)),
)
def test_other_models_are_loaded_and_the_gallery_stays(house: House, values: dict[str, object]) -> None:
    house.change("recognition", **values)
    assert len(house.loaded) == 2
    assert len(house.galleries) == 1


def test_another_embedder_gets_its_own_gallery_and_the_old_one_is_closed(house: House) -> None:
    house.change("recognition", embedder="toy-2")
    engine = house.runner.handler.engine
    assert engine is not None
    assert engine.gallery.model_id == ModelId("toy-2")
    assert house.galleries[0].closed
    assert not house.galleries[1].closed


def test_what_fails_leaves_the_old_settings_in_effect(house: House) -> None:
    before, engine = house.settings.current, house.runner.handler.engine
    with pytest.raises(ModelError):
        house.change("recognition", embedder="missing")
    assert house.settings.current == before
    assert house.runner.handler.engine is engine


def test_camera_is_switched_and_auto_is_resolved(house: House) -> None:
    house.controller.open_camera()
    assert house.runner.wait_ended(5)
    house.change("camera", source="7")
    assert house.runner.wait_ended(5)
    assert house.opened == ["demo:", "7"]


def test_pictures_and_zone_reach_their_services(house: House) -> None:
    house.change("storage", keep_pictures=True)
    house.change("site", zone="Asia/Tokyo")
    assert house.people.keep_pictures
    assert house.exports.zone == ZoneInfo("Asia/Tokyo")


def test_settings_that_cannot_be_saved_change_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_settings: object) -> None:
        raise SettingsError("Settings not saved", "The disk is full.", "Make room.")

    monkeypatch.setattr(house.settings, "replace", full)
    engine = house.runner.handler.engine
    for section, values in (
        ("storage", {"keep_pictures": True}),
        ("site", {"zone": "Asia/Tokyo"}),
        ("recognition", {"threshold": OWN}),
        ("recognition", {"embedder": "toy-2"}),
    ):
        with pytest.raises(SettingsError):
            house.change(section, **values)
    assert not house.people.keep_pictures
    assert house.exports.zone != ZoneInfo("Asia/Tokyo")
    assert house.runner.handler.engine is engine
    assert [gallery.closed for gallery in house.galleries] == [False, True]


def test_camera_that_is_off_stays_off(house: House) -> None:
    house.change("camera", source="7")
    assert house.opened == []


def test_networks_that_judge_attacks_are_loaded_with_the_models_and_not_at_the_first_frame(house: House) -> None:
    touched: list[str] = []

    class Lazy(ToyVision):
        def __getattribute__(self, name: str) -> object:
            if name == "pad":
                touched.append(name)
            return super().__getattribute__(name)

    house.controller._load_vision = lambda _chosen: Lazy()
    house.controller.load()
    assert touched
    touched.clear()
    off = with_changes(house.settings.current, "pad", level="off", off_reason="no networks here")
    house.settings.replace(off)
    house.controller.load()
    assert not touched
