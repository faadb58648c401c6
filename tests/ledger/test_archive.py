"""The script in docs/verify.md, run as a stranger would run it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.ledger.archive import archive_lines
from trucekeeper.ledger.record import Claim, Correction
from trucekeeper.ledger.store_memory import MemoryStore

PAGE = Path(__file__).parents[2] / "docs" / "verify.md"
SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
Lines = list[dict[str, Any]]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "verify.py"
    path.write_text(PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```\n")[0], encoding="utf-8")
    return path


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    made.append([Claim(id=f"c{n}", speaker=f"شاهد {n}", said_at=SAID, via=("a driver",)) for n in (1, 2, 3)], "desk")
    made.append([Correction(id="k1", corrects="c1", changes={"speaker": "another"}, reason="misheard")], "desk")
    return made


def lines_of(store: MemoryStore) -> Lines:
    return [json.loads(line) for line in archive_lines(store.rows(), store.salts())]


def verified(script: Path, lines: Lines, *words: str) -> tuple[int, str]:
    file = script.with_name("ledger.jsonl")
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-I", str(script), str(file), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


def test_the_script_is_short_and_needs_only_the_standard_library(script: Path) -> None:
    text = script.read_text(encoding="utf-8")

    assert len(text.splitlines()) < 80
    assert {line for line in text.splitlines() if line.startswith(("import", "from"))} == {
        "import hashlib",
        "import json",
        "import sys",
    }


def test_a_whole_ledger_verifies_and_says_its_newest_seal(script: Path, store: MemoryStore) -> None:
    kept = str(store.newest())

    assert verified(script, lines_of(store)) == (0, f"whole: 4 entries, seal {kept}")
    assert verified(script, lines_of(store), kept) == (0, f"whole: 4 entries, seal {kept}")


def test_a_ledger_with_erased_texts_verifies(script: Path, store: MemoryStore) -> None:
    store.erase(["شاهد 1", "a driver", "another"], by="desk", reason="asked for")

    lines = lines_of(store)

    assert lines[0]["record"]["speaker"] == "[erased]"
    assert lines[0]["record"]["via"] == ["[erased]"]
    assert lines[3]["record"]["changes"] == {"speaker": "[erased]"}
    assert verified(script, lines)[0] == 0


def test_every_change_is_found(script: Path, store: MemoryStore) -> None:
    def changed(place: int, **keys: Any) -> Lines:
        lines = lines_of(store)
        lines[place] |= keys
        return lines

    lines = lines_of(store)
    kept = str(store.newest())
    text = next(iter(lines[1]["texts"]))
    record = lines[1]["record"]
    sealed = lines[1]["sealed"].replace('"c2"', '"c9"')
    cases: list[tuple[Lines, str]] = [
        (changed(1, sealed=sealed), "entry 2 does not fit its seal, or one before it is missing"),
        (lines[:1] + lines[2:], "entry 2 does not fit its seal, or one before it is missing"),
        (changed(1, record=record | {"polarity": "no"}), "the readable record of entry 2 is not the sealed one"),
        (changed(1, record=record | {"id": "[erased]"}), "the readable record of entry 2 is not the sealed one"),
        (changed(1, entered_by="somebody"), "entered_by of entry 2 is not the sealed one"),
        (
            changed(1, texts={text: {"salt": "00", "text": "x"}}),
            "a text of entry 2 is not what was written",
        ),
        (lines[:3], "the end is cut off: a seal was kept for entry 4, it ends after entry 3"),
    ]

    assert [verified(script, given, kept) for given, _ in cases] == [(1, told) for _, told in cases]
    assert verified(script, lines, "4:" + "0" * 64) == (
        1,
        "the ledger was written anew: entry 4 has not the seal that was kept",
    )


def test_what_is_no_export_is_said_to_be_unreadable(script: Path) -> None:
    code, said = verified(script, [{"position": 1}])

    assert (code, said) == (2, "cannot be read: KeyError('sealed')")
