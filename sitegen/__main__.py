"""``python -m sitegen``."""

from __future__ import annotations

import sys

from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
