"""The child: reads the files its parent hands over, one after the other, and knows nothing else.

It is handed the definition when it starts and asks its parent for the history of the one city that a
file names. It has no environment, opens no file and answers through a pipe."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import IO

from definition import Definition
from etl.check import check, no_submission, values_of
from etl.figures.check import check_figures, figures_of
from etl.history import History
from etl.problems import Unreadable
from etl.sandbox.confinement import Confinement, allow_one_more_file, confine_process
from etl.sandbox.requests import HISTORY_OF, READY, Check, CheckFigures, Mark, ReadFiguresAgain, Request
from etl.sandbox.wire import as_json, receive, send

_ANYTHING = 1 << 31  # what a parent sends is as long as it likes


def main() -> None:
    """Serve until the parent closes the pipe. Whatever goes wrong ends the process with an error code."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may get between the answers
    definition: Definition
    confinement: Confinement
    definition, confinement = pickle.loads(receive(requests, _ANYTHING) or b"")
    gc.freeze()  # what is loaded stays; looking through it again and again is a twentieth of reading
    confine_process(confinement)
    send(answers, READY)
    while (message := receive(requests, _ANYTHING)) is not None:
        request: Request = pickle.loads(message)
        allow_one_more_file(confinement)
        data = receive(requests, _ANYTHING) or b""
        send(answers, _answer(request, data, definition, requests, answers))


def _answer(
    request: Request, data: bytes, definition: Definition, requests: IO[bytes], answers: IO[bytes]
) -> bytes:
    def history_of(city: str) -> History:
        send(answers, HISTORY_OF + city.encode())
        history: History = pickle.loads(receive(requests, _ANYTHING) or b"")
        return history

    if isinstance(request, Check):
        return as_json(check(data, request.file_name, definition, request.today, history_of))
    if isinstance(request, Mark):
        from etl.marking.mark import mark  # here: it doubles the start of a child, and few are asked for it

        return mark(data, request.problems, definition)
    if isinstance(request, CheckFigures):
        return as_json(check_figures(data, request.file_name, definition, request.today, request.in_force))
    try:
        if isinstance(request, ReadFiguresAgain):
            return as_json(figures_of(data, definition, request.received))
        return as_json(values_of(data, definition, request.received))
    except Unreadable as refusal:
        return as_json(no_submission(refusal.problem))
