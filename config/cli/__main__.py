"""``python -m config.cli``: the same as ``mangnon``."""

import sys

from config.cli import main

sys.exit(main())
