"""``facegate models``: what is installed, get what is missing, check every byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.failures import as_record
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.progress import installing

if TYPE_CHECKING:
    from facegate.domain.ids import ModelId
    from facegate.errors import ModelError
    from facegate.pipeline.services import Services
    from facegate.vision.offered import Offers
    from facegate.vision.store import InstallReport, ModelStatus, ModelStore

commands = typer.Typer(
    name="models",
    help="The networks that find and recognise faces.",
    epilog="Example: facegate models install --from /media/usb/models",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("list", epilog="Example: facegate models list --json")
def list_models(context: typer.Context, as_json: JsonOption = False) -> None:
    """List every model that is known and whether it is installed."""
    call = invocation(context)
    store = call.backend.model_store(call.paths)
    _show(store.status(), Output(as_json))
    for error in store.unusable:
        note(error.text())


@commands.command("verify", epilog="Example: facegate models verify")
def verify_models(context: typer.Context, as_json: JsonOption = False) -> int:
    """Check the hash of every installed model; fails if one is damaged or a default one is missing."""
    call = invocation(context)
    found = call.backend.model_store(call.paths).verify()
    _show(found, Output(as_json))
    wrong = [each for each in found if each.state == "damaged" or (each.default and each.state != "installed")]
    if wrong:
        names = " ".join(each.id for each in wrong)
        note(f"Get them again: facegate models install {names}")
    return int(bool(wrong))


@commands.command("install", epilog="Example: facegate models install --from /media/usb/models")
def install_models(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="MODEL", help="Which; without, the default and the optional ones.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Take from this folder, or from the training run there, what it has, first; descriptions too.",
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let descriptions in the folder replace those of models of the same id.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Install models that are missing; fails if a default one, or one that was named, is missing afterwards.

    Descriptions (*.toml) beside their files in DIR or DIR/export become the site's. Without names, a folder that
    brings descriptions gives what it has, and nothing else is looked for.
    """
    from facegate.vision.offered import Offers

    call = invocation(context)
    store = call.backend.model_store(call.paths)
    offers = store.offered(folder, replace=replace) if folder is not None else Offers()
    for error in (*offers.refused, *offers.not_needed):
        note(error.text())
    taken = [each for each in offers.models if not names or each.manifest.id in names]
    wanted = _wanted(store, names, folder, offers)
    for manifest in (*(each.manifest for each in taken), *(store.manifest(each) for each in wanted or ())):
        use = " For research only." if manifest.research_only else ""
        note(f"{manifest.id}: {manifest.licence}.{use} {manifest.notes}")
    with call.backend.exclusive(call.paths), installing() as progress:
        report = store.take_over(taken, progress)
        report.add(store.install(wanted, from_dir=folder, progress=progress))
    _tell(report, store, Output(as_json), offers.refused)
    if _pad_lost(call, store):
        note(_pad_ask(store))
    if folder is not None and _took_nothing(folder, report):
        note(_nothing_in(folder, [*report.installed, *report.missing], store))
    return int(bool(report.missing or offers.refused))


def _wanted(
    store: ModelStore, names: Sequence[str] | None, folder: Path | None, offers: Offers
) -> list[ModelId] | None:
    """Models to install besides those that are offered; None: the usual ones. Raises ModelError for unknown names."""
    if names:
        offered = {each.manifest.id for each in offers.models}
        return _named(store, [name for name in names if name not in offered]) or []
    if folder is not None and (offers.models or offers.known):
        replaced = {each.manifest.model_id for each in offers.models}
        return [each for each in store.held_in(folder) if each not in replaced]
    return None


def _took_nothing(folder: Path, report: InstallReport) -> bool:
    """Whether a folder was named for something, and nothing came from it."""
    from facegate.vision.offered import EXPORT_FOLDER

    places = {str(folder), str(folder / EXPORT_FOLDER)}
    return bool(report.installed or report.missing) and places.isdisjoint(report.sources.values())


def ensure_models(call: Invocation, services: Services) -> None:
    """Install the models of the settings that are missing: the first start needs no command of its own.

    Raises:
        ModelError: one could not be had.
    """
    chosen = services.settings.current.recognition
    install_missing(call.backend.model_store(services.paths), (chosen.detector, chosen.embedder))


def ensure_pad_models(call: Invocation, services: Services, source: str) -> None:
    """Install what attack detection needs, where it is on for a source; say what to do where that cannot be had.

    Recognition goes on without, and identifies nobody.
    """
    from facegate.capture.specs import SourceKind, parse_spec
    from facegate.domain.pad.levels import PadLevel
    from facegate.errors import ModelError

    recorded = parse_spec(source).kind in (SourceKind.FILE, SourceKind.PICTURES, SourceKind.DEMO)
    judged = services.pad.assess_recordings or not recorded
    if not judged or services.settings.current.pad.level is PadLevel.OFF:
        return
    store = call.backend.model_store(services.paths)
    try:
        install_missing(store, store.needed_for_pad())
    except ModelError as error:
        note(error.message)
        note(_pad_ask(store))


def install_missing(store: ModelStore, names: Sequence[str]) -> None:
    """Install those of the named models that are not there.

    Raises:
        ModelError: one is not known, or could not be had.
    """
    wanted = _named(store, names) or []
    missing = [each.id for each in store.status() if each.id in wanted and each.state != "installed"]
    if not missing:
        return
    note("Models are missing; getting them.")
    with installing() as progress:
        report = store.install(missing, progress=progress)
    for error in report.missing.values():
        raise error


def _pad_ask(store: ModelStore) -> str:
    """What to do where the networks for attack detection are missing."""
    return (
        "Attack detection cannot work, so nobody is identified before a camera. Either put "
        f"{_files(store.needed_for_pad(), store)} into a folder and run 'facegate models install --from DIR', or turn "
        'attack detection off with a reason: in the window, or in the settings file with level = "off" and '
        'off_reason = "..." under [pad].'
    )


def _pad_lost(call: Invocation, store: ModelStore) -> bool:
    """Whether attack detection is on in this data folder and lacks its networks."""
    from facegate.domain.pad.levels import PadLevel
    from facegate.settings.store import SettingsStore

    level = SettingsStore(call.paths.settings_file, read_only=True).current.pad.level
    installed = {each.id for each in store.status() if each.state == "installed"}
    return level is not PadLevel.OFF and not installed.issuperset(store.needed_for_pad())


def _nothing_in(folder: Path, wanted: Sequence[ModelId], store: ModelStore) -> str:
    if not folder.is_dir():
        return f"{folder} is not a folder: nothing was taken from it."
    return f"{folder} holds nothing that could be used. Looked for: {_files(wanted, store)}."


def _files(wanted: Iterable[ModelId], store: ModelStore) -> str:
    known = [store.manifests[each] for each in wanted if each in store.manifests]
    return ", ".join(" or ".join(variant.file for variant in manifest.variants) for manifest in known)


def _named(store: ModelStore, names: Sequence[str] | None) -> list[ModelId] | None:
    """Typed names, None for none given. Raises ModelError for one that is not known."""
    from facegate.domain.ids import ModelId

    return [store.manifest(ModelId(name)).model_id for name in names] if names else None


def _show(found: Sequence[ModelStatus], output: Output) -> None:
    output.table(
        [_record(each) for each in found],
        ("Model", "Task", "Default", "State", "Licence", "Notes", "Problem"),
        [
            (
                each.id,
                each.task,
                "yes" if each.default else "optional" if each.optional else "",
                each.state,
                each.licence,
                ", ".join(_remarks(each)),
                each.problem,
            )
            for each in found
        ],
    )


def _remarks(status: ModelStatus) -> list[str]:
    found = [] if status.measured else ["calibrate before use"]
    return ["research only", *found] if status.research_only else found


def _record(status: ModelStatus) -> dict[str, Any]:
    return {
        "id": status.id,
        "title": status.title,
        "task": status.task,
        "default": status.default,
        "optional": status.optional,
        "without": status.without or None,
        "research_only": status.research_only,
        "measured": status.measured,
        "state": status.state,
        "licence": status.licence,
        "notes": status.notes,
        "file": None if status.file is None else str(status.file),
        "variant": status.variant or None,
        "problem": status.problem or None,
    }


def _tell(report: InstallReport, store: ModelStore, output: Output, refused: Sequence[ModelError]) -> None:
    """The outcome; descriptions that were refused have been told before."""
    known = {each.id: each for each in store.status()}
    value = {
        "installed": [{"id": each, "source": report.sources.get(each)} for each in report.installed],
        "already": list(report.already),
        "missing": [
            {"id": each, "default": each in known and known[each].default, **as_record(error)}
            for each, error in report.missing.items()
        ],
        "without": [
            {"id": each, "without": known[each].without, **as_record(error)} for each, error in report.without.items()
        ],
        "refused": [as_record(error) for error in (*refused, *report.refused)],
    }
    lines = [f"{each}: installed from {report.sources.get(each, '?')}" for each in report.installed]
    lines += [f"{each}: was installed already" for each in report.already]
    output.result(value, "\n".join(lines))
    for wrong in report.refused:
        note(wrong.text())
    for each, error in report.missing.items():
        note(f"{each} is missing. {error.text()}")
    for each, error in report.without.items():
        lacking = "missing" if known[each].task == "pad" else "optional and not installed"
        note(f"{each} is {lacking}. {error.message}")
    # Once where several models of a kind could not be had.
    for lost in dict.fromkeys(known[each].without for each in report.without):
        note(lost)
    if report.without:
        note(f"Put into a folder what you have of them and name it with --from: {_files(report.without, store)}.")
