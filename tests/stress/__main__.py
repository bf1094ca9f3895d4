"""Random notes through the press: `python tests/stress [COUNT] [--from SEED] [--jobs N]`."""

import sys

from stress import main

sys.exit(main(sys.argv[1:]))
