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
