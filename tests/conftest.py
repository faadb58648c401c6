"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The machine that runs the tests may be busy: a slow example is no failure. CI repeats the same examples each time.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def outside_data() -> Path:
    """The folder of real reports and data, which are not part of the project."""
    folder = os.environ.get("TRUCEKEEPER_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TRUCEKEEPER_DATA is not set: no outside data here")
    return Path(folder)
