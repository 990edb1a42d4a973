from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from helpers.clocks import RealClock
from helpers.door_fakes import SECRET, FakeSecrets, Results, order_at
from helpers.door_receiver import Behaviour, Receiver, answers, garbage, hangs_up, resets
from helpers.https_server import certificate

from facegate.doors.build import driver_maker
from facegate.doors.outputs import Outputs
from facegate.doors.signing import is_genuine
from facegate.doors.webhook import Webhook
from facegate.errors import StorageError, UnconfirmedDoorError
from facegate.settings.doors import DoorSettings, WebhookOutput


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


class Site:
    """Outputs over a folder, which can be closed and opened again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.secrets = FakeSecrets()
        self.start()

    def start(self) -> None:
        clock = RealClock()
        self.results = Results()
        self.outputs = Outputs(clock, driver_maker(clock, self.secrets, self.folder))
        self.outputs.add_listener(self.results)
        self.outputs.start()

    def use(self, url: str, timeout: float = 0.2, **more: object) -> None:
        output = WebhookOutput.model_validate({"name": "front", "url": url, "timeout": timeout, **more})
        self.outputs.configure(DoorSettings(dry_run=False, outputs=(output,)))

    def open(self) -> str:
        order = order_at(RealClock().now())
        self.outputs.pulse(order)
        return order.decision_id

    @property
    def waiting(self) -> int:
        return self.outputs.states()[0].waiting


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path / "doors")
    yield site
    site.outputs.close()


def test_an_order_arrives_signed_with_its_key_and_its_end(site: Site, receiver: Receiver, patient_bound: float) -> None:
    site.use(receiver.url)
    decision = site.open()
    assert site.results.next().outcome == "sent"
    request = receiver.next()
    assert request.target == "/open?gate=1"
    assert request.headers["idempotency-key"] == decision
    header = request.headers["facegate-signature"]
    now = datetime.now(UTC)
    assert is_genuine(SECRET, decision, request.body, header, now, 5.0)
    assert not is_genuine(SECRET, f"{decision}x", request.body, header, now, 5.0)
    assert not is_genuine(SECRET, decision, request.body + b" ", header, now, 5.0)
    assert not is_genuine("another secret", decision, request.body, header, now, 5.0)
    fields = request.fields
    assert (fields["type"], fields["decision"], fields["door"], fields["seconds"]) == ("open", decision, "d1", 1.0)
    age = datetime.fromisoformat(fields["expires_at"]) - datetime.fromisoformat(fields["decided_at"])
    assert age.total_seconds() == pytest.approx(patient_bound, abs=0.01)
    assert site.waiting == 0


TROUBLES: dict[str, Callable[[Receiver], Behaviour]] = {
    "reset": lambda _receiver: resets,
    "hung up": lambda _receiver: hangs_up,
    "garbage": lambda _receiver: garbage,
    "silence": lambda receiver: receiver.hangs,
    "drip": lambda receiver: receiver.drips,
    "500": lambda _receiver: answers(500),
    "429": lambda _receiver: answers(429),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_that_passes_is_tried_again_under_the_same_key(site: Site, receiver: Receiver, trouble: str) -> None:
    receiver.script.put(TROUBLES[trouble](receiver))
    site.use(receiver.url)
    decision = site.open()
    assert site.results.next().outcome == "sent"
    first, second = receiver.next(), receiver.next()
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == decision
    assert first.body == second.body
    assert site.waiting == 0


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_a_refusal_is_not_tried_again_but_kept_as_history(site: Site, receiver: Receiver, status: int) -> None:
    receiver.script.put(answers(status))
    receiver.script.put(answers(204))
    site.use(receiver.url)
    decision = site.open()
    assert site.results.next().outcome == "failed"
    assert receiver.next().fields["type"] == "open"
    late = receiver.next()
    assert (late.fields["type"], late.fields["decision"]) == ("expired", decision)
    assert "expires_at" not in late.fields
    assert late.headers["idempotency-key"] == f"{decision}:expired"


def test_no_order_follows_a_redirect(site: Site, receiver: Receiver) -> None:
    elsewhere = Receiver()
    receiver.script.put(answers(307, f"Location: {elsewhere.url}"))
    site.use(receiver.url)
    site.open()
    result = site.results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert "has moved" in result.error.message
    assert elsewhere.requests.empty()
    elsewhere.close()


def test_what_was_never_answered_may_have_opened_and_is_said_to_be_so(receiver: Receiver, tmp_path: Path) -> None:
    receiver.usually = receiver.hangs
    clock = RealClock()
    output = WebhookOutput(name="front", url=receiver.url, timeout=10.0)
    driver = Webhook(output, clock, FakeSecrets(), tmp_path / "front.jsonl")
    driver.connect()
    with pytest.raises(UnconfirmedDoorError, match="did not answer as it should"):
        driver.press(1, order_at(clock.now()), left=0.3)  # the time-out is longer than the order lives
    assert receiver.next().fields["type"] == "open"
    assert driver.waiting == 1
    driver.close()


def test_what_nobody_took_is_told_after_a_restart_as_history_and_once(site: Site) -> None:
    receiver = Receiver()
    receiver.usually = answers(404)
    site.use(receiver.url)
    decisions = [site.open() for _ in range(3)]
    assert [site.results.next().outcome for _ in decisions] == ["failed"] * 3
    assert site.waiting == 3
    site.outputs.close()
    receiver.close()
    site.start()
    receiver = Receiver()
    site.use(receiver.url)
    told = [receiver.next().fields for _ in decisions]
    assert {(each["type"], each["decision"]) for each in told} == {("expired", each) for each in decisions}
    site.open()
    assert site.results.next().outcome == "sent"
    assert receiver.next().fields["type"] == "open"
    site.outputs.close()
    site.start()
    site.use(receiver.url)
    site.open()
    assert site.results.next().outcome == "sent"
    assert receiver.next().fields["type"] == "open"
    assert receiver.requests.empty()
    receiver.close()


def test_certificates_are_checked(site: Site, tmp_path: Path) -> None:
    receiver = Receiver(certificate(tmp_path))
    site.use(receiver.url, timeout=2.0, ca_file=str(tmp_path / "server.pem"))
    site.open()
    assert site.results.next().outcome == "sent"
    assert receiver.next().fields["type"] == "open"
    site.use(receiver.url, timeout=2.0)
    site.open()
    result = site.results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert "certificate is not accepted" in result.error.message
    assert receiver.requests.empty()
    site.use(receiver.url, ca_file=str(tmp_path / "none.pem"))
    site.open()
    result = site.results.next()
    assert result.error is not None
    assert result.error.title == "Certificates not readable"
    receiver.close()


@pytest.mark.parametrize(("secret", "title"), [(None, "Secret missing"), ("too short", "Secret too short")])
def test_nothing_is_sent_without_a_secret(site: Site, receiver: Receiver, secret: str | None, title: str) -> None:
    site.secrets.secret = secret
    site.use(receiver.url)
    site.open()
    result = site.results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert result.error.title == title
    assert receiver.requests.empty()


def test_a_keyring_that_is_locked_opens_nothing(site: Site, receiver: Receiver) -> None:
    site.secrets.failure = StorageError("Keyring not usable", "It is locked.", "Unlock it.")
    site.use(receiver.url)
    site.open()
    assert site.results.next().outcome == "failed"
    assert receiver.requests.empty()


def test_an_order_that_cannot_be_kept_is_not_sent(site: Site, receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "doors").write_text("not a folder")
    site.use(receiver.url)
    site.open()
    result = site.results.next()
    assert result.outcome == "failed"
    assert result.error is not None
    assert result.error.title == "Message not kept"
    assert receiver.requests.empty()
