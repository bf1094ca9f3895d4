"""Random notes: `python tests/stress [--notes N] [--seed S] [--jobs J] [--minutes M] [--dense]`."""

import sys

from stress import main

sys.exit(main(sys.argv[1:]))
