"""`python -m notebuild.preview [EDITION] PORT`: what the task `preview` puts in doit's place."""

from __future__ import annotations

import sys

from notebuild.preview import serving

if __name__ == "__main__":
    sys.exit(serving.main(sys.argv[1], int(sys.argv[2])))
