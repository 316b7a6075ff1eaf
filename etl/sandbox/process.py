"""One child process: started without an environment, watched while it reads, killed when it must be."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import psutil

from definition import Definition
from etl.check import HistoryOf
from etl.sandbox.confinement import CONFINEMENT, Confinement
from etl.sandbox.requests import HISTORY_OF, READY, Request
from etl.sandbox.wire import TooLongError, receive, send
from etl.store.home import PROJECT
from etl.xlsx.limits import MEBIBYTE

# -I: no environment variable, user folder or working directory says what is imported. Where the parent
# found its libraries the child finds them too, wherever they were installed.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from etl.sandbox.child import main; main()"
# What a Python needs to start at all; nothing else of the environment is handed on.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_LOOKED_EVERY = 0.1  # seconds
_TOLD = 2000  # characters of what a dying child complained of


class DiedError(Exception):
    """The child ended without an answer; the message says how, for the log."""


class NotStartedError(Exception):
    """No child can be started: a fault of the machine or the installation, not of a file."""


class Child:
    """Reads files until it dies or is closed. Not to be used by two threads at once."""

    def __init__(self, definition: Definition, confinement: Confinement = CONFINEMENT) -> None:
        self._confinement = confinement
        path = [str(PROJECT), *(folder for folder in sys.path if Path(folder).is_absolute())]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._to, self._from, self._complaints = (_there(pipe) for pipe in pipes)
        try:
            send(self._to, pickle.dumps((definition, confinement)))
            if receive(self._from, len(READY)) != READY:
                raise self._died("not ready")
        except (OSError, TooLongError, DiedError) as error:
            self.close()
            raise NotStartedError(str(error)) from error

    def ask(self, request: Request, data: bytes, history_of: HistoryOf) -> bytes:
        """The answer as the child wrote it. Raises DiedError where none comes, or too long a one."""
        answered = threading.Event()
        watch = threading.Thread(target=self._watch, args=(answered,), daemon=True)
        watch.start()
        try:
            send(self._to, pickle.dumps(request))
            send(self._to, data)
            return self._answer(history_of)
        except (OSError, TooLongError) as error:
            raise self._died(repr(error)) from error
        finally:
            answered.set()
            watch.join()

    def close(self) -> None:
        """Let it end; what does not is killed."""
        for pipe in (self._to, self._from, self._complaints):
            with contextlib.suppress(OSError):  # what it never read cannot be flushed
                pipe.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answer(self, history_of: HistoryOf) -> bytes:
        while True:
            message = receive(self._from, self._confinement.answer_bytes)
            if message is None:
                raise self._died("no answer")
            if not message.startswith(HISTORY_OF):
                return message
            city = message.removeprefix(HISTORY_OF).decode(errors="replace")
            send(self._to, pickle.dumps(history_of(city)))

    def _watch(self, answered: threading.Event) -> None:
        """Kill it when its time is up or it takes too much: on Linux the limits it set itself come first."""
        deadline = time.monotonic() + self._confinement.wall_seconds
        while not answered.wait(_LOOKED_EVERY):
            if time.monotonic() > deadline or self._takes_too_much():
                self._process.kill()
                return

    def _takes_too_much(self) -> bool:
        try:
            process = psutil.Process(self._process.pid)
            return bool(process.memory_info().rss > self._confinement.memory_bytes)
        except psutil.Error:  # it has ended already
            return False

    def _died(self, why: str) -> DiedError:
        self._process.kill()
        code = self._process.wait()
        complaint = self._complaints.read()
        peak = f"{self._confinement.memory_bytes // MEBIBYTE} MiB, {self._confinement.wall_seconds:g} s"
        told = complaint.decode("utf-8", "replace")[-_TOLD:]
        return DiedError(f"{why}, exit code {code} (limits {peak}) {told}")


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
