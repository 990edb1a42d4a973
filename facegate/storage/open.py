"""Everything of one data folder that survives a restart, opened as one bundle."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field

from facegate.domain.ports import Clock
from facegate.errors import FacegateError
from facegate.settings.paths import Paths
from facegate.storage import engine as sqlite
from facegate.storage.access import StoredAccess
from facegate.storage.appender import Appender
from facegate.storage.attendance import StoredAttendance
from facegate.storage.certificates import StoredCertificateKeys
from facegate.storage.chain import Chain
from facegate.storage.cipher import Cipher
from facegate.storage.door_secrets import StoredDoorSecrets
from facegate.storage.erasure import Eraser
from facegate.storage.events import StoredEvents
from facegate.storage.expiry import Expiry
from facegate.storage.head import HeadFile
from facegate.storage.keyset import Purpose
from facegate.storage.lock import InstanceLock
from facegate.storage.look_rows import LookKeeper
from facegate.storage.looks import StoredLooks
from facegate.storage.merging import StoredMerging
from facegate.storage.opening import Opened, open_for_reading, open_for_writing
from facegate.storage.pad_audit import StoredPadAudit
from facegate.storage.people import StoredPeople
from facegate.storage.plans import StoredPlans
from facegate.storage.readers import Readers
from facegate.storage.rotation import KeyRotation
from facegate.storage.sealing import RowSealer
from facegate.storage.subject_access import StoredSubjectAccess
from facegate.storage.teaching import StoredTeaching
from facegate.storage.writer import NoWriter, TroubleListener, Writer, Writes


@dataclass(frozen=True, slots=True)
class Storage:
    """An open data folder.

    Attributes:
        events, people, looks, teaching: the log, the records, kept looks and what corrections taught. Thread-safe.
        merging: makes one record of two. Thread-safe.
        cipher: seals the index cache.
        certificates: signs certificates of erasures.
        access: everything that is stored of one person. Thread-safe.
        doors: lock-down and watch list. Thread-safe.
        door_secrets: what outputs sign and log in with. Thread-safe.
        pad_audit: who changed how strictly presentation attacks are looked for. Thread-safe.
        plans: who works when, and who may pass where. Thread-safe.
        attendance: punches, and the minutes of days. Thread-safe.
        notices: what the user should be told, oldest first; may grow while it is open.
        writer: owns the writing connection; refuses where the folder was opened for reading.
    """

    events: StoredEvents
    people: StoredPeople
    looks: StoredLooks
    teaching: StoredTeaching
    merging: StoredMerging
    cipher: Cipher
    certificates: StoredCertificateKeys
    access: StoredSubjectAccess
    doors: StoredAccess
    door_secrets: StoredDoorSecrets
    pad_audit: StoredPadAudit
    plans: StoredPlans
    attendance: StoredAttendance
    notices: list[FacegateError]
    writer: Writes
    _rotation: KeyRotation
    _closing: ExitStack = field(repr=False)

    @property
    def trouble(self) -> FacegateError | None:
        """What keeps events from being recorded just now; they wait."""
        return self.writer.trouble

    def rotate_keys(self, actor: str) -> int:
        """Give the folder a new key, see :class:`KeyRotation`; returns how many records were sealed anew."""
        return self._rotation.rotate(actor)

    def close(self) -> None:
        """Write what waits, close everything, give the lock back; safe to call twice."""
        self._closing.close()


def open_storage(
    paths: Paths,
    *,
    clock: Clock,
    passphrase: str | None = None,
    read_only: bool = False,
    on_trouble: TroubleListener = lambda _trouble: None,
) -> Storage:
    """Open a data folder.

    Args:
        paths: where it is.
        clock: for what is recorded.
        passphrase: opens the key, or protects it where the folder is new.
        read_only: beside a process that writes: takes no lock, changes nothing. A folder without a
            database looks empty then, with a notice.
        on_trouble: told on the writer's thread what keeps events from being recorded, None when it is over.

    Raises:
        StorageError: it cannot be opened: in use by another process, not writable, newer than this
            program, its key missing.
        DamagedDataError: its key does not fit, or, opened for reading, it cannot be read as a database.
    """
    notices: list[FacegateError] = []
    with ExitStack() as stack:
        if read_only:
            opened = open_for_reading(paths, passphrase, notices)
            writer: Writes = NoWriter()
            keeper = LookKeeper(RowSealer(opened.keys))
        else:
            paths.prepare()
            stack.enter_context(InstanceLock(paths.lock_file))
            opened = open_for_writing(paths, clock, passphrase, notices)
            keeper = LookKeeper(RowSealer(opened.keys))
            writer = _started_writer(paths, clock, opened, keeper, notices, on_trouble, stack)
        readers = Readers(opened.readers, paths.database)
        # Readers first: the last connection to close, the writer's, removes the write-ahead log.
        stack.callback(readers.close)
        # list.append is atomic, so any thread may notify.
        looks = StoredLooks(
            readers, writer, paths.database, RowSealer(opened.keys), keeper, clock, notices.append,
            writable=not read_only,
        )  # fmt: skip
        if not read_only:
            # The first to end: it needs the writer.
            stack.callback(Expiry(looks.purge).start().close)
        return _bundle(paths, clock, opened, readers, writer, looks, notices, stack.pop_all())


def _started_writer(
    paths: Paths,
    clock: Clock,
    opened: Opened,
    keeper: LookKeeper,
    notices: list[FacegateError],
    on_trouble: TroubleListener,
    stack: ExitStack,
) -> Writer:
    appender = Appender(Chain(opened.keys), _head_file(paths, opened), clock, keeper)
    writer = Writer(sqlite.writing_engine(paths.database), paths.database, appender, on_trouble)
    damage = writer.start()
    stack.callback(writer.close)
    if damage is not None:
        notices.append(damage)
    return writer


def _bundle(
    paths: Paths,
    clock: Clock,
    opened: Opened,
    readers: Readers,
    writer: Writes,
    looks: StoredLooks,
    notices: list[FacegateError],
    closing: ExitStack,
) -> Storage:
    notify = notices.append
    eraser = Eraser(paths, writer, clock, notify)
    return Storage(
        events=StoredEvents(readers, writer, Chain(opened.keys), _head_file(paths, opened), notify),
        people=StoredPeople(readers, writer, RowSealer(opened.keys), clock, eraser, notify),
        looks=looks,
        teaching=StoredTeaching(
            readers, writer, paths.database, paths.backups_dir, RowSealer(opened.keys), clock, notify
        ),
        merging=StoredMerging(paths, writer, RowSealer(opened.keys), clock, notify),
        cipher=Cipher(opened.keys, Purpose.CACHE),
        certificates=StoredCertificateKeys(opened.keys),
        access=StoredSubjectAccess(readers, writer, RowSealer(opened.keys), clock),
        doors=StoredAccess(readers, writer, clock),
        door_secrets=StoredDoorSecrets(opened.identity, paths.door_secrets_file),
        pad_audit=StoredPadAudit(writer, clock),
        plans=StoredPlans(readers, writer, clock),
        attendance=StoredAttendance(readers, writer, clock, writable=not isinstance(writer, NoWriter)),
        notices=notices,
        writer=writer,
        _rotation=KeyRotation(paths, opened, writer, clock, notify),
        _closing=closing,
    )


def _head_file(paths: Paths, opened: Opened) -> HeadFile:
    return HeadFile(paths.state_dir, Chain(opened.keys), opened.identity.database_id)
