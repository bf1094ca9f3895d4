"""Where the time of a run went, as a table."""

from __future__ import annotations

from collections.abc import Mapping

OWN = "reading the graph, telling what came of it"
"""What the program does itself, beside the tasks."""


def table(clock: Mapping[str, float], cpu: Mapping[str, float], whole: float, own: float) -> str:
    """Return a row a task, the longest by the clock first: seconds by the clock, and of processor time.

    `whole` is what the run took by the clock, which tasks share where several are done at a time; `own` is
    the processor time of the program itself.
    """
    names = sorted(cpu, key=lambda name: (-clock.get(name, 0.0), name))
    rows = [f"{name:<52}{clock.get(name, 0.0):>9.2f}{cpu[name]:>9.2f}\n" for name in names]
    rows.append(f"{OWN:<52}{'':>9}{own:>9.2f}\n")
    rows.append(f"{'total':<52}{whole:>9.2f}{sum(cpu.values()) + own:>9.2f}\n")
    return f"\n{'task':<52}{'clock s':>9}{'CPU s':>9}\n" + "".join(rows)
