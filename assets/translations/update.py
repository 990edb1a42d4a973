"""Collect the texts of the window, merge them into every ``facegate_*.ts`` here, and compile those.

``python assets/translations/update.py`` from the root of a checkout, with PySide6 installed.
Texts are what is given to ``tr`` and ``translate``, titles and descriptions of settings,
and the three texts of every error: none of these is seen by Qt's own lupdate.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

from facegate.domain import import_reasons
from facegate.domain.attendance import explanations
from facegate.domain.pins import PinProblem
from facegate.domain.profiles import Field
from facegate.pipeline import consent, enrolment
from facegate.ui.i18n import PHRASES
from facegate.ui.report_words import REPORTS, report_texts
from facegate.ui.step_words import CONTEXT as EXPLANATIONS
from facegate.ui.viewmodels.settings_form import field_specs, section_specs

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent / "facegate"

Text = tuple[str, str]
"""(context, text)."""


def texts() -> dict[str, list[str]]:
    """Every text by context, in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for context, text in [*_settings(), *_composed(), *_sources()]:
        known = found.setdefault(context, [])
        if text and text not in known:
            known.append(text)
    return {context: found[context] for context in sorted(found)}


def _settings() -> Iterator[Text]:
    for spec in (*field_specs(), *section_specs("attendance"), *section_specs("pad")):
        yield "settings", spec.title
        yield "settings", spec.description


def _composed() -> Iterator[Text]:
    """Texts of errors that are put together where they are raised."""
    for message, remedy in [*enrolment._PHOTO_ADVICE.values(), enrolment._ANY_ADVICE]:
        yield "errors", "{photo}: " + message
        yield "errors", remedy
    for what in Field:
        yield "errors", f"Not a valid {what}"
        yield "errors", f"The {what} {{problem}}."
    for message, _fields in consent._PROBLEMS.values():
        yield "errors", message
    for words in explanations.TEXTS.values():
        yield EXPLANATIONS, words
    for words in report_texts():
        yield REPORTS, words
    for words in (*import_reasons.WORDS.values(), *Field, *PinProblem):
        yield PHRASES, str(words)


def _sources() -> Iterator[Text]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in ("cli", "training"):
            continue  # The commands speak English, and the lab is reached through them alone.
        yield from _Finder().find(ast.parse(path.read_text("utf-8")))


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self._classes: list[str] = []
        self._found: list[Text] = []

    def find(self, tree: ast.AST) -> list[Text]:
        self.visit(tree)
        return self._found

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        words = [value if isinstance(value, str) else "" for value in given]
        if name == "tr" and words and self._classes:
            self._found.append((self._classes[-1], words[0]))
        elif name == "translate" and len(words) > 1 and words[0]:
            self._found.append((words[0], words[1]))
        elif name == "Phrase" and words:
            self._found.append((PHRASES, words[0]))
        elif name.endswith("Error") and len(words) >= 3:
            self._found += [("errors", word) for word in words[:3]]
        elif name == "__init__" and len(words) == 3 and isinstance(node.func, ast.Attribute):
            self._found += [("errors", word) for word in words]
        self.generic_visit(node)


def merge(file: Path, found: dict[str, list[str]]) -> int:
    """Write the texts into a file, keeping its translations; return how many have none."""
    known: dict[Text, str] = {}
    language = file.stem.partition("_")[2]
    if file.exists():
        for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
            for message in context.iter("message"):
                translation = message.findtext("translation") or ""
                known[context.findtext("name") or "", message.findtext("source") or ""] = translation
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    missing = 0
    for name, words in found.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for text in words:
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = text
            translation = ET.SubElement(message, "translation")
            translation.text = known.get((name, text), "")
            if not translation.text:
                translation.set("type", "unfinished")
                missing += 1
    ET.indent(root, " " * 2)
    file.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, "unicode") + "\n", "utf-8"
    )
    return missing


def compile_all() -> None:
    """Make the ``.qm`` files that the program loads."""
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    for file in sorted(HERE.glob("*.ts")):
        subprocess.run([str(tool), "-silent", str(file), "-qm", str(file.with_suffix(".qm"))], check=True)  # noqa: S603


def main() -> int:
    """Update every language; return 1 if one lacks a translation."""
    found = texts()
    missing = {file.name: merge(file, found) for file in sorted(HERE.glob("*.ts"))}
    compile_all()
    number = sum(len(words) for words in found.values())
    sys.stdout.write(f"{number} texts; without a translation: {missing}\n")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
