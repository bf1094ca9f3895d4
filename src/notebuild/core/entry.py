"""How a person starts us, for messages that name what to type next."""

from __future__ import annotations

import os

ENTRY = os.environ.get("NOTEBUILD_ENTRY", "notebuild")
"""The word for it: `./doit` where the script of that name started us (it says so), else `notebuild`."""
