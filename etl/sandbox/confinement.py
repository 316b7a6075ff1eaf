"""What may a child process use up? The system holds it to that where it can, its parent everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from etl.xlsx.limits import MEBIBYTE


@dataclass(frozen=True, slots=True)
class Confinement:
    """Per file, far above what the gate's limits let a file ask for."""

    # Together with the process that asks it stays below a gibibyte.
    memory_bytes: int = 800 * MEBIBYTE
    cpu_seconds: int = 30
    # Whoever asks must have an answer within a minute, the start of both processes included.
    wall_seconds: float = 50.0
    open_files: int = 64
    answer_bytes: int = 20 * MEBIBYTE


CONFINEMENT = Confinement()


def confine_process(to: Confinement) -> None:
    """For good, of the calling process. Windows has no such limits; there the parent's watch is all."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (to.memory_bytes, to.memory_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (to.open_files, to.open_files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it answers through a pipe and writes no file


def allow_one_more_file(to: Confinement) -> None:
    """The limit is on the life of a process, so one that reads many files is given its share for each."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + to.cpu_seconds, hard))
