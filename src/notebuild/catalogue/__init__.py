"""A note's PO catalogue: its translations put in place, checked, and brought up to date."""

from notebuild.catalogue.checking import check, holds
from notebuild.catalogue.po import (
    Catalogue,
    State,
    empty,
    read,
    source_version,
    states,
    translate,
    with_version,
    write,
)
from notebuild.catalogue.terms import Terms, read_terms
from notebuild.catalogue.units import Taken, Unit, take, units
from notebuild.catalogue.updating import Change, accept, changes, difference, update

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
    "holds",
    "read",
    "read_terms",
    "source_version",
    "states",
    "take",
    "translate",
    "units",
    "update",
    "with_version",
    "write",
]
