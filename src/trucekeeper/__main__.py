"""Run the command line as ``python -m trucekeeper``."""

import sys

from trucekeeper.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
