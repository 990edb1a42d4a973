"""What the commands of gallery files share: the models that were named, and the key."""

from __future__ import annotations

import getpass
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from facegate.cli.invocation import Invocation
from facegate.cli.models import install_missing
from facegate.cli.output import note
from facegate.cli.pin_input import read_hidden

if TYPE_CHECKING:
    from facegate.domain.identification import DecisionPolicy
    from facegate.vision.manifest import Manifest, Task
    from facegate.vision.stack import VisionStack
    from facegate.vision.store import ModelStore

PASSPHRASE_VARIABLE = "FACEGATE_PASSPHRASE"  # noqa: S105 - the variable's name
"""As for the data folder."""

_MODEL_HELP = "installed, or its description (*.toml) beside its file, or the folder of an exported training run."

DetectorOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--detector", metavar="MODEL", help=f"Instead of the one in the settings: {_MODEL_HELP}"),
]
EmbedderOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--embedder", metavar="MODEL", help=f"Instead of the one in the settings: {_MODEL_HELP}"),
]
KeyOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--key",
        metavar="KEY",
        help="A key file, made by 'build' where there is none; 'keyring:NAME'; or 'passphrase', which is asked for or "
        f"taken from {PASSPHRASE_VARIABLE}. Without: the passphrase of that variable, else the gallery's name with "
        "'.key'.",
    ),
]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The models of one command.

    Attributes:
        network: digest that tells the embedder from another one of the same id.
        policy: the rules of the settings for this embedder, one look deciding.
    """

    vision: VisionStack
    detector: str
    network: str
    policy: DecisionPolicy


@contextmanager
def loaded_models(call: Invocation, detector: str | None, embedder: str | None) -> Iterator[Loaded]:
    """Load the models of the settings or those that were named; get what is missing.

    Raises:
        ModelError: a model is not known, cannot be had or does not run.
    """
    from facegate.domain.ids import ModelId
    from facegate.pipeline.control import policy_of
    from facegate.settings.store import SettingsStore
    from facegate.vision.lending import network_digest
    from facegate.vision.stack import load_vision

    settings = SettingsStore(call.paths.settings_file, read_only=True)
    if settings.problem is not None:
        note(settings.problem.text())
    chosen = settings.current.recognition.model_copy(update={"looks_needed": 1, "looks_window": 1})
    store = call.backend.model_store(call.paths)
    known = dict(store.manifests)
    with tempfile.TemporaryDirectory(prefix="facegate-models-", ignore_cleanup_errors=True) as folder:
        detector = _made_known(store, detector or chosen.detector, "detector", Path(folder))
        embedder = _made_known(store, embedder or chosen.embedder, "embedder", Path(folder))
        vision = load_vision(store, ModelId(detector), ModelId(embedder), chosen.provider, chosen.detection_size)
        used = store.manifest(ModelId(embedder))
        if not of_one_network(known.get(used.model_id), used):
            # The site's threshold was found for the network that is installed under this name.
            chosen = chosen.model_copy(update={"threshold": None})
        yield Loaded(vision, detector, network_digest(used), policy_of(chosen, vision))


def of_one_network(known: Manifest | None, used: Manifest) -> bool:
    """Whether what is used under an id is what was known under it; another network has another threshold."""
    from facegate.vision.lending import network_digest

    return known is not None and network_digest(known) == network_digest(used)


def _made_known(store: ModelStore, named: str, task: Task, scratch: Path) -> str:
    """The id of a model that the store can load from now on."""
    from facegate.vision.lending import is_place, lend

    if is_place(store, named):
        return lend(store, Path(named), task, scratch)
    install_missing(store, (named,))
    return named


def key_place(named: str | None, gallery: Path, *, passphrase: bool) -> str:
    """Where the key is; ``passphrase``: whether one is meant where nothing was named."""
    from facegate.storage.gallery_keys import PASSPHRASE

    if named is not None:
        return named
    return PASSPHRASE if passphrase else f"{gallery}.key"


def asking(context: typer.Context, *, new: bool) -> Callable[[], str]:
    """Asks for the passphrase of a gallery: the environment, else the terminal."""

    def ask() -> str:
        given = os.environ.get(PASSPHRASE_VARIABLE) or _typed(context, new=new)
        if not given:
            raise typer.BadParameter("the passphrase is empty", ctx=context)
        return given

    return ask


def _typed(context: typer.Context, *, new: bool) -> str:
    if new or sys.stdin is None or not sys.stdin.isatty():
        return read_hidden(context, "passphrase")
    return getpass.getpass("Passphrase: ")
