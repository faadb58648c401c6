from pathlib import Path

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def repaired() -> Deal:
    path = EXAMPLES / "aleppo-2016" / "repaired.deal.md"
    return read_deal(path.read_text("utf-8"), path.name)
