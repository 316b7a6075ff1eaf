"""Which command writes the template that a refused file should have been?"""

from __future__ import annotations

from pathlib import Path

from etl.problems import Problem
from etl.provenance.verdict import REFUSED


def right_template(problem: Problem, named_folder: Path | None) -> str:
    """Empty for every other problem, and where nobody can tell whose template that would be.

    `named_folder`: the data folder, where the command has to name it."""
    if problem.code not in REFUSED:
        return ""
    data = f' --data "{named_folder}"' if named_folder else ""
    if problem.code.endswith("_figures"):
        return f"python -m etl figures --template baglam-gostergeleri.xlsx{data}"
    city, workshop = problem.fact("city"), problem.fact("workshop")
    if not city or not workshop:
        return ""
    out = f"uluslararasilasma-{city}-{workshop}.xlsx"
    return f"python -m etl template --city {city} --workshop {workshop} --out {out}{data}"
