"""The page that shows the figure, with what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from facegate.evaluation.light_and_pose.arrangement import Light
from facegate.evaluation.light_and_pose.drawing import draw, signed
from facegate.evaluation.light_and_pose.figure import LightAndPose
from facegate.evaluation.report.html import Chart, Report, Section, Table
from facegate.evaluation.shown import facts

_KINDS = {"mated": "One person", "non_mated": "Different people"}

_DOWN = {
    Light.BRIGHTNESS: "from dark to bright",
    Light.SIDE: "from light on the left to light on the right",
}


def light_and_pose_report(record: Mapping[str, Any], figure: LightAndPose) -> Report:
    """Compose the page.

    Args:
        record: what the command prints: the figure's own, ``operating_point`` and ``acquisition``.
        figure: what is drawn.
    """
    mated, others = record["pairs"]["mated"], record["pairs"]["non_mated"]
    summary = (
        f"Of all pairs of the pictures shown, {mated['wrong']} of {mated['pairs']} of one person lie above the"
        f" threshold {figure.threshold:.2f}, {others['wrong']} of {others['pairs']} of different people at or below it."
    )
    return Report(
        title="Light and pose",
        summary=summary,
        facts=facts(record),
        sections=(_grid_section(figure), _pairs_section(record), _pictures_section(figure)),
    )


def _grid_section(figure: LightAndPose) -> Section:
    names = " and ".join(person.name for person in figure.people)
    return Section(
        "The pictures",
        [
            f"Photographs of {names}: across by the turn of the head, down {_DOWN[figure.light]}. Each number is the"
            " squared distance between the two pictures that it stands between; those on the line are between different"
            " people. A number in a dark field was decided wrong.",
        ],
        charts=(
            Chart(
                "grid",
                "Distances under changes of light and pose",
                f"Photographs of {names} in rows, with the squared distances between neighbours.",
                partial(draw, figure),
            ),
        ),
    )


def _pairs_section(record: Mapping[str, Any]) -> Section:
    rows = [
        (title, each["pairs"], each["least"], each["median"], each["largest"], f"{each['wrong']} of {each['pairs']}")
        for key, title in _KINDS.items()
        if (each := record["pairs"][key])["pairs"]
    ]
    return Section(
        "All pairs",
        [
            "Every picture that is shown, with every other one. So few pairs of so few people are an example and no"
            " measurement: rates with intervals come from facegate evaluate verification."
        ],
        (Table("Squared distances", ("", "Pairs", "Least", "Median", "Largest", "Decided wrong"), rows),),
    )


def _pictures_section(figure: LightAndPose) -> Section:
    rows: Sequence[Sequence[Any]] = [
        (
            look.name,
            f"{signed(look.pose.yaw)}\N{DEGREE SIGN}",
            f"{signed(look.pose.pitch)}\N{DEGREE SIGN}",
            f"{look.brightness:.0f}",
            f"{signed(100 * look.side_light)} %",
        )
        for _, row in figure.rows
        for look in row
    ]
    return Section(
        "What each picture shows",
        [
            "Yaw is positive towards the picture's right edge, pitch upwards. Light is the mean brightness of the"
            " aligned face, 0 to 255; side light is how much brighter its right half is than its left one, over both."
        ],
        (Table("From the upper left, row by row", ("Picture", "Yaw", "Pitch", "Light", "Side light"), rows),),
    )
