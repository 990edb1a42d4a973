"""Pieces on their own: pictures, colours, labels on the picture, notices, eliding."""

from __future__ import annotations

import sys
import time
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QColor, QFont, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facegate.domain.faces import Box
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.people import Subject
from facegate.domain.poses import Pose, PoseCount, Turn
from facegate.domain.quality import Defect
from facegate.errors import CameraError
from facegate.pipeline.results import TrackView
from facegate.ui import announcing, icons, theme
from facegate.ui.i18n import assets_dir, error_text
from facegate.ui.imaging import fit_image, to_qimage
from facegate.ui.notices import NoticeBar
from facegate.ui.viewmodels.live import face_label
from facegate.ui.widgets.basics import ElidedLabel
from facegate.ui.widgets.department_field import DepartmentField
from facegate.ui.widgets.group_field import GroupField
from facegate.ui.widgets.overlay import FaceLabel, Mapping, draw_labels
from facegate.ui.widgets.pose_ring import PoseRing, draw_pose_ring, follow
from facegate.ui.widgets.video import Message, VideoView

# -- pictures ------------------------------------------------------------------------------


def test_a_picture_keeps_its_colours_and_owns_its_pixels() -> None:
    image = np.zeros((3, 5, 3), dtype=np.uint8)
    image[1, 2] = (10, 20, 30)  # blue, green, red
    made = to_qimage(image)
    assert made.pixelColor(2, 1) == QColor(30, 20, 10)
    image[1, 2] = 255
    assert made.pixelColor(2, 1) == QColor(30, 20, 10)


@pytest.mark.parametrize("width", [1, 2, 3, 5, 7, 640])
def test_rows_of_any_width_and_slices_of_larger_pictures(width: int) -> None:
    rng = np.random.default_rng(width)
    large = rng.integers(0, 256, (9, 2 * width, 3), dtype=np.uint8)
    image = large[1:8:2, ::2]
    made = to_qimage(image)
    for y in range(made.height()):
        for x in range(0, made.width(), max(1, width // 3)):
            blue, green, red = (int(value) for value in image[y, x])
            assert made.pixelColor(x, y) == QColor(red, green, blue)


@pytest.mark.parametrize(("shape", "room", "size"), [
    ((720, 1280), (640, 640), (640, 360)),
    ((720, 1280), (2560, 1440), (2560, 1440)),
    ((480, 640), (100, 1000), (100, 75)),
    ((6000, 8000), (800, 600), (800, 600)),
])  # fmt: skip
def test_a_picture_fits_its_room_with_its_proportions(
    shape: tuple[int, int], room: tuple[int, int], size: tuple[int, int]
) -> None:
    image = np.zeros((*shape, 3), dtype=np.uint8)
    image[:, : shape[1] // 2] = (0, 0, 200)
    made = fit_image(image, QSize(*room))
    assert (made.width(), made.height()) == size
    assert made.pixelColor(2, 2) == QColor(200, 0, 0)
    assert made.pixelColor(made.width() - 3, 2) == QColor(0, 0, 0)


def test_a_huge_picture_costs_no_more_than_the_room() -> None:
    image = np.zeros((6000, 8000, 3), dtype=np.uint8)
    began = time.thread_time()
    fit_image(image, QSize(900, 600))
    # Converting all of it takes more than ten times as long on any machine: 144 MB would be copied.
    scaled = time.thread_time() - began
    began = time.thread_time()
    to_qimage(image)
    assert scaled < (time.thread_time() - began) / 2


def test_no_room_gives_no_picture() -> None:
    assert fit_image(np.zeros((4, 4, 3), dtype=np.uint8), QSize(0, 0)).isNull()


# -- colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(chosen: theme.Colours) -> None:
    for words in ("text", "muted", "good", "warn", "bad", "accent"):
        for ground in ("window", "surface"):
            ratio = theme.contrast(getattr(chosen, words), getattr(chosen, ground))
            assert ratio >= 4.5, f"{words} on {ground}: {ratio:.1f}"
    for words, ground in (
        ("on_accent", "accent"), ("surface", "bad"), ("good", "good_ground"), ("warn", "warn_ground"),
        ("bad", "bad_ground"), ("accent", "info_ground"), ("text", "info_ground"), ("text", "bad_ground"),
        ("text", "sunken"),
    ):  # fmt: skip
        ratio = theme.contrast(getattr(chosen, words), getattr(chosen, ground))
        assert ratio >= 4.5, f"{words} on {ground}: {ratio:.1f}"


def test_words_on_the_picture_can_be_read() -> None:
    for colour in ("text", "muted", "good", "warn", "bad", "neutral"):
        assert theme.contrast(getattr(theme.VIDEO, colour), theme.VIDEO.plaque) >= 4.5
        assert theme.contrast(getattr(theme.VIDEO, colour), theme.VIDEO.ground) >= 4.5


def test_light_dark_and_the_system_s_choice(qapp: QApplication) -> None:
    theme.choose("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK.window)
    assert theme.DARK.surface in qapp.styleSheet()
    theme.choose("light")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(theme.LIGHT.window)
    theme.choose("system")
    system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.is_dark() is system_is_dark


def test_a_change_of_the_system_s_scheme_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return self.scheme

        def setColorScheme(self, _scheme: Qt.ColorScheme) -> None:  # noqa: N802
            pass

    real, hints = qapp.styleHints(), Hints()
    monkeypatch.setattr("facegate.ui.theme.QGuiApplication.styleHints", staticmethod(lambda: hints))
    theme.choose("system")
    assert theme.is_dark()
    hints.scheme = Qt.ColorScheme.Light
    real.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(theme.LIGHT.window)


def test_every_icon_draws_something_in_the_asked_colour(qapp: QApplication) -> None:
    folder = assets_dir() / "icons"
    names = [path.stem for path in folder.glob("*.svg") if "currentColor" in path.read_text("utf-8")]
    assert len(names) > 15
    for name in names:
        drawn = icons.pixmap(name, "#ff0000", 24, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        solid = [drawn.pixelColor(x, y) for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() == 255]
        assert solid, name
        assert all(colour == QColor("#ff0000") for colour in solid), name


def test_an_icon_follows_light_and_dark_and_disabled(qapp: QApplication) -> None:
    icon = icons.icon("people")
    theme.choose("light")
    day = icon.pixmap(48, 48).toImage()
    grey = icon.pixmap(QSize(48, 48), icons.QIcon.Mode.Disabled).toImage()
    theme.choose("dark")
    night = icon.pixmap(48, 48).toImage()
    assert day != night
    assert day != grey


def test_no_colour_is_forgotten_in_the_style_sheet(qapp: QApplication) -> None:
    theme.refresh()
    assert "$" not in qapp.styleSheet()
    for field in fields(theme.Colours):
        assert getattr(theme.colours(), field.name).startswith("#")


# -- words on the picture -----------------------------------------------------------------------

BOX = Box(10, 10, 50, 50)
ADA = Subject(SubjectId("a"), "P-1", "Ada", None)  # type: ignore[arg-type]


def label(judgement: Judgement, decided: bool = True, defects: tuple[Defect, ...] = ()) -> FaceLabel:
    points = np.zeros((5, 2), dtype=np.float32)
    view = TrackView(TrackId(1), BOX, points, judgement, decided, 2, defects, 0.0)
    return face_label(view, lambda who: ADA if who == "a" else None, 1.1)


def test_labels_say_name_distance_threshold_and_margin() -> None:
    identified = Judgement(Outcome.IDENTIFIED, Reason.AGREED, SubjectId("a"), 0.615, 0.4)
    assert label(identified) == FaceLabel(BOX, "good", "Ada", "0.61 of 1.10 · margin 0.40")
    erased = Judgement(Outcome.IDENTIFIED, Reason.AGREED, SubjectId("b"), 0.6, None)
    assert label(erased) == FaceLabel(BOX, "good", "Erased person", "0.60 of 1.10")
    stranger = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.4, 0.1)
    assert label(stranger) == FaceLabel(BOX, "bad", "Not identified", "1.40 of 1.10 · margin 0.10")
    nobody = Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None)
    assert label(nobody) == FaceLabel(BOX, "bad", "Not identified", "Nobody is enrolled yet.")
    twins = Judgement(Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, None, 0.9, 0.01)
    assert label(twins) == FaceLabel(BOX, "warn", "Inconclusive", "Two people are too alike to tell apart.")
    assert label(twins, decided=False) == FaceLabel(BOX, "neutral", "Looking…", "")
    assert label(twins, decided=False, defects=(Defect.TURNED,)).detail == "Turned away"


def painted(draw: object, width: int = 400, height: int = 300) -> QImage:
    made = QImage(width, height, QImage.Format.Format_ARGB32)
    made.fill(QColor("#808080"))
    painter = QPainter(made)
    draw(painter, Mapping(QRectF(0, 0, width, height), 1.0))  # type: ignore[operator]
    painter.end()
    return made


def dark_area(image: QImage) -> tuple[int, int, int, int]:
    """Bounds of the plaque's ground."""
    found = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 60
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(
    "box",
    [Box(150, 100, 60, 60), Box(-30, -20, 60, 60), Box(370, 270, 60, 60), Box(0, 0, 400, 300)],
    ids=["middle", "top corner", "bottom corner", "fills the picture"],
)
def test_words_stay_within_the_picture(qapp: QApplication, box: Box) -> None:
    long = FaceLabel(box, "good", "Bartholomew Featherstonehaugh-Cholmondeley", "0.61 of 1.10 · margin 0.40")
    image = painted(lambda painter, mapping: draw_labels(painter, mapping, (long,), QFont()))
    left, top, right, bottom = dark_area(image)
    assert left >= 0
    assert top >= 0
    assert 100 < right - left < 310
    assert 20 < bottom - top < 80


def test_fifty_faces_are_drawn(qapp: QApplication) -> None:
    crowd = tuple(FaceLabel(Box(8 * n, 5 * n, 20, 20), "bad", "Not identified", "far") for n in range(50))
    image = painted(lambda painter, mapping: draw_labels(painter, mapping, crowd, QFont()))
    left, top, right, bottom = dark_area(image)
    assert right - left > 300
    assert bottom - top > 200


RING_BOX = Box(150, 100, 100, 100)
"""A face in the middle of the picture that :func:`painted` paints on."""


def ring_pixels(ring: PoseRing, colour: str) -> np.ndarray:
    """Where that colour stands when the ring is drawn over a mirrored picture: a mask, rows by columns."""

    def draw(painter: QPainter, mapping: Mapping) -> None:
        width, height = round(mapping.area.width()), round(mapping.area.height())
        mirror = Mapping(mapping.area, mapping.scale, mirrored=True)
        draw_pose_ring(painter, mirror, ring, follow(None, ring.box, width, height))

    image = painted(draw)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return pixels == QColor(colour).rgba()


def counts(taken: int) -> tuple[PoseCount, ...]:
    """Poses filled one after another."""
    return tuple(PoseCount(pose, min(2, max(0, taken - 2 * place)), 2, False) for place, pose in enumerate(Pose))


def test_the_ring_shows_how_many_samples_are_taken(qapp: QApplication) -> None:
    filled = [ring_pixels(PoseRing(RING_BOX, counts(taken)), theme.VIDEO.good).sum() for taken in range(11)]
    assert filled[0] == 0
    assert all(later > sooner for sooner, later in pairwise(filled))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_persons_left_is_on_the_left_of_the_mirrored_picture(
    qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    """The arrow points where the head should go, as in a mirror, and so does the segment that will fill."""
    qapp.setLayoutDirection(direction)

    def middle(mask: np.ndarray) -> tuple[float, float]:
        rows, columns = np.nonzero(mask)
        return columns.mean() - 200, rows.mean() - 150

    plain = ring_pixels(PoseRing(RING_BOX, counts(0)), theme.VIDEO.text)
    for turn, axis, sign in ((Turn.LEFT, 0, -1), (Turn.RIGHT, 0, 1), (Turn.UP, 1, -1), (Turn.DOWN, 1, 1)):
        arrow = ring_pixels(PoseRing(RING_BOX, counts(0), turn=turn), theme.VIDEO.text) & ~plain
        assert middle(arrow)[axis] * sign > 40, turn
        only = tuple(PoseCount(pose, 2 if pose == turn.value else 0, 2, False) for pose in Pose)
        segment = ring_pixels(PoseRing(RING_BOX, only), theme.VIDEO.good)
        assert middle(segment)[axis] * sign > 30, turn


def test_a_mirrored_picture_shows_a_face_where_the_mirror_does(qapp: QApplication) -> None:
    plain, mirror = (Mapping(QRectF(10, 20, 400, 300), 0.5, mirrored) for mirrored in (False, True))
    box = Box(100, 40, 60, 80)
    assert plain.box(box) == QRectF(60, 40, 30, 40)
    assert mirror.box(box) == QRectF(330, 40, 30, 40)
    view = VideoView(mirrored=True)
    image = np.zeros((90, 160, 3), np.uint8)
    image[:, :40] = 255
    view.resize(160, 90)
    view.show_frame(image)
    shown = view.grab().toImage()
    view.deleteLater()
    assert shown.pixelColor(140, 45).lightness() > 250
    assert shown.pixelColor(20, 45).lightness() < 5


def test_the_ring_glides_to_the_face_and_stays_within_the_picture() -> None:
    there = Box(600, 300, 100, 100)
    place = follow(None, None, 640, 480)
    for _picture in range(40):
        place = follow(place, there, 640, 480)
    assert place.x + place.radius <= 640.5
    assert abs(place.y - 350) < 1.0
    assert follow(follow(None, None, 640, 480), there, 640, 480).x < 450, "not at once"


def test_a_message_lies_over_the_picture_with_its_button(qtbot: QtBot) -> None:
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(640, 360)
    view.show()
    view.show_frame(np.full((90, 160, 3), 200, dtype=np.uint8))
    bright = view.grab().toImage().pixelColor(320, 20).lightness()
    view.show_message(Message("camera-off", "Camera lost", "It does not answer.", "Try now"))
    assert view.grab().toImage().pixelColor(320, 20).lightness() < bright / 2
    assert view.button.isVisible()
    assert "Camera lost" in view.accessibleDescription()
    with qtbot.waitSignal(view.action_wanted):
        qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    view.show_message(None)
    assert not view.button.isVisible()


# -- notices and labels ---------------------------------------------------------------------------


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def problem(number: int) -> CameraError:
    return CameraError("Camera lost", "Camera {number} does not answer.", "Check cable {number}.", number=number)


def test_notices_wait_for_each_other(bar: NoticeBar) -> None:
    assert bar.isHidden()
    bar.error(problem(1))
    bar.error(problem(2))
    assert bar.shown is not None
    assert (bar.shown.title, bar.shown.text) == ("Camera lost", "Camera 2 does not answer. Check cable 2.")
    assert bar._waiting.text() == "1 more"
    bar.dismiss()
    assert bar.shown.text.startswith("Camera 1")
    bar.dismiss()
    assert bar.shown is None
    assert bar.isHidden()


def test_the_same_notice_is_there_once_and_goes_when_its_state_is_over(bar: NoticeBar) -> None:
    for number in range(5):
        bar.error(problem(number), key="camera")
    bar.info("Exported")
    bar.withdraw("camera")
    assert bar.shown is not None
    assert bar.shown.title == "Exported"
    bar.withdraw("info")
    assert bar.shown is None


def test_an_action_runs_once_and_takes_the_notice_away(bar: NoticeBar) -> None:
    pressed: list[int] = []
    bar.error(problem(1), action=("Try again", lambda: pressed.append(1)))
    bar._action.click()
    assert pressed == [1]
    assert bar.shown is None


@pytest.mark.parametrize("reading", list(Qt.LayoutDirection)[:2])
def test_a_notice_moves_nothing_and_takes_no_click_meant_for_what_is_below(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reading: Qt.LayoutDirection
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayoutDirection(reading)
    page = QLabel("page", holder)
    QVBoxLayout(holder).addWidget(page)
    bar = NoticeBar(holder)
    holder.resize(900, 500)
    holder.show()
    qtbot.waitExposed(holder)
    before = page.geometry()
    bar.error(problem(1))
    assert page.geometry() == before
    assert holder.rect().contains(bar.geometry())
    assert (bar.geometry().center().x() < 450) == (reading is Qt.LayoutDirection.LeftToRight)
    qtbot.mouseClick(bar._dismiss, Qt.MouseButton.LeftButton)
    assert bar.isVisible(), "it only just came"
    holder.resize(400, 200)
    assert holder.rect().contains(bar.geometry())
    monkeypatch.setattr("facegate.ui.notices._NOT_MEANT", 0)
    qtbot.mouseClick(bar._dismiss, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_a_translator_s_slip_does_not_hide_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.ui.i18n.translate", lambda _context, text: text.replace("{number}", "{numer}"))
    assert error_text(problem(3)).message == "Camera 3 does not answer."


@pytest.mark.parametrize("name", ["Bartholomew Featherstonehaugh-Cholmondeley", "محمد عبد الرحمن بن خالد", "陳" * 40])
def test_a_long_name_is_cut_with_the_whole_in_the_tool_tip(qtbot: QtBot, name: str) -> None:
    made = ElidedLabel(name)
    qtbot.addWidget(made)
    made.resize(90, 20)
    made.show()
    assert "…" in made.text()
    assert made.toolTip() == name == made.whole_text
    made.resize(2000, 20)
    assert made.text() == name
    assert made.toolTip() == ""


def test_a_name_keeps_to_the_side_of_the_reading_direction(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ElidedLabel("Ada", parent)
    assert made.alignment() & Qt.AlignmentFlag.AlignLeft
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert made.alignment() & Qt.AlignmentFlag.AlignRight


def test_the_icons_lie_beside_the_program() -> None:
    assert (assets_dir() / "icons" / "facegate.svg").is_file()
    assert isinstance(assets_dir(), Path)


def test_the_installed_qt_keeps_none_and_true_alive(qtbot: QtBot) -> None:
    """A Qt built for immortal constants takes their references away on Python 3.11, until the process aborts."""
    view = VideoView()
    qtbot.addWidget(view)
    view.action_wanted.connect(lambda: None)
    constants = (None, True, False)
    before = [sys.getrefcount(constant) for constant in constants]
    for _ in range(500):
        view.update()
        view.action_wanted.emit()
        view.isVisible()
    after = [sys.getrefcount(constant) for constant in constants]
    assert all(later > earlier - 250 for earlier, later in zip(before, after, strict=True))


# -- said aloud ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [DepartmentField, GroupField])
def test_a_click_beside_the_completions_does_what_it_does_there(
    qtbot: QtBot, kind: type[DepartmentField] | type[GroupField]
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field, button = kind(holder), QPushButton("Save", holder)
    field.offer(["Gate", "Garage"])
    button.move(0, 300)
    holder.resize(300, 400)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "ga")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    # At the window, as a mouse does: what is over it gets the click first.
    middle = button.mapTo(holder, button.rect().center())
    qtbot.mouseClick(holder.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: pressed == [True])
    assert QApplication.activePopupWidget() is None
    assert field.text() == "ga"


def test_hints_are_said_by_a_screen_reader_where_one_runs(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Reader:
        AnnouncementPoliteness = announcing.QAccessible.AnnouncementPoliteness
        running = False

        @classmethod
        def isActive(cls) -> bool:  # noqa: N802 - as Qt has it
            return cls.running

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802 - as Qt has it
            said.append(event.message())

    monkeypatch.setattr(announcing, "QAccessible", Reader)
    label = QLabel()
    qtbot.addWidget(label)
    announcing.announce(label, "Hold still.")
    assert said == []
    Reader.running = True
    announcing.announce(label, "Hold still.")
    announcing.announce(label, "")
    assert said == ["Hold still."]
