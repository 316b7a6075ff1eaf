"""The machine kept the next snapshot from being made; nothing that was received is touched by that."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# What DuckDB raises where a file cannot be written or read; of a commit that failed a transaction error.
OF_THE_MACHINE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
)


class UnpublishedError(OSError):
    """The last snapshot stays; the next publication shows everything that was received. Names a file."""


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What the system or the database says of a failing disk is raised as UnpublishedError, about `path`
    where nothing else is named."""
    try:
        yield
    except UnpublishedError:
        raise
    except OSError as error:
        named = error.filename2 or error.filename or str(path)
        raise UnpublishedError(error.errno or errno.EIO, error.strerror or str(error), str(named)) from error
    except OF_THE_MACHINE as error:
        raise UnpublishedError(errno.EIO, str(error).partition("\n")[0], str(path)) from error
