"""Have files checked in child processes: one fresh child a file, or the same few for a whole batch."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import TracebackType

from definition import Definition
from etl.check import HistoryOf, no_history, no_submission
from etl.figures.key import Key
from etl.problems import Problem, unreadable
from etl.sandbox.confinement import CONFINEMENT, Confinement
from etl.sandbox.process import Child, DiedError
from etl.sandbox.requests import Check, CheckFigures, Mark, ReadAgain, ReadFiguresAgain, Request
from etl.sandbox.wire import from_json
from etl.submission import CheckedSubmission

_LOG = logging.getLogger(__name__)
AT_ONCE = 2  # children that read, in this whole process: the other users' screens need the machine too
QUEUE = 20  # files that may wait for their turn


class BusyError(Exception):
    """Too many files are waiting to be read; nothing is wrong with this one."""


class NotMarkedError(Exception):
    """The file could be read, but not written again with its marks."""


class _Turns:
    """Who may read now. First come, first served, and nobody waits behind more than QUEUE others."""

    def __init__(self, at_once: int, queue: int) -> None:
        self._free = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._waiting = 0
        self._most = queue

    @contextmanager
    def one(self) -> Iterator[None]:
        with self._lock:
            if self._waiting >= self._most:
                raise BusyError
            self._waiting += 1
        self._free.acquire()
        with self._lock:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


_TURNS = _Turns(AT_ONCE, QUEUE)


class Sandbox:
    """Checks files where they can do no harm. May be used by several threads at once.

    A child that `keeps` reading is reused while it lives: for batches, where its start would cost more than
    its work. Otherwise each file has a child of its own, so that none can alter what is said of the next."""

    def __init__(
        self, definition: Definition, keeps: bool = False, confinement: Confinement = CONFINEMENT
    ) -> None:
        self._definition = definition
        self._confinement = confinement
        self._keeps = keeps
        self._idle: list[Child] = []

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            self._idle.pop().close()

    def check(
        self, data: bytes, file_name: str, today: date, history_of: HistoryOf = no_history
    ) -> CheckedSubmission:
        """The verdict of etl.check.check, or `unreadable` where the child did not survive the file.

        Raises BusyError, and NotStartedError where this machine cannot start a child."""
        return self._ask(Check(file_name, today), data, history_of)

    def values_of(self, data: bytes, received: date) -> CheckedSubmission:
        """The values of a file that was judged before; see etl.check.values_of."""
        return self._ask(ReadAgain(received), data, no_history)

    def check_figures(
        self, data: bytes, file_name: str, today: date, in_force: Mapping[Key, float]
    ) -> CheckedSubmission:
        """The verdict of etl.figures.check.check_figures; for the rest as `check`."""
        return self._ask(CheckFigures(file_name, today, in_force), data, no_history)

    def figures_of(self, data: bytes, received: date) -> CheckedSubmission:
        """The values of a file of figures that was judged before."""
        return self._ask(ReadFiguresAgain(received), data, no_history)

    def mark(self, data: bytes, problems: Sequence[Problem]) -> bytes:
        """The file with its problems marked; see etl.marking.mark. Raises NotMarkedError and BusyError."""
        try:
            with _TURNS.one():
                return self._answer(Mark(tuple(problems)), data, no_history)
        except DiedError as error:
            raise NotMarkedError(str(error)) from error

    def _ask(self, request: Request, data: bytes, history_of: HistoryOf) -> CheckedSubmission:
        try:
            with _TURNS.one():
                answer = self._answer(request, data, history_of)
            return from_json(answer)  # while the next file is being read already
        except (DiedError, KeyError, TypeError, ValueError) as error:
            _LOG.warning("%s: the reading process died: %r", request, error)
            return no_submission(unreadable("refused_not_parsed").problem)

    def _answer(self, request: Request, data: bytes, history_of: HistoryOf) -> bytes:
        with contextlib.suppress(IndexError, DiedError):
            # If this one dies, was it the file or had it been dying? Only a fresh child can tell.
            return self._asked(self._idle.pop(), request, data, history_of)
        return self._asked(Child(self._definition, self._confinement), request, data, history_of)

    def _asked(self, child: Child, request: Request, data: bytes, history_of: HistoryOf) -> bytes:
        answer = None
        try:
            answer = child.ask(request, data, history_of)
            return answer
        finally:
            if answer is not None and self._keeps:
                self._idle.append(child)
            else:
                child.close()
