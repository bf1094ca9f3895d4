"""A note's PO catalogue: put in place, checked, and brought up to date."""

from notebuild.translation.catalogue.merge import Change, accept, changes, difference, update
from notebuild.translation.catalogue.po import (
    Catalogue,
    State,
    empty,
    read,
    rows,
    source_version,
    states,
    translate,
    with_version,
    write,
)
from notebuild.translation.catalogue.units import Taken, Unit, take, units
from notebuild.translation.qa.check import check, foreign, holds
from notebuild.translation.qa.termbase import Terms, read_terms

__all__ = [
    "Catalogue",
    "Change",
    "State",
    "Taken",
    "Terms",
    "Unit",
    "accept",
    "changes",
    "check",
    "difference",
    "empty",
    "foreign",
    "holds",
    "read",
    "read_terms",
    "rows",
    "source_version",
    "states",
    "take",
    "translate",
    "units",
    "update",
    "with_version",
    "write",
]
