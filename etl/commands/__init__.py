"""What each command of the command line does: one function each, by the command's name."""

from etl.commands.checking import check, check_failed
from etl.commands.data import export, freeze, live, sample
from etl.commands.figures import figures
from etl.commands.files import submit, template
from etl.commands.proof import verify
from etl.commands.store import confirm, publish, rebuild, status, withdraw
from etl.commands.tracing import trace

__all__ = [
    "check",
    "check_failed",
    "confirm",
    "export",
    "figures",
    "freeze",
    "live",
    "publish",
    "rebuild",
    "sample",
    "status",
    "submit",
    "template",
    "trace",
    "verify",
    "withdraw",
]
