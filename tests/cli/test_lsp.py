import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.lsp import findings, hover_words

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "15dec.deal.md"
SOURCE = Path(__file__).parents[2] / "src"


def test_a_word_shows_its_block_and_a_line_its_finding() -> None:
    text = STORY.read_text("utf-8")
    shown = hover_words(text, 1, "CF")
    assert shown is not None and shown.startswith("**must not CF**")
    circle = next(finding for finding in findings(text) if finding.code == "D01")
    page = hover_words(text, circle.at.line, "")
    assert page is not None and page.startswith("# D01:")
    assert hover_words(text, 1, "") is None


def message(method: str, params: dict[str, Any], id: int | None = None) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | ({} if id is None else {"id": id}))
    return f"Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()


def answers(raw: bytes) -> list[dict[str, Any]]:
    found = []
    while raw:
        head, _, rest = raw.partition(b"\r\n\r\n")
        length = int(
            next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")).split()[1]
        )
        found.append(json.loads(rest[:length]))
        raw = rest[length:]
    return found


def test_an_editor_gets_findings_definitions_and_formatting_in_its_own_units() -> None:
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    text = "```deal\nparty 𐩢A: x\nparty B\nmust A1: 😀\n   by: B, 𐩢A, C\n   do: open\n```\n"
    uri = "file:///my.deal.md"
    asked = b"".join(
        [
            message("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1),
            message("initialized", {}),
            message(
                "textDocument/didOpen",
                {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}},
            ),
            message(
                "textDocument/definition", {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 7}}, 2
            ),
            message("shutdown", {}, 4),
            message("exit", {}),
        ]
    )
    done = subprocess.run(
        [sys.executable, "-m", "trucekeeper", "lsp"],
        input=asked,
        capture_output=True,
        timeout=60,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    said = answers(done.stdout)
    shown = next(each for each in said if each.get("method") == "textDocument/publishDiagnostics")["params"]
    unknown = next(each for each in shown["diagnostics"] if each["code"] == "D08")
    assert unknown["range"] == {"start": {"line": 4, "character": 15}, "end": {"line": 4, "character": 16}}
    assert unknown["message"].startswith('A1: "C" is not a party defined in this deal')
    defined = next(each for each in said if each.get("id") == 2)["result"]
    assert defined["range"]["start"] == {"line": 2, "character": 0}


CIRCLE = """# Two towns

A1 is spoken of here, and stays as it is.

```deal
deal D
  zone: UTC
party A
party B
must A1
  by: A
  to: B
  do: let A1 people leave
  people: 500
  after: B1
must B1
  by: B
  to: A
  do: let people leave
  people: 500
  after: A1 arrived
exchange X
  legs: A1 | B1
```

```deal-test
at 2030-01-01 06:00 expect A1 A pending none
```
"""


def exchanged(*asked: bytes) -> list[dict[str, Any]]:
    """What the server says to a script of messages."""
    hello = message("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
    bye = message("shutdown", {}, 99) + message("exit", {})
    done = subprocess.run(
        [sys.executable, "-m", "trucekeeper", "lsp"],
        input=b"".join([hello, message("initialized", {}), *asked, bye]),
        capture_output=True,
        timeout=60,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    return answers(done.stdout)


def at(line: str, word: str) -> dict[str, int]:
    """The position of a word on the first line that begins so."""
    lines = CIRCLE.split("\n")
    number = next(n for n, each in enumerate(lines) if each.startswith(line))
    return {"line": number, "character": lines[number].index(word)}


def test_a_deal_is_written_in_an_editor() -> None:
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    uri = "file:///two-towns.deal.md"
    named = {"textDocument": {"uri": uri}}
    opened = {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": CIRCLE}}
    mended = CIRCLE.replace("  after: B1\n", "")
    changed = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": mended}]}

    said = exchanged(
        message("textDocument/didOpen", opened),
        message("textDocument/hover", {**named, "position": at("  legs", "B1")}, 2),
        message("textDocument/hover", {**named, "position": at("  after: B1", ":")}, 3),
        message("textDocument/definition", {**named, "position": at("  after: A1", "A1")}, 4),
        message("textDocument/rename", {**named, "position": at("must A1", "A1"), "newName": "NORTH"}, 5),
        message("textDocument/rename", {**named, "position": at("must A1", "A1"), "newName": "B1"}, 6),
        message("textDocument/didChange", changed),
        message("textDocument/formatting", {**named, "options": {"tabSize": 2, "insertSpaces": True}}, 7),
    )

    shown = [
        {finding["code"] for finding in each["params"]["diagnostics"]}
        for each in said
        if each.get("method") == "textDocument/publishDiagnostics"
    ]
    assert ["D01" in codes for codes in shown] == [True, False]
    answer: dict[int, Any] = {each["id"]: each.get("result", each.get("error")) for each in said if "id" in each}
    assert answer[2]["contents"]["value"].startswith("**must B1**")
    assert answer[3]["contents"]["value"].startswith("# D01: Clauses that wait for each other")
    assert answer[4]["range"]["start"] == at("must A1", "must")
    edits = answer[5]["changes"][uri]
    assert [edit["newText"] for edit in edits] == ["NORTH"] * 4
    places = [(edit["range"]["start"]["line"], edit["range"]["start"]["character"]) for edit in edits]
    here = [at("must A1", "A1"), at("  after: A1", "A1"), at("  legs", "A1"), at("at 2030", "A1")]
    assert places == [(place["line"], place["character"]) for place in here]
    assert "is the id of something else" in answer[6]["message"]
    assert answer[7][0]["newText"] == mended
