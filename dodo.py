"""The task graph, as doit reads it; `./doit help` names every task and command."""

from notebuild.pipeline.tasks import *  # noqa: F403
