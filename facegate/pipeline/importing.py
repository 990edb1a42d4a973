"""Importing people in bulk: off the caller's thread, with progress, and so that it can be stopped and gone on with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from facegate.domain.bundles import Bundle
from facegate.domain.ids import SubjectId
from facegate.domain.people import Consent
from facegate.errors import ConditionError, EnrolmentError
from facegate.pipeline.import_plan import ImportPlan
from facegate.pipeline.import_report import ImportReport
from facegate.pipeline.import_run import ImportRun
from facegate.pipeline.import_tools import ImportOptions, ImportTools, Tell

T = TypeVar("T")


class ImportService:
    """Imports people. Used by one thread at a time (the job thread, or a command)."""

    def __init__(self, tools: ImportTools) -> None:
        self._tools = tools
        self._alike: list[SubjectId] = []
        tools.people.when_look_alikes(self._heard)

    def _heard(self, alike: Sequence[SubjectId]) -> None:
        self._alike = list(alike)

    def run(
        self,
        plan: ImportPlan,
        bundle: Bundle,
        options: ImportOptions,
        consent: Consent | None,
        tell: Tell = lambda _progress: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Import; run again with the same files it goes on where it stopped.

        The work is done on a thread of its own with low priority, because the caller's could not get its own back.
        Each person is one transaction, with their PIN and their photographs. Where it ends between two, what was stored
        stays; the next run does the rest.

        Args:
            plan: what is to be imported.
            bundle: that the plan was made of; open.
            options: see there.
            consent: that somebody attests for everybody in the plan; a dry run needs none, nor do people without
                photographs.
            tell: see :data:`Tell`.
            cancelled: asked between photographs; the person under way is not imported then.

        Raises:
            EnrolmentError: nobody attests consent.
            ConditionError: the models are not loaded.
        """
        if consent is None and not options.dry_run and plan.photos:
            raise EnrolmentError(
                "Consent not attested",
                "Nobody attests that the people in the import agreed to face recognition.",
                "Attest it, or try a dry run, which stores nothing.",
            )
        engine = self._tools.engine()
        if engine is None:
            raise ConditionError("Not ready", "The models are still being loaded.", "Wait a moment and try again.")
        run = ImportRun(self._tools, engine, plan, bundle, options, consent, tell, cancelled, lambda: self._alike)
        return _aside(run.go, self._tools.lower_priority)


def _aside(work: Callable[[], T], lower_priority: Callable[[], None]) -> T:
    """Do the work on a thread of low priority, and wait for it."""
    done: Future[T] = Future()

    def body() -> None:
        lower_priority()
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - thread boundary: raised again by whoever waits
            done.set_exception(error)

    thread = threading.Thread(target=body, name="facegate-import")
    thread.start()
    thread.join()
    return done.result()
