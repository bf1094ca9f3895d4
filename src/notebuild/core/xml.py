"""What no XML file can hold: Word documents and XLIFF are XML."""

from __future__ import annotations

import re

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character outside XML 1.0's production 2, Char."""
