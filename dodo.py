"""The task graph, as doit reads it; `./doit list --all` names every task with a line of help."""

from notebuild.chores import (
    task_accept,
    task_catalogue,
    task_drawing,
    task_picture,
    task_standards,
    task_status,
    task_stress,
    task_test,
    task_xliff,
)
from notebuild.tasks import (
    DOIT_CONFIG,
    task_check,
    task_docx,
    task_edition,
    task_figure,
    task_pdf,
    task_reference,
    task_sources,
    task_titles,
    task_verify,
    task_web,
)

__all__ = [
    "DOIT_CONFIG",
    "task_accept",
    "task_catalogue",
    "task_check",
    "task_docx",
    "task_drawing",
    "task_edition",
    "task_figure",
    "task_pdf",
    "task_picture",
    "task_reference",
    "task_sources",
    "task_standards",
    "task_status",
    "task_stress",
    "task_test",
    "task_titles",
    "task_verify",
    "task_web",
    "task_xliff",
]
