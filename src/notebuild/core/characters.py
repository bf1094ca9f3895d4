"""Characters that a file of ours cannot hold."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One that no XML 1.0 file may hold (production 2, Char)."""
