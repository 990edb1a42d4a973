"""``facegate doors``: the outputs that move doors. Whom they are opened for is ``facegate access``."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.pin_input import read_hidden
from facegate.cli.pulsing import finished, listened

if TYPE_CHECKING:
    from facegate.domain.ids import EventId
    from facegate.domain.ports_doors import PulseResult
    from facegate.pipeline.services import Services
    from facegate.settings.doors import OutputSettings

_SECRET_BYTES = 32
"""Of a secret that is made up: as many as the hash that it is used with has."""

commands = typer.Typer(
    name="doors",
    help="The outputs that move doors: relays, webhooks and MQTT, as they are in the settings.",
    epilog="Example: facegate doors list",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NameArgument = Annotated[str, typer.Argument(metavar="OUTPUT", help="Name of the output in the settings.")]


@commands.command("list", epilog="Example: facegate doors list --json")
def list_outputs(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the outputs, and whether they move anything."""
    call = invocation(context)
    with call.services(read_only=True) as services:
        doors = services.settings.current.doors
        records = [_record(services, each, doors.dry_run) for each in doors.outputs]
    Output(as_json).table(
        {"dry_run": doors.dry_run, "outputs": records},
        ("Output", "Kind", "Place", "Moves doors", "Secret"),
        [
            (each["name"], each["kind"], each["place"], "dry run" if doors.dry_run else "yes", each["secret"])
            for each in records
        ],
        empty="There are no outputs, so no door moves. They are named in the settings file, under [[doors.outputs]].",
    )
    for each in doors.outputs:
        if getattr(each, "is_open_text", False):
            note(f"{each.name}: everybody on the way can read when this door opens; use https.")


@commands.command("test", epilog="Example: facegate doors test front")
def try_output(context: typer.Context, name: NameArgument, as_json: JsonOption = False) -> None:
    """Reach an output without opening anything: the port is there, the broker answers, the address takes a message.

    Its relay is released if it was pressed.
    """
    call = invocation(context)
    with call.services() as services:
        services.doors.try_out(name)
    Output(as_json).result({"output": name, "reached": True}, f"{name} can be used.")


@commands.command("pulse", epilog="Example: facegate doors pulse front --seconds 1 --yes")
def pulse_output(
    context: typer.Context,
    name: NameArgument,
    seconds: Annotated[float, typer.Option("--seconds", metavar="S", min=0.1, max=60.0, help="For how long.")] = 1.0,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Open for a moment, to see whether the door moves; it is logged. On a dry run nothing moves."""
    if not yes:
        typer.confirm(f"Open the door that {name} moves for {seconds:g} s?", abort=True, err=True)
    call = invocation(context)
    with call.services() as services:
        _find(services, name)
        result = _pulse(services, name, seconds)
    record = {
        "output": name,
        "outcome": result.outcome.value,
        "latency_s": round(result.latency, 3),
        "seconds": seconds,
    }
    dry = result.outcome.value == "dry_run"
    text = "Dry run: nothing was moved." if dry else f"Opened after {result.latency:.3f} s, for {seconds:g} s."
    Output(as_json).result(record, text)


@commands.command("secret", epilog="Example: facegate doors secret front --make")
def set_secret(
    context: typer.Context,
    name: NameArgument,
    make: Annotated[bool, typer.Option("--make", help="Make one up and print it, for the other side.")] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Take it away.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Set what an output signs or logs in with, typed twice or on stdin. It is kept in the keyring."""
    if make and clear:
        raise typer.BadParameter("--make and --clear exclude each other", ctx=context)
    call = invocation(context)
    with call.services() as services:
        if clear:
            secret = None
        else:
            output = _find(services, name)
            secret = secrets.token_urlsafe(_SECRET_BYTES) if make else _given(context, output)
        with call.signals.held():
            services.door_secrets.save(name, secret)
    record = {"output": name, "has_secret": secret is not None, **({"secret": secret} if make else {})}
    said = "The secret was taken away." if clear else f"The secret: {secret}" if make else "The secret was set."
    Output(as_json).result(record, said)


def _find(services: Services, name: str) -> OutputSettings:
    from facegate.doors.outputs import unknown_output

    output = services.settings.current.doors.find(name)
    if output is None:
        raise unknown_output(name)
    return output


def _given(context: typer.Context, output: OutputSettings) -> str:
    from facegate.doors.signing import LEAST_SECRET

    secret = read_hidden(context, "secret")
    # A broker's password is what the broker says; what signs must not be guessed.
    least = LEAST_SECRET if output.kind == "webhook" else 1
    if len(secret) < least:
        raise typer.BadParameter(f"this secret needs at least {least} characters", ctx=context)
    return secret


def _record(services: Services, output: OutputSettings, dry_run: bool) -> dict[str, Any]:
    from facegate.doors.build import shown_place

    return {
        "name": output.name,
        "kind": output.kind,
        "place": shown_place(output),
        "dry_run": dry_run,
        "secret": _secret_state(services, output),
    }


def _secret_state(services: Services, output: OutputSettings) -> str | None:
    """``set``, ``missing``, ``not readable``, or None where none is needed."""
    from facegate.errors import StorageError
    from facegate.settings.doors import MqttOutput, SerialOutput

    if isinstance(output, SerialOutput) or (isinstance(output, MqttOutput) and not output.user):
        return None
    try:
        return "missing" if services.door_secrets.load(output.name) is None else "set"
    except StorageError:
        return "not readable"


def _pulse(services: Services, name: str, seconds: float) -> PulseResult:
    """Have an output pulsed, which is logged first, and wait until it is over; raises what went wrong."""
    results = listened(services)
    services.doors.start()
    ordered: list[EventId] = []
    services.access.try_pulse(name, seconds, ordered.append)
    return finished(results, ordered[0], seconds)
