"""What if a library never answers, or takes all the memory there is? It is asked in a child process."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

if sys.platform == "linux":
    import resource

Answer = TypeVar("Answer")


class Stoppable(Generic[Answer]):
    """A function that is given bytes, and is given up where it takes too long or too much.

    One child answers question after question; only after a failure there is a new one."""

    def __init__(self, function: Callable[[bytes], Answer], seconds: float, memory: int) -> None:
        self._function, self._seconds, self._memory = function, seconds, memory
        self._start()

    def ask(self, data: bytes) -> Answer | None:
        """The answer; None where none came."""
        self._pipe.send_bytes(data)
        try:
            if self._pipe.poll(self._seconds):
                answer: Answer = self._pipe.recv()
                return answer
        except EOFError:
            pass
        self.stop()
        self._start()
        return None

    def stop(self) -> None:
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, its = context.Pipe()
        self._process = context.Process(target=_answer, args=(its, self._function, self._memory), daemon=True)
        self._process.start()
        its.close()
        self._pipe.recv()  # it is there: the seconds are for the answers


def _answer(pipe: Connection, function: Callable[[bytes], object], memory: int) -> None:
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    pipe.send("ready")
    try:
        while True:
            pipe.send(function(pipe.recv_bytes()))
    except MemoryError:
        return  # what is left of the memory would not do for the next question
