"""What each command of the command line does: one function each, by the command's name."""

from etl.commands.access import activity, members
from etl.commands.backup import backup, restore
from etl.commands.checking import check, check_failed
from etl.commands.data import export, live, sample
from etl.commands.figures import figures
from etl.commands.files import submit, template
from etl.commands.frozen import freeze
from etl.commands.proof import verify
from etl.commands.store import confirm, publish, rebuild, status, withdraw
from etl.commands.tracing import trace

__all__ = [
    "activity",
    "backup",
    "check",
    "check_failed",
    "confirm",
    "export",
    "figures",
    "freeze",
    "live",
    "members",
    "publish",
    "rebuild",
    "restore",
    "sample",
    "status",
    "submit",
    "template",
    "trace",
    "verify",
    "withdraw",
]
