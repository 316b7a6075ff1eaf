"""What every test shares."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

import definition as definition_package
from definition import Definition

# With the default deadline the first slow example fails a run; derandomized, a failure repeats.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def definition() -> Definition:
    return definition_package.load()


@pytest.fixture(autouse=True)
def _workshops_as_shipped() -> Iterator[None]:
    """What a test's own data folder keeps of workshops is known to the whole process."""
    yield
    definition_package.keep(())


@pytest.fixture(autouse=True)
def _main_program_as_it_was() -> Iterator[None]:
    """AppTest leaves its page in the place of the main program, which a process started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
