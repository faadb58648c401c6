import json
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main
from trucekeeper.deal.canonical import canonical, schema
from trucekeeper.deal.form import formatted
from trucekeeper.deal.syntax import read_deal

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.deal.md"))
STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"


def conforms(value: Any, to: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value has the keys and types that a part of the schema allows (what `schema` uses of JSON Schema)."""
    if "$ref" in to:
        return conforms(value, whole["$defs"][to["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in to:
        return any(conforms(value, each, whole) for each in to["anyOf"])
    if "oneOf" in to and sum(conforms(value, each, whole) for each in to["oneOf"]) != 1:
        return False
    if "const" in to:
        return bool(value == to["const"])
    if "enum" in to:
        return value in to["enum"]
    types: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "number": (int, float),
    }
    wanted = to.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(value is None if name == "null" else isinstance(value, types[name]) for name in wanted):
        return False
    if isinstance(value, list):
        return all(conforms(each, to.get("items", {}), whole) for each in value)
    if isinstance(value, dict):
        known = to.get("properties", {})
        extra = [key for key in value if key not in known and "patternProperties" not in to]
        if any(key not in value for key in to.get("required", [])) or (
            extra and not to.get("additionalProperties", True)
        ):
            return False
        return all(conforms(value[key], part, whole) for key, part in known.items() if key in value)
    return True


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_exported_conforms_to_the_schema(path: Path) -> None:
    shown = json.loads(json.dumps(canonical(read_deal(path.read_text("utf-8"), path.name))))
    assert conforms(shown, schema(), schema())
    shown["blocks"][0]["means"]["windw"] = {}
    assert not conforms(shown, schema(), schema())


def test_equal_deals_give_equal_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (STORY / "repaired.deal.md").read_text("utf-8")
    other = tmp_path / "other.deal.md"
    other.write_text(formatted(text).replace("  by: GOV\n", "  by:   GOV   # whoever that is\n"), "utf-8")

    assert main(["canon", "--json", str(STORY / "repaired.deal.md")]) == 0
    first = capsys.readouterr().out
    assert main(["canon", "--json", str(other)]) == 0
    assert capsys.readouterr().out == first


def test_a_condition_is_a_tree_and_a_window_has_its_offsets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canon", str(STORY / "repaired.deal.md")]) == 0
    blocks = {block["id"]: block for block in json.loads(capsys.readouterr().out)["blocks"]}
    assert blocks["A1"]["means"]["window"] == {
        "start": "2016-12-15T05:00:00+02:00",
        "end": "2016-12-18T12:00:00+02:00",
    }
    assert blocks["H1"]["means"]["when"] == {
        "any": [{"clause": "CF1", "state": "verified breach", "batch": None}, {"out of step": "X1"}]
    }


def test_sarif_names_rule_level_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(STORY / "15dec.deal.md")
    assert main(["check", "--sarif", path]) == 1
    log = json.loads(capsys.readouterr().out)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    circle = next(result for result in run["results"] if result["ruleId"] == "D01")
    assert circle["level"] == "error"
    assert circle["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path
    assert run["tool"]["driver"]["rules"][circle["ruleIndex"]]["id"] == "D01"
    assert len(circle["relatedLocations"]) == 1
