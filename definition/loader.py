"""The definition in force, read from its data files; or the one of a freeze that is being looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from definition.catalogue import Workshop
from definition.consistency import faults
from definition.files import DefinitionError, data_files, fingerprint, texts_in
from definition.model import Definition
from definition.parser import parse

SHIPPED = Path(__file__).parent


class _Kept:
    """Workshops that an institution keeps itself; by its identity, which costs nothing to compare."""

    def __init__(self, workshops: tuple[Workshop, ...]) -> None:
        self.workshops = workshops


_kept = _Kept(())
_NOT_ASKED = object()
_of_then: ContextVar[Definition | object | None] = ContextVar("definition", default=_NOT_ASKED)


def _nobody_looks() -> Definition | None:
    return None


_ask: Callable[[], Definition | None] = _nobody_looks


def load(folder: Path | str | None = None) -> Definition:
    """The definition in `folder`; without one, in PANO_DEFINITION, else the one that is shipped. With the
    workshops that were given to `keep`. Without a folder, where figures of a freeze are being looked at: the
    one that they were made with."""
    if folder is None:
        then = _of_then.get()
        if then is _NOT_ASKED:
            then = _ask()
            _of_then.set(then)
        if isinstance(then, Definition):
            return then
    return _load(_named(folder), _kept)


def today() -> Definition:
    """The definition in force, whatever is being looked at: for whatever checks, publishes or is set down."""
    return _load(_named(None), _kept)


def asks(of_freeze: Callable[[], Definition | None]) -> None:
    """From now on, in this process, each context in which `load` is called asks this once whether a freeze is
    being looked at. A part of a page may run alone, in a thread of its own, without any frame around it."""
    global _ask
    _ask = of_freeze


def follow(then: Definition | None) -> None:
    """From now on in this context (a run of a page) `load` answers this one: figures that were frozen are
    read with the names, units and thresholds of then. None: the one in force."""
    _of_then.set(then)


@contextmanager
def following(then: Definition | None) -> Iterator[None]:
    """The same for a while."""
    token = _of_then.set(then)
    try:
        yield
    finally:
        _of_then.reset(token)


def edition(folder: Path | str | None = None) -> str:
    """Changes whenever one of the files does, whatever workshops were given to `keep`."""
    return _edition(_named(folder))


def keep(workshops: tuple[Workshop, ...]) -> None:
    """From now on, in this process, these stand beside those of workshops.toml, or in the place of one with
    the same code. Whoever gives them has asked `loaded_with` whether they fit."""
    global _kept
    if workshops != _kept.workshops:
        _kept = _Kept(workshops)


def loaded_with(workshops: tuple[Workshop, ...], folder: Path | str | None = None) -> Definition:
    """The definition as it would be with them, whatever was given to `keep`. Raises DefinitionError."""
    return _read(Path(_named(folder)).resolve(), workshops)


def _named(folder: Path | str | None) -> str:
    return str(folder or os.environ.get("PANO_DEFINITION") or SHIPPED)


@lru_cache(maxsize=16)
def _edition(named: str) -> str:
    return fingerprint(data_files(Path(named).resolve()))


# By words and identity alone: a page asks a thousand times, and finding the folder on the disk takes longer.
@lru_cache(maxsize=16)
def _load(named: str, kept: _Kept) -> Definition:
    return _read(Path(named).resolve(), kept.workshops)


def _read(folder: Path, kept: tuple[Workshop, ...]) -> Definition:
    definition = parse(data_files(folder), texts_in(folder), kept, str(folder))
    found = faults(definition)
    if found:
        raise DefinitionError("\n".join(found))
    return definition
