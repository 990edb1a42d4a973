"""The log says where an exception came from, never what it quotes."""

from __future__ import annotations

import logging
from pathlib import Path

from facegate.bootstrap.log_file import open_log
from facegate.settings.paths import Paths


def test_text_of_an_exception_never_reaches_the_log(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.prepare()
    file = open_log(paths)
    assert file is not None
    try:
        try:
            {}["Ann Example"]
        except KeyError as error:
            raise ValueError("not Ann Example") from error
    except ValueError:
        logging.getLogger("facegate.app").exception("lookup failed")
    text = file.read_text()
    assert "Example" not in text
    assert "KeyError" in text
    assert "test_log_file.py" in text
