"""What ``doctor`` looks at: independent checks on probes that a test can replace one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.cli.output import counted
from facegate.cli.system_libraries import Library, install_line
from facegate.errors import FacegateError

MINIMUM_PYTHON = (3, 11)

_LEAST_FREE = 100 * 2**20
"""Bytes below which the next commit may fail."""

_ADVISED_FREE = 2**30

_EARLIEST = 2025
"""A clock that says less lost its battery: the program is younger."""

_SET_BACK = 5.0
"""Seconds that the newest event may lie ahead of the clock: time servers correct by less."""

_PAD = "attack detection"

_INSTALL = "Install FaceGate again: 'make run' in its folder, or 'pip install facegate'."


class Status(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    """Something useful is missing; the program works without it."""
    PROBLEM = "problem"
    """Something required is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    check: str
    status: Status
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ModelFact:
    """What is known of one model: ``state`` is installed, missing or damaged.

    Attributes:
        without: of an optional one, what is lost while it is missing.
    """

    name: str
    needed: bool
    state: str
    problem: str
    without: str = ""


@dataclass(frozen=True, slots=True)
class PadFact:
    """How presentation attacks are looked for.

    Attributes:
        level: of the settings; None: off.
        off_reason: why it is off.
        cues: what it goes by here; empty where its networks are missing or do not run.
    """

    level: str | None
    off_reason: str = ""
    cues: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DatabaseFact:
    """An intact database: events in its chain and when the newest was recorded.

    Attributes:
        embedder: of the settings.
        unfindable: people without a reference of it.
    """

    events: int
    newest: datetime | None
    embedder: str = ""
    unfindable: int = 0


@dataclass(frozen=True, slots=True)
class OutputFact:
    """An output of the settings.

    Attributes:
        place: where it is.
        moves: False on a dry run.
        problem: why it cannot work as it is; "" where nothing is known of that.
    """

    name: str
    place: str
    moves: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Probes:
    """How the checks look at the machine; each may raise FacegateError.

    Attributes:
        platform: as ``sys.platform``.
        python: version, and bits of a pointer.
        requirements: what the package's metadata asks for here, markers resolved: name -> version specifier.
        version_of: installed version of a distribution, None without one.
        version_fits: whether a version is within a specifier.
        importing: imports a module; raises whatever that raises.
        clashing_runtimes: builds of onnxruntime that overwrite each other.
        providers: what this onnxruntime could use.
        provider: (name, detail) of where the models run, found by running them, and whether a GPU was to be expected.
        models: every model.
        pad: how presentation attacks are looked for, found by running the networks.
        cameras: names of the cameras.
        display: name of the display, None without one.
        missing_libraries: of the system; the flag asks for the window's too.
        prepare_folder: make and try the data folder; returns its path.
        free_bytes: on its disk.
        settings_problem: why the settings file is not used.
        database: facts, None where there is none yet.
        keyring: (usable, what it is).
        outputs: what moves doors; looked at, not reached, as the gate may be using it.
        now: aware.
    """

    platform: str
    python: tuple[tuple[int, ...], int]
    requirements: Mapping[str, str]
    version_of: Callable[[str], str | None]
    version_fits: Callable[[str, str], bool]
    importing: Callable[[str], object]
    clashing_runtimes: Callable[[], Sequence[str]]
    providers: Callable[[], Sequence[str]]
    provider: Callable[[], tuple[str, str, bool]]
    models: Callable[[], Sequence[ModelFact]]
    pad: Callable[[], PadFact]
    cameras: Callable[[], Sequence[str]]
    display: Callable[[], str | None]
    missing_libraries: Callable[[bool], Sequence[Library]]
    prepare_folder: Callable[[], str]
    free_bytes: Callable[[], int]
    settings_problem: Callable[[], FacegateError | None]
    database: Callable[[], DatabaseFact | None]
    keyring: Callable[[], tuple[bool, str]]
    outputs: Callable[[], Sequence[OutputFact]]
    now: Callable[[], datetime]


MODULES = {
    "pyside6-essentials": "PySide6.QtWidgets",
    "opencv-python": "facegate.cv",
    "onnxruntime-gpu": "onnxruntime",
    "sqlalchemy": "sqlalchemy",
    "pillow": "PIL",
    "tomli-w": "tomli_w",
    "scikit-image": "skimage",
    "scikit-learn": "sklearn",
    "faiss-cpu": "faiss",
    "argon2-cffi": "argon2",
    "pyserial": "serial",
    "paho-mqtt": "paho.mqtt.client",
}
"""Distributions whose module is not called as they are. OpenCV comes through the door that everybody uses."""

OPTIONAL = frozenset({"scikit-image"})
"""What the demo camera needs and nothing else."""


def check_python(probes: Probes) -> Iterator[Finding]:
    """Version and pointer size."""
    version, bits = probes.python
    text = f"{'.'.join(map(str, version[:3]))}, {bits} bit"
    if tuple(version[:2]) < MINIMUM_PYTHON:
        least = ".".join(map(str, MINIMUM_PYTHON))
        yield Finding("python", Status.PROBLEM, text, f"Install Python {least} or newer.")
    elif bits != 64:
        yield Finding("python", Status.PROBLEM, text, "Install a 64-bit Python: the libraries exist for nothing else.")
    else:
        yield Finding("python", Status.OK, text)


def check_packages(probes: Probes) -> Iterator[Finding]:
    """Every requirement: installed, within bounds, importable."""
    for name, bounds in probes.requirements.items():
        yield _check_package(probes, name, bounds)


def _check_package(probes: Probes, name: str, bounds: str) -> Finding:
    check = f"package {name}"
    bad = Status.WARNING if name in OPTIONAL else Status.PROBLEM
    remedy = "Install it: pip install 'facegate[demo]'." if name in OPTIONAL else _INSTALL
    version = probes.version_of(name)
    if version is None:
        return Finding(check, bad, "not installed", remedy)
    try:
        probes.importing(MODULES.get(name, name.replace("-", "_")))
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is what is to be told
        library = re.search(r"lib[\w+.-]+\.so[.\d]*", str(error))
        if library is not None:
            remedy = f"The system lacks {library.group()}; see the line on system libraries."
        return Finding(check, bad, f"{version} cannot be imported: {error}", remedy)
    if not probes.version_fits(version, bounds):
        return Finding(check, Status.WARNING, f"{version}, tested with {bounds}", _INSTALL)
    return Finding(check, Status.OK, version)


def check_runtime(probes: Probes) -> Iterator[Finding]:
    """Only one build of onnxruntime."""
    clashing = probes.clashing_runtimes()
    if clashing:
        yield Finding(
            "onnxruntime",
            Status.PROBLEM,
            f"{' and '.join(clashing)} are installed together and overwrite each other",
            f"Remove all of them and install one: pip uninstall -y {' '.join(clashing)}; pip install {clashing[-1]}",
        )
    else:
        yield Finding("onnxruntime", Status.OK, f"can use {', '.join(probes.providers())}")


def check_models(probes: Probes) -> Iterator[Finding]:
    """What the settings name, and the defaults, whole; optional ones; others only if damaged."""
    for model in probes.models():
        check = f"model {model.name}"
        if model.state == "installed":
            yield Finding(check, Status.OK, "installed, hash right")
        elif model.needed or model.state == "damaged":
            yield Finding(
                check,
                Status.PROBLEM if model.needed else Status.WARNING,
                f"{model.state}{': ' + model.problem if model.problem else ''}",
                "Run 'facegate models install'.",
            )
        elif model.without:
            yield Finding(
                check,
                Status.WARNING,
                f"missing, optional. {model.without}",
                "Run 'facegate models install --from DIR'.",
            )


def check_provider(probes: Probes) -> Iterator[Finding]:
    """Where the models run, by running them."""
    name, detail, expected_gpu = probes.provider()
    text = f"{name}: {detail}" if detail else name
    if name == "CPU" and expected_gpu:
        yield Finding("inference", Status.WARNING, text, "Install the driver and CUDA: pip install 'facegate[cuda]'.")
    else:
        yield Finding("inference", Status.OK, text)


def check_pad(probes: Probes) -> Iterator[Finding]:
    """Whether pictures of people are told from people."""
    fact = probes.pad()
    if fact.level is None:
        reason = f" ({fact.off_reason})" if fact.off_reason else ""
        text = f"off{reason}: whoever holds up a photograph is taken for the person"
        yield Finding(_PAD, Status.WARNING, text, "Turn it on in the settings.")
    elif fact.cues:
        yield Finding(_PAD, Status.OK, f"{fact.level}, by {', '.join(fact.cues)}")
    else:
        yield Finding(
            _PAD,
            Status.PROBLEM,
            f"{fact.level}, but its models are missing or do not run: nobody is identified before a camera",
            "Run 'facegate models install', with --from DIR where they cannot be downloaded, or turn it off with a "
            "reason in the settings.",
        )


def check_cameras(probes: Probes) -> Iterator[Finding]:
    """Any camera."""
    names = probes.cameras()
    if names:
        yield Finding("camera", Status.OK, ", ".join(names))
    else:
        yield Finding(
            "camera",
            Status.WARNING,
            "none found; the demo camera is used",
            "Plug one in, or name a network camera. On Linux your account must be in the group 'video'.",
        )


def check_display(probes: Probes) -> Iterator[Finding]:
    """A display, and the system's libraries, which OpenCV needs in part without a window too."""
    display = probes.display()
    if display is None:
        yield Finding("display", Status.WARNING, "none; commands work, the window does not", "Log in to a desktop.")
    else:
        yield Finding("display", Status.OK, display)
    missing = probes.missing_libraries(True)
    if not missing:
        yield Finding("system libraries", Status.OK, "all there")
        return
    required = display is not None or any(library.headless for library in missing)
    yield Finding(
        "system libraries",
        Status.PROBLEM if required else Status.WARNING,
        "missing: " + ", ".join(library.soname for library in missing),
        "On Debian or Ubuntu: " + install_line(library.package for library in missing),
    )


def check_folder(probes: Probes) -> Iterator[Finding]:
    """Writable, with room."""
    folder = probes.prepare_folder()
    free = probes.free_bytes()
    text = f"{folder}, {free / 2**30:.1f} GB free"
    if free < _ADVISED_FREE:
        bad = Status.PROBLEM if free < _LEAST_FREE else Status.WARNING
        yield Finding("data folder", bad, text, "Free some space, or use another folder: --data-dir.")
    else:
        yield Finding("data folder", Status.OK, text)


def check_settings(probes: Probes) -> Iterator[Finding]:
    """The settings file is used."""
    problem = probes.settings_problem()
    if problem is None:
        yield Finding("settings", Status.OK, "read")
    else:
        yield Finding("settings", Status.WARNING, problem.message, problem.remedy)


def check_database(probes: Probes) -> Iterator[Finding]:
    """Schema and chain, and whether everybody can be recognised with the embedder in use."""
    fact = probes.database()
    if fact is None:
        yield Finding("database", Status.OK, "none yet; it is made at the first start")
    else:
        yield Finding("database", Status.OK, f"{counted(fact.events, 'event')}, chain intact")
        yield from _check_references(fact)


def _check_references(fact: DatabaseFact) -> Iterator[Finding]:
    if fact.unfindable:
        yield Finding(
            "references",
            Status.WARNING,
            f"people enrolled with another model, not recognised with {fact.embedder}: {fact.unfindable}",
            f"Run 'facegate people reextract'; 'facegate people list --without-model {fact.embedder}' names them.",
        )


def check_clock(probes: Probes) -> Iterator[Finding]:
    """The clock against the newest event, and against reason."""
    now = probes.now()
    text = now.isoformat(timespec="seconds")
    remedy = "Set the system's clock, and let it follow a time server."
    if now.year < _EARLIEST:
        yield Finding("clock", Status.PROBLEM, f"{text} cannot be", remedy)
        return
    try:
        fact = probes.database()
    except FacegateError:
        fact = None  # said by the check of the database
    newest = fact.newest if fact is not None else None
    if newest is not None and (newest - now).total_seconds() > _SET_BACK:
        yield Finding("clock", Status.WARNING, f"{text} is before the newest event, {newest.isoformat()}", remedy)
    else:
        yield Finding("clock", Status.OK, text)


def check_keyring(probes: Probes) -> Iterator[Finding]:
    """Where the key of the templates lies."""
    usable, detail = probes.keyring()
    if usable:
        yield Finding("keyring", Status.OK, detail)
    else:
        yield Finding(
            "keyring",
            Status.WARNING,
            f"{detail}; the key lies in a file that only your account can read",
            "Start a keyring service, such as GNOME Keyring or KWallet, to protect it better.",
        )


def check_outputs(probes: Probes) -> Iterator[Finding]:
    """What moves doors; a line each, none where there are none."""
    for output in probes.outputs():
        text = f"{output.place}{'' if output.moves else ', dry run'}"
        if output.problem:
            remedy = f"Correct it in the settings file, then run 'facegate doors test {output.name}'."
            yield Finding(f"door {output.name}", Status.WARNING, f"{text}: {output.problem}", remedy)
        else:
            yield Finding(f"door {output.name}", Status.OK, text)


Check = Callable[[Probes], Iterator[Finding]]

CHECKS: Mapping[str, tuple[Check, Status]] = {
    "python": (check_python, Status.PROBLEM),
    "packages": (check_packages, Status.PROBLEM),
    "onnxruntime": (check_runtime, Status.PROBLEM),
    "models": (check_models, Status.PROBLEM),
    "inference": (check_provider, Status.PROBLEM),
    _PAD: (check_pad, Status.PROBLEM),
    "camera": (check_cameras, Status.WARNING),
    "display": (check_display, Status.WARNING),
    "data folder": (check_folder, Status.PROBLEM),
    "settings": (check_settings, Status.WARNING),
    "database": (check_database, Status.PROBLEM),
    "clock": (check_clock, Status.PROBLEM),
    "keyring": (check_keyring, Status.WARNING),
    "doors": (check_outputs, Status.WARNING),
}
"""Every check, and how bad it is when it cannot be made at all."""


def run_checks(probes: Probes) -> Iterator[Finding]:
    """Every check; one that fails is a line of its own and stops no other."""
    for name, (check, bad) in CHECKS.items():
        try:
            yield from check(probes)
        except FacegateError as error:
            yield Finding(name, bad, f"{error.title}: {error.message}", error.remedy)
        except Exception as error:  # noqa: BLE001 - a broken package may raise anything, and that is the finding
            yield Finding(name, bad, f"{type(error).__name__}: {error}", _INSTALL)
