"""The little that a palette cannot say: flat buttons, cards, notices, headers."""

from __future__ import annotations

from pathlib import Path
from string import Template

_SHEET = Template(
    """
QToolTip { color: $text; background: $surface; border: 1px solid $border; padding: 4px 8px; }

QMainWindow > QToolBar { background: $surface; border: none; border-bottom: 1px solid $border;
  spacing: 4px; padding: 4px 12px; }
QToolBar QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 6px 10px; color: $text; }
QToolBar QToolButton:hover { background: $sunken; }
QToolBar QToolButton:pressed { background: $border; }
QToolBar QToolButton:checked { background: $info_ground; color: $accent; font-weight: 600; }
QToolBar QToolButton:focus { border-color: $accent; }
QToolBar QToolButton:disabled { color: $disabled; }

QStatusBar { background: $surface; border-top: 1px solid $border; }
QStatusBar::item { border: none; }

QPushButton { background: $surface; border: 1px solid $border; border-radius: 6px; padding: 7px 15px; color: $text; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 14px; }
QPushButton:disabled { color: $disabled; background: $window; }
QPushButton:flat { background: transparent; border-color: transparent; }
QPushButton:flat:hover { background: $sunken; }
QPushButton:flat:focus { border: 2px solid $accent; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $sunken; border-color: $sunken; color: $disabled; }
QPushButton[role="danger"] { background: $bad; border-color: $bad; color: $surface; font-weight: 600; }
QPushButton[role="danger"]:focus { border: 2px solid $text; }
QPushButton[role="status"] { background: transparent; border: 2px solid transparent; border-radius: 4px;
  padding: 0 4px; color: $text; }
QPushButton[role="status"]:hover { background: $sunken; }
QPushButton[role="status"]:focus { border-color: $accent; }
QPushButton[role="status"][tone="muted"] { color: $text; }
QPushButton[role="status"][tone="warn"] { color: $warn; font-weight: 600; }
QPushButton[role="status"][tone="bad"] { color: $bad; font-weight: 600; }
QPushButton[tight="true"], QPushButton[tight="true"]:focus { padding: 0; }
QPushButton:checked { background: $info_ground; border-color: $accent; color: $accent; }
QPushButton[role="danger"]:disabled { background: $sunken; border-color: $sunken; color: $disabled; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[role="notice"] { border: 1px solid $border; border-radius: 8px; }
QFrame[role="notice"][kind="error"] { background: $bad_ground; }
QFrame[role="notice"][kind="info"] { background: $info_ground; }
QFrame[role="notice"][kind="advice"] { background: $warn_ground; }
QFrame[role="verdict"][kind="good"] { background: $good_ground; border: none; border-radius: 6px; }
QFrame[role="verdict"][kind="warn"] { background: $warn_ground; border: none; border-radius: 6px; }
QFrame[role="verdict"][kind="bad"] { background: $bad_ground; border: none; border-radius: 6px; }
QFrame[role="banner"] { background: $bad_ground; border: none; border-bottom: 1px solid $border; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="separator"] { background: $border; border: none; max-width: 1px; min-width: 1px; }
QLabel[role="display"] { background: $sunken; border: none; border-radius: 6px; padding: 4px 8px; }
QScrollArea[role="paper"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QScrollArea[role="paper"]:focus { border-color: $accent; }
QScrollArea[role="paper"] > QWidget > QLabel { background: transparent; }
QLabel[role="paper"] { background: $surface; border: 1px solid $border; border-radius: 6px; }

QLabel[tone="muted"] { color: $muted; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel:disabled { color: $disabled; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: 7px 12px; }
QTabBar::tab:hover { color: $text; border-bottom-color: $border; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { background: $info_ground; }
QTabBar QToolButton { background: $surface; border: 1px solid $border; }

QTableView { background: $surface; border: 1px solid $border; border-radius: 8px; gridline-color: transparent;
  selection-background-color: $info_ground; selection-color: $text; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $sunken; }
QTableView::item:selected { background: $info_ground; color: $text; }
QTableView:focus { border: 2px solid $accent; }
QHeaderView { background: $surface; border: none; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 8px 11px; font-weight: 600; }
QTableCornerButton::section { background: transparent; border: none; border-bottom: 1px solid $border; }
QListWidget { background: $surface; border: 1px solid $border; border-radius: 8px; padding: 4px;
  selection-background-color: $info_ground; selection-color: $text; }
QListWidget:focus { border: 2px solid $accent; padding: 3px; }
QListWidget::item { padding: 4px; border-radius: 6px; }
QListWidget::item:selected { background: $info_ground; color: $text; }
QListView[role="plain"] { background: transparent; border: none; }
QScrollArea[role="page"] { background: transparent; border: none; }
QScrollArea[role="page"] > QWidget > QWidget[role="pagebody"] { background: transparent; }

QLineEdit, QPlainTextEdit { background: $surface; border: 1px solid $border; border-radius: 6px;
  padding: 6px 8px; color: $text; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 5px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $window; color: $disabled; }

QComboBox, QAbstractSpinBox { background: $surface; border: 1px solid $border; border-radius: 6px; padding: 6px 8px;
  color: $text; selection-background-color: $accent; selection-color: $on_accent; }
QComboBox:hover, QAbstractSpinBox:hover { border-color: $muted; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 5px 7px; }
QComboBox:disabled, QAbstractSpinBox:disabled { background: $window; color: $disabled; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QAbstractSpinBox::down-arrow {
  image: url("$assets/chevron-down-$scheme.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::up-arrow { image: url("$assets/chevron-up-$scheme.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $sunken; }
QComboBox QAbstractItemView, QListView[role="popup"] { background: $surface; color: $text; border: 1px solid $border;
  selection-background-color: $info_ground; selection-color: $text; outline: none; }

QCheckBox, QRadioButton { spacing: 8px; color: $text; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px; background: $surface; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$assets/check-$scheme.svg"); }
QCheckBox::indicator:checked:focus { border-color: $text; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 9px;
  background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton:focus, QCheckBox:focus { color: $accent; }
QCheckBox::indicator:disabled { background: $window; border-color: $disabled; }
QCheckBox::indicator:checked:disabled { background: $disabled; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $sunken; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
"""
)


def stylesheet(colours: dict[str, str], *, dark: bool, icons: Path) -> str:
    """The style sheet in these colours, given by their names, with the small arrows of ``icons``."""
    return _SHEET.substitute(colours, scheme="dark" if dark else "light", assets=icons.as_posix())
