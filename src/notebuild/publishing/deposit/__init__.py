"""Packs a released note for a repository, an agency or an index: files, the record in its form, what to do then.

Nothing is sent: whoever has the account there does what the list says.
"""

from __future__ import annotations

from notebuild.publishing.deposit import agencies, archives, zenodo
from notebuild.publishing.deposit.order import Order, Service, package

__all__ = ["SERVICES", "Order", "Service", "package"]

SERVICES = {
    "zenodo": Service("Zenodo", zenodo.lacking, zenodo.files, zenodo.steps),
    "crossref": Service(
        "Crossref", agencies.crossref_lacking, agencies.crossref_files, agencies.crossref_steps
    ),
    "datacite": Service(
        "DataCite", agencies.datacite_lacking, agencies.datacite_files, agencies.datacite_steps
    ),
    "hal": Service("HAL", archives.hal_lacking, archives.hal_files, archives.hal_steps),
    "repec": Service("RePEc", archives.repec_lacking, archives.repec_files, archives.repec_steps),
}
"""Where a note can be deposited, by the word that one types."""
