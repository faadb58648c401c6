"""The grammar for editors knows the words of the language, all of them and no others."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.core.movement import EVENTS
from trucekeeper.deal.condition import STATES
from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.grammar import (
    ACTIONS,
    DEFAULTS,
    EXCHANGE_UNITS,
    KINDS,
    LANGUAGES,
    ROLES,
    STATES_OF_A_DEAL,
    TYPES,
)
from trucekeeper.deal.places import Places
from trucekeeper.deal.printer import blocks
from trucekeeper.deal.syntax import read_deal

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "editors" / "vscode"
DEALS = sorted((ROOT / "examples").rglob("*.deal.md"))


def grammar(name: str) -> Any:
    return json.loads((FOLDER / "syntaxes" / name).read_text("utf-8"))


def words(pattern: str, group: int = 1) -> set[str]:
    """The words of the so-many-th group of alternatives."""
    return {word.replace(" +", " ") for word in re.findall(r"\((?:\?:)?([^()]*)\)", pattern)[group - 1].split("|")}


def scope(name: str) -> str:
    rules = grammar("deal.tmLanguage.json")["repository"]["value"]["patterns"]
    return str(next(rule["match"] for rule in rules if rule.get("name") == name))


def test_its_words_are_those_of_the_grammar() -> None:
    rules = grammar("deal.tmLanguage.json")["repository"]
    assert words(rules["header"]["match"]) == set(KINDS)
    assert words(rules["key"]["match"]) == {key for table in KINDS.values() for key in table.keys}
    assert re.search(r"\(ar\|en\|ru\)", rules["key"]["match"]), LANGUAGES
    assert words(scope("support.function.event.deal")) == set(EVENTS)
    assert words(scope("support.constant.state.deal")) == set(STATES)
    assert words(scope("support.function.action.deal")) == set(ACTIONS)
    lists = {*TYPES, *ROLES, *STATES_OF_A_DEAL, *DEFAULTS, *EXCHANGE_UNITS}
    assert words(scope("support.constant.word.deal")) == lists


@pytest.mark.parametrize("path", DEALS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_colours_every_header_and_every_key_of_a_deal(path: Path) -> None:
    rules = grammar("deal.tmLanguage.json")["repository"]
    header, key = re.compile(rules["header"]["match"]), re.compile(rules["key"]["match"])
    text = path.read_text("utf-8")
    lines = text.split("\n")
    for block in blocks(read_deal(text, path.name)):
        found = header.match(lines[block.at.line - 1])
        assert found is not None
        assert (found[1], found[2]) == (block.kind, block.id)
        for name, at in block.keys.items():
            if at.line != block.at.line:
                coloured = key.match(lines[at.line - 1])
                assert coloured is not None
                assert name.split(" ")[0] in coloured[1], name


def test_it_begins_and_ends_with_the_fences_that_the_reader_reads() -> None:
    block = grammar("markdown-deal.tmLanguage.json")["repository"]["block"]
    begin = re.compile(block["begin"].replace(r"|\G", ""))
    for word, is_ours in (("deal", True), ("deal-test", False), ("python", False), ("dealer", False)):
        text = f"```{word}\nparty A\n```\n"
        fences, _ = read_markdown(Places(text))
        assert [fence.word for fence in fences if fence.word == "deal"] == (["deal"] if is_ours else [])
        assert bool(begin.match(f"```{word}")) is is_ours


def test_the_extension_points_at_files_that_are_there() -> None:
    told = json.loads((FOLDER / "package.json").read_text("utf-8"))["contributes"]
    for each in told["grammars"]:
        assert grammar(Path(each["path"]).name)["scopeName"] == each["scopeName"]
