"""What every test shares."""

from __future__ import annotations

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
