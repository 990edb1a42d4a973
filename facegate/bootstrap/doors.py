"""The outputs of a data folder, kept as its settings say."""

from __future__ import annotations

from contextlib import ExitStack

from facegate.domain.ports import Clock
from facegate.doors.build import driver_maker
from facegate.doors.outputs import Outputs
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage


def open_outputs(
    paths: Paths, storage: Storage, settings: SettingsStore, clock: Clock, stack: ExitStack, *, read_only: bool
) -> Outputs:
    """Outputs that follow the settings and are released when ``stack`` ends; a folder that is only read moves nothing.

    They reach for nothing before :meth:`Outputs.start` or the first order: most commands open no door.
    """
    outputs = Outputs(clock, driver_maker(clock, storage.door_secrets, paths.doors_dir))
    stack.callback(outputs.close)
    if not read_only:
        outputs.configure(settings.current.doors)
        stack.callback(settings.subscribe(lambda new: outputs.configure(new.doors)))
    return outputs
