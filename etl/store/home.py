"""Which folder holds the data: the sample's until somebody goes live."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
LIVE, SAMPLE = "LIVE", "SAMPLE"
INSTALLATION = "archive/installation.json"  # the folder's id
ACCESS = Path("archive") / "access"  # members, and what they did
PROGRAMME = Path("archive") / "programme"  # workshops that the organizers keep themselves
FROZEN = Path("archive") / "frozen"  # figures that were given a name
# What stands in a folder to which nothing was ever sent, once somebody has looked.
_MADE_BY_READING = frozenset({"publish.lock", "snapshots", "CURRENT"})


@dataclass(frozen=True, slots=True)
class Home:
    """A data folder. Sample and real submissions never share one."""

    path: Path
    is_sample: bool

    @property
    def is_empty(self) -> bool:
        """Nothing was ever sent here."""
        receipts = self.path / "archive" / "receipts"
        return not receipts.is_dir() or not any(receipts.iterdir())


def data_home(named: Path | None = None) -> Home:
    """The folder `named`, else PANO_DATA, else data/ once it is live, else data/sample/.

    A named folder is the sample's when `python -m etl sample` filled it."""
    chosen = _chosen(named)
    if chosen:
        return home_at(chosen)
    data = PROJECT / "data"
    return Home(data, False) if (data / LIVE).exists() else Home(data / "sample", True)


def home_at(path: Path) -> Home:
    """A folder for what it is. The one in which the sample is made at the first start needs no mark."""
    return Home(path, (path / SAMPLE).exists() or path.resolve() == (PROJECT / "data" / "sample").resolve())


def _chosen(named: Path | None) -> Path | None:
    folder = named or (Path(os.environ["PANO_DATA"]) if os.environ.get("PANO_DATA") else None)
    return folder.resolve() if folder else None


def go_live() -> Home:
    """From now on data/ holds real submissions; the sample stays where it is."""
    data = PROJECT / "data"
    data.mkdir(exist_ok=True)
    # Whoever manages members tries it out on the sample first; nobody is to be locked out by the change.
    for kept in (ACCESS, PROGRAMME):
        if (data / "sample" / kept).is_dir() and not (data / kept).exists():
            shutil.copytree(data / "sample" / kept, data / kept)
    (data / LIVE).touch()
    return Home(data, False)


def _may_hold_sample(path: Path) -> bool:
    if not path.exists() or (path / SAMPLE).exists():
        return True
    return {found.name for found in path.iterdir()} <= _MADE_BY_READING


def sample_home(named: Path | None = None) -> Home | None:
    """A folder for the sample: `named`, else PANO_DATA, else data/sample. None if it holds anything else."""
    own = (PROJECT / "data" / "sample").resolve()
    path = _chosen(named) or own
    if path != own and not _may_hold_sample(path):
        return None
    path.mkdir(parents=True, exist_ok=True)
    (path / SAMPLE).touch()
    return Home(path, True)
