"""The doit graph: the tasks, their actions, when they are up to date, and how a run reports."""
