"""What somebody asks of the running FaceGate from another process: files in a folder of the data folder, no network.

A request is a file that its sender renames into the folder, so that it is there as a whole or not at all. Whoever runs
FaceGate takes it away before it is carried out: never twice, and never after a crash. Both need the rights of the
account that owns the data folder; who asked is what the system says of the file, not what the file says.
"""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Any

from pydantic import TypeAdapter, ValidationError

from facegate import logs
from facegate.domain.access.codes import ResetReason
from facegate.domain.ports import Clock
from facegate.errors import AccessError, FacegateError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

POLL_SECONDS = 0.25
"""Between two looks at the folder."""

MOST_AGE = timedelta(seconds=5)
"""What was asked longer ago is refused: whoever stands at the door now may be somebody else."""

_MOST_AHEAD = timedelta(seconds=1)
"""A request from farther in the future than this was made before the clock was set back: its age is not known."""

_MOST_BYTES = 4096
_REQUEST, _ANSWER = ".request", ".answer"


class DeskAction(StrEnum):
    """What can be asked for."""

    LOCK_DOWN = "lock_down"
    END_LOCK_DOWN = "end_lock_down"
    OPEN = "open"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """One of them.

    Attributes:
        action: see :class:`DeskAction`.
        sent_at: aware.
        target: the door, or the identifier of the person.
        reason: why somebody's whereabouts are forgotten.
    """

    action: DeskAction
    sent_at: datetime
    target: str = ""
    reason: ResetReason | None = None


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What became of it.

    Attributes:
        done: whether it was carried out.
        event_id: what was logged of it; None where nothing was.
        title, message, remedy: why it was not carried out.
    """

    done: bool
    event_id: str | None = None
    title: str = ""
    message: str = ""
    remedy: str = ""


_REQUESTS, _ANSWERS = TypeAdapter(DeskRequest), TypeAdapter(DeskAnswer)
CarryOut = Callable[[DeskRequest, str], str | None]
"""Carries a request out in the name of an account, returns the id of its event. Raises FacegateError."""


class DeskInbox:
    """Takes requests on a thread of its own, from :meth:`start` to :meth:`close`; :meth:`take` once, for tests too."""

    def __init__(self, folder: Path, carry_out: CarryOut, clock: Clock) -> None:
        self._folder = folder
        self._carry_out = carry_out
        self._clock = clock
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="facegate-desk", daemon=True)

    def start(self) -> None:
        """Make the folder, drop what an earlier run left, and listen; without a folder there is nothing to hear."""
        try:
            self._folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._folder.chmod(PRIVATE_FOLDER)
            for left in (*self._folder.glob(f"*{_REQUEST}"), *self._folder.glob(f"*{_ANSWER}")):
                left.unlink(missing_ok=True)
        except OSError as error:
            logs.app.warning("other processes cannot ask for doors (%s)", type(error).__name__)
            return
        self._thread.start()

    def close(self) -> None:
        """Hear nothing more; waits for the request that is being carried out."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        with suppress(OSError):
            self._folder.rmdir()

    def take(self) -> None:
        """Carry out what lies there."""
        for path in sorted(self._folder.glob(f"*{_REQUEST}")):
            answer = self._answer(path)
            with suppress(OSError):
                write_atomically(path.with_suffix(_ANSWER), _ANSWERS.dump_json(answer))

    def _run(self) -> None:
        while not self._ending.wait(POLL_SECONDS):
            try:
                self.take()
            except Exception as error:  # noqa: BLE001 - thread boundary: whoever asks next is heard all the same
                logs.app.error("a request of another process failed (%s)", type(error).__name__)

    def _answer(self, path: Path) -> DeskAnswer:
        try:
            request, actor = self._taken(path)
            age = self._clock.now() - request.sent_at
            if not -_MOST_AHEAD <= age <= MOST_AGE:
                raise AccessError("Asked too late", "The request is too old to be carried out.", "Ask again.")
            return DeskAnswer(True, self._carry_out(request, actor))
        except (OSError, ValidationError, ValueError):
            return DeskAnswer(
                False, None, "Not understood", "The request cannot be read.", "Ask with the same version."
            )
        except FacegateError as error:
            return DeskAnswer(False, None, error.title, error.message, error.remedy)

    def _taken(self, path: Path) -> tuple[DeskRequest, str]:
        """The request, which is not there any more then, and whose it is. Raises OSError, ValueError."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with os.fdopen(os.open(path, flags), "rb") as stream:
                about = os.fstat(stream.fileno())
                data = stream.read(_MOST_BYTES + 1) if stat.S_ISREG(about.st_mode) else b""
        finally:
            # Before it is carried out; a request that cannot be taken away is not carried out at all.
            path.unlink()
        if len(data) > _MOST_BYTES:
            raise ValueError("too long")
        request = _REQUESTS.validate_json(data)
        if request.sent_at.tzinfo is None:
            raise ValueError("a moment without a zone")
        return request, account_of(about.st_uid)


def ask(folder: Path, request: DeskRequest, wait: Callable[[], bool]) -> DeskAnswer | None:
    """Ask the running FaceGate; None where it does not listen, or does not answer in time: it never will then.

    Args:
        folder: of requests.
        request: what is asked for.
        wait: called between two looks for the answer; False ends it.
    """
    if not folder.is_dir():
        return None
    path = folder / f"{token_hex(8)}{_REQUEST}"
    answer = path.with_suffix(_ANSWER)
    try:
        write_atomically(path, json.dumps(_plain(request)).encode())
        while True:
            with suppress(FileNotFoundError):
                return _ANSWERS.validate_json(answer.read_bytes())
            if not wait():
                return None
    except OSError:
        return None
    finally:
        for each in (path, answer):
            with suppress(OSError):
                each.unlink()


def account_of(uid: int) -> str:
    """The name of an account of the operating system."""
    try:
        import pwd
    except ImportError:  # Windows, where files do not tell: whoever can write there has the account's rights
        return "another process"
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"


def _plain(request: DeskRequest) -> dict[str, Any]:
    return {**asdict(request), "sent_at": request.sent_at.isoformat()}
