"""The command `build`: the default run by its plain name, for who has never heard of doit."""

from __future__ import annotations

from notebuild.pipeline.run import Run


class Build(Run):
    """doit's `run` under another name."""

    name = "build"
    doc_purpose = "check the sources, make every file that is not up to date, and prove that they agree"
