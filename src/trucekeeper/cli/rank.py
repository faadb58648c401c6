"""Whether earlier decisions order what waits: a setting that every command with an inbox keeps to."""

import os
from typing import Final

#: Set to `off`, it leaves what waits in the order of the tiers, or as it came.
RANK: Final = "TRUCEKEEPER_RANK"


def rank_wanted() -> bool:
    """False where the setting is `off`."""
    return os.environ.get(RANK, "") != "off"
