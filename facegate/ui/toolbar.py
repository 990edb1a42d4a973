"""The bar at the top: pages on one side, what can be done from anywhere on the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from facegate.pipeline.results import CameraState
from facegate.ui import icons

_ICON = 20
_BETWEEN = 8
"""Beside each button, the margins of the bar shared out among them."""
_WIDE = 16_777_215
"""A width without a bound."""
PAGES = ("live", "people", "events", "attendance", "plan", "settings")


class MainToolBar(QToolBar):
    """Actions with words, icons, keys.

    Signals:
        page_wanted: a page, by name.
        camera_wanted: True: start it, False: stop it.
    """

    page_wanted = Signal(str)
    camera_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(_ICON, _ICON))
        self.pages: dict[str, QAction] = {}
        group = QActionGroup(self)
        titles = (
            self.tr("Live"),
            self.tr("People"),
            self.tr("Events"),
            self.tr("Attendance"),
            self.tr("Working time"),
            self.tr("Settings"),
        )
        for number, (name, title) in enumerate(zip(PAGES, titles, strict=True), start=1):
            action = self._action(name, title, QKeySequence(f"Ctrl+{number}"))
            action.setCheckable(True)
            action.triggered.connect(lambda _on, name=name: self.page_wanted.emit(name))
            group.addAction(action)
            self.pages[name] = action
        # Only where a door is planned; otherwise it is reached from the settings.
        self.doors = self._action("door", self.tr("Doors"), QKeySequence("Ctrl+D"))
        self.doors.setCheckable(True)
        self.doors.triggered.connect(lambda _on: self.page_wanted.emit("doors"))
        self.insertAction(self.pages["settings"], self.doors)
        group.addAction(self.doors)
        self.pages["doors"] = self.doors
        self.show_doors(planned=False)
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.camera = self._action("camera", "", QKeySequence("Ctrl+R"))
        self.enrol = self._action("enrol", self.tr("Enrol…"), QKeySequence("Ctrl+N"))
        self.export = self._action("export", self.tr("Export…"), QKeySequence("Ctrl+E"))
        self.about = self._action("about", self.tr("About"), QKeySequence("F1"))
        # A page of the settings: reached from there, and by a key of its own.
        self.calibration = QAction(self.tr("Calibration"), self)
        self.calibration.setShortcut(QKeySequence(f"Ctrl+{len(PAGES) + 1}"))
        self.calibration.triggered.connect(lambda: self.page_wanted.emit("calibration"))
        # On the live page, where it has a button of its own.
        self.keypad = QAction(self.tr("Card or PIN"), self)
        self.keypad.setShortcut(QKeySequence("Ctrl+K"))
        self._stops = False
        self.camera.triggered.connect(lambda: self.camera_wanted.emit(not self._stops))
        self.show_camera(CameraState.CLOSED)
        self.fit(_WIDE)

    def _action(self, icon: str, title: str, key: QKeySequence) -> QAction:
        action = QAction(icons.icon(icon), title, self)
        action.setShortcut(key)
        self.addAction(action)
        self._name(action, title)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            # A tool bar takes its buttons out of the Tab order; here they are the way around.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action

    def _name(self, action: QAction, title: str) -> None:
        action.setText(title)
        # The button's words, a little off its icon.
        action.setIconText(f" {title}")
        action.setToolTip(f"{title} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        button = self.widgetForAction(action)
        if button is not None:
            button.setAccessibleName(title)

    def show_page(self, name: str) -> None:
        """Mark the page that is shown; the calibration belongs to the settings."""
        self.pages["settings" if name == "calibration" else name].setChecked(True)

    def show_doors(self, *, planned: bool, alarms: int = 0) -> None:
        """Offer the page of the doors where there are any; with how many alarms nobody saw to."""
        title = self.tr("Doors")
        if alarms:
            title = self.tr("Doors ({number})").format(number=self.locale().toString(alarms))
        self._name(self.doors, title)
        self.doors.setIcon(icons.icon("alarm", "bad") if alarms else icons.icon("door"))
        self.doors.setVisible(planned)
        if self.isVisible():
            self.fit(self.width())

    def show_camera(self, state: CameraState) -> None:
        """Offer to stop a camera that is on, or to start one that is off."""
        self._stops = state in (CameraState.OPENING, CameraState.RUNNING, CameraState.LOST)
        title = self.tr("Stop camera") if self._stops else self.tr("Start camera")
        self._name(self.camera, title)
        self.camera.setIcon(icons.icon("camera-off" if self._stops else "camera"))

    def shortcuts(self) -> list[tuple[str, str]]:
        """(key, what it does), for the about dialog."""
        others = (self.calibration, self.camera, self.keypad, self.enrol, self.export, self.about)
        native = QKeySequence.SequenceFormat.NativeText
        pages = [action for action in self.pages.values() if action.isVisible()]
        return [(action.shortcut().toString(native), action.text()) for action in (*pages, *others)]

    def fit(self, width: int) -> None:
        """Words beside the icons where there is room: what can be done loses them first, then the pages."""
        pages, others = list(self.pages.values()), [self.camera, self.enrol, self.export, self.about]
        for without in ([], others, others + pages):
            for action in others + pages:
                self._style(action, words=action not in without)
            if sum(map(self._room, others + pages)) <= width:
                return

    def _style(self, action: QAction, *, words: bool) -> None:
        button, styles = self.widgetForAction(action), Qt.ToolButtonStyle
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)

    def _room(self, action: QAction) -> int:
        button = self.widgetForAction(action)
        return button.sizeHint().width() + _BETWEEN if button is not None and action.isVisible() else 0
