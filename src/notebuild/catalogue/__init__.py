"""A note's PO catalogue: its translations put in place, checked, and brought up to date."""

from notebuild.catalogue.checking import check
from notebuild.catalogue.po import Catalogue, State, empty, read, states, translate, write
from notebuild.catalogue.updating import difference, update

__all__ = [
    "Catalogue",
    "State",
    "check",
    "difference",
    "empty",
    "read",
    "states",
    "translate",
    "update",
    "write",
]
