"""Which formats there are. A new one is a file beside this one with a `FORMAT`, and its line here."""

from importlib import import_module
from typing import Final

from trucekeeper.cli.import_.format import Format

#: Module by the name that is typed; a module is loaded when its format is asked for.
MODULES: Final = {
    "records": "trucekeeper.cli.import_.records",
    "jsonl": "trucekeeper.cli.import_.archive",
    "csv": "trucekeeper.cli.import_.table",
    "hxl": "trucekeeper.cli.import_.table",
    "xlsx": "trucekeeper.cli.import_.workbook",
    "geojson": "trucekeeper.cli.import_.geojson",
    "observations": "trucekeeper.cli.import_.observations",
    "table": "trucekeeper.cli.import_.foreign",
    "ucdp": "trucekeeper.cli.import_.foreign",
    "acled": "trucekeeper.cli.import_.foreign",
    "ushahidi": "trucekeeper.cli.import_.foreign",
    "kobo": "trucekeeper.cli.import_.foreign",
}


def format_named(name: str) -> Format:
    """Load a format."""
    module = import_module(MODULES[name])
    found = module.FORMATS[name] if hasattr(module, "FORMATS") else module.FORMAT
    assert isinstance(found, Format), name
    return found
