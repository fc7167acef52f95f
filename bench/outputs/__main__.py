"""``python -m bench.outputs``: see ``digest``."""

import sys

from bench.outputs.digest import main

sys.exit(main())
