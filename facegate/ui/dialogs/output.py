"""Adding or changing what moves a door."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facegate.errors import FacegateError, SettingsError
from facegate.settings.doors import MOST_CHANNELS, OutputSettings
from facegate.settings.model import with_changes
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 540
_KINDS = ("serial", "webhook", "mqtt")
_MOST_PORT = 65_535
_USUAL_PORT = 8883
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
"""As the settings take it."""


class OutputDialog(QDialog):
    """A few fields for each kind; what else the settings know of an output stays as it is."""

    def __init__(self, session: Session, output: OutputSettings | None, parent: QWidget | None = None) -> None:
        """``output``: None for a new one."""
        super().__init__(parent)
        self._session = session
        self._output = output
        self._busy = False
        self.setWindowTitle(self.tr("Output"))
        self.setMinimumWidth(_WIDTH)
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(2 * UNIT)
        self._rows.setVerticalSpacing(UNIT)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._of_kind: dict[str, list[QWidget]] = {kind: [] for kind in _KINDS}
        self._make_fields()
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.save_button = primary_button(self.tr("&Save"), self)
        self.save_button.setDefault(True)
        self._lay_out()
        self._fill()
        self.kind.currentIndexChanged.connect(lambda _index: self._arrange())
        for line in (self.name, self.port, self.url, self.host, self.topic):
            line.textChanged.connect(lambda _text: self._arrange())
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._arrange()

    def _make_fields(self) -> None:
        self.name = self._add("", self.tr("&Name"), QLineEdit(self))
        self.name.setPlaceholderText(self.tr("small letters and digits, such as front"))
        self.kind = self._add("", self.tr("&Kind"), QComboBox(self))
        titles = (self.tr("Relay on a serial port"), self.tr("Address (webhook)"), self.tr("MQTT broker"))
        for kind, title in zip(_KINDS, titles, strict=True):
            self.kind.addItem(title, kind)
        self.port = self._add("serial", self.tr("Serial &port"), QLineEdit(self))
        self.port.setPlaceholderText("/dev/serial/by-id/…, COM3")
        self.board = self._add("serial", self.tr("&Board"), QComboBox(self))
        self.board.addItem(self.tr("Common USB relay (LCUS)"), "lcus")
        self.board.addItem(self.tr("Lines of text"), "lines")
        self.channel = self._add("serial", self.tr("&Relay"), _number_box(self, MOST_CHANNELS))
        self.url = self._add("webhook", self.tr("&Address"), QLineEdit(self))
        self.url.setPlaceholderText("https://…")
        self.host = self._add("mqtt", self.tr("&Host"), QLineEdit(self))
        self.host_port = self._add("mqtt", self.tr("P&ort"), _number_box(self, _MOST_PORT))
        self.host_port.setValue(_USUAL_PORT)
        self.tls = self._add("mqtt", "", QCheckBox(self.tr("Encrypted (&TLS)"), self))
        self.tls.setChecked(True)
        self.topic = self._add("mqtt", self.tr("Topi&c"), QLineEdit(self))
        self.topic.setText("facegate/door")
        self.style_choice = self._add("mqtt", self.tr("Orders a&s"), QComboBox(self))
        self.style_choice.addItem(self.tr("One order, and it closes by itself"), "json")
        self.style_choice.addItem(self.tr("On, and off after the pulse"), "switch")
        self.user = self._add("mqtt", self.tr("&User"), QLineEdit(self))
        self.secret = self._add("secret", self.tr("S&ecret"), QLineEdit(self))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setPlaceholderText(self.tr("empty: as it is"))
        self.secret_hint = muted("", self)
        self._rows.addRow(self.secret_hint)
        self._of_kind["webhook"] += [self.secret, self.secret_hint]
        self._of_kind["mqtt"] += [self.secret, self.secret_hint]

    def _add(self, kind: str, text: str, field: Any) -> Any:
        if text:
            label = QLabel(text, self)
            label.setBuddy(field)
            self._rows.addRow(label, field)
            field.setAccessibleName(text.replace("&", ""))
        else:
            self._rows.addRow("", field)
        if kind in self._of_kind:
            self._of_kind[kind].append(field)
        return field

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        title = self.tr("New output") if self._output is None else self.tr("Output")
        box.addWidget(heading(title, self, 1.2))
        box.addLayout(self._rows)
        box.addWidget(self.verdict)
        box.addStretch(1)
        box.addLayout(buttons)

    def _fill(self) -> None:
        output = self._output
        if output is None:
            self.name.setFocus()
            return
        # Doors name it.
        self.name.setText(output.name)
        self.name.setEnabled(False)
        self.kind.setCurrentIndex(_KINDS.index(output.kind))
        if output.kind == "serial":
            self.port.setText(output.port)
            self.board.setCurrentIndex(self.board.findData(output.board))
            self.channel.setValue(output.channel)
        elif output.kind == "webhook":
            self.url.setText(output.url)
        else:
            self.host.setText(output.host)
            self.host_port.setValue(output.port)
            self.tls.setChecked(output.tls)
            self.topic.setText(output.topic)
            self.style_choice.setCurrentIndex(self.style_choice.findData(output.style))
            self.user.setText(output.user)
        self.kind.setFocus()

    def _arrange(self) -> None:
        kind = self.kind.currentData()
        shown = self._of_kind[kind]
        for fields in self._of_kind.values():
            for field in fields:
                self._rows.setRowVisible(field, field in shown)
        self.secret_hint.setText(
            self.tr("The other side checks with it that an order comes from here. Kept in the keyring.")
            if kind == "webhook"
            else self.tr("The password of the user. Kept in the keyring.")
        )
        needed = {"serial": (self.port,), "webhook": (self.url,), "mqtt": (self.host, self.topic)}[kind]
        filled = all(line.text().strip() for line in (self.name, *needed))
        wrong = self._wrong(kind)
        self.save_button.setEnabled(filled and not wrong and not self._busy)
        self.verdict.say("warn", wrong)
        # Another kind has another number of fields.
        self.adjustSize()

    def _wrong(self, kind: str) -> str:
        """What is wrong with what is typed, before the settings say so in their words."""
        name, url = self.name.text().strip(), self.url.text().strip()
        if name and not _NAME.fullmatch(name):
            return self.tr("A name has small letters a to z, digits, - and _ only: it stands in topics and files.")
        if self._output is None and self._session.settings.doors.find(name) is not None:
            return self.tr("Another output has this name.")
        if kind == "webhook" and url and not url.startswith(("https://", "http://")):
            return self.tr("An address begins with https://")
        return ""

    def entered(self) -> dict[str, Any]:
        """The output as the settings have it; not checked."""
        kind = str(self.kind.currentData())
        kept = self._output.model_dump() if self._output is not None and self._output.kind == kind else {}
        return {
            **kept,
            "kind": kind,
            "name": self.name.text().strip(),
            **{
                "serial": {
                    "port": self.port.text().strip(),
                    "board": self.board.currentData(),
                    "channel": self.channel.value(),
                },
                "webhook": {"url": self.url.text().strip()},
                "mqtt": {
                    "host": self.host.text().strip(),
                    "port": self.host_port.value(),
                    "tls": self.tls.isChecked(),
                    "topic": self.topic.text().strip(),
                    "style": self.style_choice.currentData(),
                    "user": self.user.text().strip(),
                },
            }[kind],
        }

    def save(self) -> None:
        """Store it; closes when it is stored."""
        services, made = self._session.services, self.entered()
        secret = self.secret.text() if made["kind"] != "serial" else ""
        is_new = self._output is None

        def work(_context: object) -> None:
            store = services.settings
            known = [each.model_dump() for each in store.current.doors.outputs]
            changed_one = [made if each["name"] == made["name"] else each for each in known]
            outputs = [*known, made] if is_new else changed_one
            changed = with_changes(store.current, "doors", outputs=outputs)
            # The secret first: an output without its secret is refused by the other side.
            if secret:
                services.door_secrets.save(made["name"], secret)
            services.controller.change(changed)

        self._busy = True
        self._arrange()
        self._session.tasks.run(
            self, self.tr("Changing a setting"), work, on_done=lambda _none: self.accept(), on_error=self._refused
        )

    def _refused(self, error: FacegateError) -> None:
        self._busy = False
        self._arrange()
        words = error_text(error)
        said = words.message if isinstance(error, SettingsError) else f"{words.title}: {words.message} {words.remedy}"
        self.verdict.say("bad", said)

    def keyPressEvent(self, event: Any) -> None:
        """Escape does not leave while it is being stored."""
        if self._busy and event.key() == Qt.Key.Key_Escape:
            return
        super().keyPressEvent(event)


def _number_box(parent: QWidget, most: int) -> QSpinBox:
    box = QSpinBox(parent)
    inner = QLineEdit(box)
    box.setLineEdit(inner)
    inner.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
    box.setRange(1, most)
    return box
