"""Random notes through the PDF renderer: `python tests/stress [COUNT] [--from SEED] [--jobs N]`."""

import sys

from stress import main

sys.exit(main(sys.argv[1:]))
