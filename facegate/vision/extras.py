"""Networks that the program does without where they are missing, loaded when somebody first asks for them.

Recognition never does, so neither its start nor its memory pays for them. They
run on the CPU whatever the others run on: each takes a millisecond or two there,
and a GPU would have to keep them loaded. Without those for presentation attack
detection the program runs too, but names nobody while that is on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from facegate import logs
from facegate.domain.pad.evidence import PadSample
from facegate.domain.ports import EyeOpenness, HeadPoseEstimator
from facegate.domain.ports_pad import PresentationModel
from facegate.errors import ModelError
from facegate.vision.eyes import ContourOpenness
from facegate.vision.head_pose import AveragedPose, FsaNet
from facegate.vision.manifest import Manifest, Task
from facegate.vision.pad import MiniFasNet, MiniFasNetPair
from facegate.vision.pad_part import PadPart
from facegate.vision.pad_sets import pad_sets
from facegate.vision.predicted_quality import LightQNet
from facegate.vision.session import OnnxSession, open_session
from facegate.vision.store import ModelStore

T = TypeVar("T")


class Lazy(Generic[T]):
    """Something that is loaded by the first call, on its thread; others wait. Thread-safe."""

    def __init__(self, load: Callable[[], T | None]) -> None:
        """Take what loads it; None: it cannot be had."""
        self._load = load
        self._lock = threading.Lock()
        self._loaded = False
        self._value: T | None = None

    def __call__(self) -> T | None:
        """The thing, or None."""
        # Without the lock once it is there: asked for at every frame.
        if not self._loaded:
            with self._lock:
                if not self._loaded:
                    self._value = self._load()
                    self._loaded = True
        return self._value


class Extras:
    """The optional networks of one installation. Thread-safe.

    One that is installed later is found after the models are loaded again.
    """

    def __init__(self, store: ModelStore) -> None:
        """Load nothing yet."""
        self.head_pose: Lazy[HeadPoseEstimator] = Lazy(partial(_head_pose, store))
        self.eyes: Lazy[EyeOpenness] = Lazy(partial(_eyes, store))
        self.quality: Lazy[LightQNet] = Lazy(partial(_quality, store))
        self.pad: Lazy[PresentationModel] = Lazy(partial(_pad, store))


def _head_pose(store: ModelStore) -> HeadPoseEstimator | None:
    networks = [
        FsaNet(session, manifest.model_id, manifest.head_pose)
        for manifest, session in _open(store, "head_pose")
        if manifest.head_pose is not None
    ]
    return AveragedPose(networks) if networks else None


def _eyes(store: ModelStore) -> EyeOpenness | None:
    for manifest, session in _open(store, "eyes", most=1):
        if manifest.eyes is not None:
            return ContourOpenness(session, manifest.model_id, manifest.eyes)
    return None


def _quality(store: ModelStore) -> LightQNet | None:
    for manifest, session in _open(store, "quality", most=1):
        if manifest.quality is not None:
            return LightQNet(session, manifest.model_id, manifest.quality)
    return None


def _pad(store: ModelStore) -> PresentationModel | None:
    """The first set of networks for which there are limits, whole: these hold for no part of it."""
    opened = {
        manifest.model_id: (MiniFasNet(session, manifest.model_id, manifest.pad), manifest.pad)
        for manifest, session in _open(store, "pad")
        if manifest.pad is not None
    }
    for ids in pad_sets(store.manifests.values()):
        if missing := [model_id for model_id in ids if model_id not in opened]:
            logs.models.warning("%s: not usable without %s", ids[0], ", ".join(missing))
            continue
        rules = opened[ids[0]][1].rules
        assert rules is not None
        pair = MiniFasNetPair([opened[model_id][0] for model_id in ids], rules.rules())
        if _warmed_up(pair, rules.most_looks):
            return pair
    return None


def _warmed_up(pair: MiniFasNetPair, looks: int) -> bool:
    """Whether the networks judge as many looks as they may be given at once."""
    side = PadPart.picture_shape[1]
    noise = np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8)
    try:
        for count in range(1, looks + 1):
            pair.score([PadSample((noise,) * pair.size, 1.0)] * count)
    except ModelError as error:
        logs.models.warning("%s", error.text())
        return False
    return True


def _open(store: ModelStore, task: Task, most: int | None = None) -> Sequence[tuple[Manifest, OnnxSession]]:
    """The installed models for a task, at most ``most``; a damaged one is logged and left out."""
    found: list[tuple[Manifest, OnnxSession]] = []
    for status in store.status():
        if status.task != task or status.state != "installed" or len(found) == most:
            continue
        manifest = store.manifest(status.id)
        shape = tuple(size if isinstance(size, int) else 1 for size in manifest.prepare.shape)
        try:
            found.append((manifest, open_session(store.prepared_path(status.id), "cpu", [shape])))
        except ModelError as error:
            logs.models.warning("%s", error.text())
    return found
