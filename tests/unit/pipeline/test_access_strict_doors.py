"""A door that wants everybody challenged opens on a challenge alone, whatever the camera thought was wanted."""

from __future__ import annotations

from pathlib import Path

from helpers.access_plans import building
from helpers.doors import Entrance

from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Cue, Pad, PadResult


def test_a_strict_door_wants_a_challenge_and_any_other_a_person(tmp_path: Path) -> None:
    gate = Entrance(tmp_path, building(hall={"pad": PadLevel.STRICT}))
    ada = gate.add("A-1")
    gate.seen(ada, pad=PadResult(Pad.BONA_FIDE, Cue.TEXTURE, 5.0))
    assert gate.codes() == ["pad_inconclusive"]
    assert gate.doors.ordered == []
    gate.seen(ada, pad=PadResult(Pad.BONA_FIDE, Cue.CHALLENGE, 1.0))
    assert gate.codes()[1:] == ["allowed"]
    gate.store.plan_now = building(hall={"pad": PadLevel.STANDARD})
    gate.access.changed()
    bela = gate.add("B-1")
    gate.seen(bela, pad=PadResult(Pad.BONA_FIDE, Cue.TEXTURE, 5.0))
    assert gate.codes()[2:] == ["allowed"]
    gate.access.close()
