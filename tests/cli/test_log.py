"""`truce log`, `truce erase` and `truce export` as somebody at a terminal meets them."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.store_sqlite import opened

RECORDS = [
    {"id": "c1", "record": "claim", "speaker": "radio of the north", "side": "N", "clause": "CF", "incident": "fire"}
    | {"actors": ["southern army"], "said_at": "2020-01-01T10:00:00+02:00"},
    {"id": "c2", "record": "claim", "speaker": "وزارة الدفاع", "side": "S", "clause": "CF", "incident": "fire"}
    | {"polarity": "no", "act": "denies", "said_at": "2020-01-01T11:00:00+02:00"},
    {"id": "m1", "record": "movement", "speaker": "team 2", "side": "independent", "clause": "A1", "event": "departed"}
    | {"quantity": {"low": 250, "high": 300}, "said_at": "2020-01-01T12:00:00+02:00"},
    {"id": "k1", "record": "correction", "corrects": "m1", "changes": {"quantity": {"low": 280, "high": 280}}}
    | {"reason": "counted again"},
    {"id": "w1", "record": "withdrawal", "withdraws": "c2", "reason": "entered for another day"},
]
LINES = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS)


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path, source = tmp_path / "north.ledger", tmp_path / "day.jsonl"
    source.write_text(LINES, encoding="utf-8")
    assert main(["record", "--into", str(path), "--as", "desk", "--from", str(source)]) == 0
    capsys.readouterr()
    return path


def shown(capsys: pytest.CaptureFixture[str], ledger: Path, *words: str) -> str:
    assert main(["log", str(ledger), *words]) == 0
    return capsys.readouterr().out


def test_a_log_lists_all_entries_and_what_became_of_them(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, ledger).splitlines()

    assert lines[:11] == [
        "    1  2020-01-01 10:00 +0200  claim c1  CF",
        "       radio of the north (N) says: fire: yes, by southern army",
        "    2  2020-01-01 11:00 +0200  claim c2  CF",
        "       وزارة الدفاع (S) denies: fire: no",
        "       (withdrawn by w1)",
        "    3  2020-01-01 12:00 +0200  movement m1  A1",
        "       team 2 (independent): 250 to 300 people departed",
        "       (corrected by k1)",
        lines[8],
        "       corrects m1: quantity = 280 people: counted again",
        lines[10],
    ]
    assert lines[8].startswith("    4  recorded 2")
    assert lines[8].endswith(" +0000  correction k1")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--kind", "movement"], ["m1"]),
        (["--clause", "CF"], ["c1", "c2"]),
        (["--speaker", "الدفاع"], ["c2"]),
        (["--search", "دفاع"], ["c2"]),
        (["--search", "southern"], ["c1"]),
        (["--id", "c1", "--id", "m1"], ["c1", "m1"]),
        (["--since", "2020-01-01T09:00Z", "--until", "2020-01-01T10:00Z"], ["c2"]),
        (["--known-by", "2020-01-01T00:00Z"], []),
    ],
)
def test_a_log_can_be_narrowed(
    ledger: Path, capsys: pytest.CaptureFixture[str], words: list[str], ids: list[str]
) -> None:
    lines = shown(capsys, ledger, "--json", *words).splitlines()

    assert [json.loads(line)["record"]["id"] for line in lines] == ids


def test_a_log_as_json_holds_what_was_entered(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    third = json.loads(shown(capsys, ledger, "--json").splitlines()[2])

    assert third["record"]["quantity"] == {"low": 250, "high": 300}
    assert (third["position"], third["entered_by"], third["changed"]) == (3, "desk", ["corrected by k1"])


def test_an_unknown_kind_is_wrong_use(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", str(ledger), "--kind", "clam"]) == 2
    assert capsys.readouterr().err == 'truce: error: "clam" is no kind of record\nhint: did you mean "claim"?\n'


def erase(ledger: Path, *words: str) -> int:
    return main(["erase", str(ledger), "--as", "desk", "--reason", "asked for", *words])


def test_an_erased_name_is_gone_from_the_log_and_the_ledger_still_verifies(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert erase(ledger, "--record", "c2", "--key", "speaker") == 0

    assert capsys.readouterr().out == "erased in 1 records: c2; entry 6\n"
    assert "[erased] (S) denies" in shown(capsys, ledger)
    assert main(["verify", str(ledger)]) == 0
    assert "وزارة الدفاع".encode() not in ledger.read_bytes()


def test_a_name_to_erase_need_not_stand_on_the_command_line(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("وزارة الدفاع\n".encode()), "utf-8"))

    assert erase(ledger, "--text", "-") == 0

    assert "وزارة الدفاع".encode() not in ledger.read_bytes()


def test_what_cannot_be_erased_is_said(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(ledger) as store:
        record = store.entries()[0].record
    assert record.id == "c1"
    main(["record", "--into", str(ledger), "--as", "desk", "claim", "id=c9", "speaker=Rami", "incident=arrest of Rami"])
    capsys.readouterr()

    assert erase(ledger, "--text", "Rami") == 1

    assert capsys.readouterr().out == (
        "erased in 1 records: c9; entry 7\n"
        "still stands where it is sealed in clear and cannot be erased: c9 (incident)\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing was erased: say in one way what is to go"),
        (["--record", "c1"], "nothing was erased: say in one way what is to go"),
        (["--record", "c1", "--key", "incident"], 'nothing was erased: record "c1" has no text under "incident"'),
        (["--record", "c7", "--key", "speaker"], 'nothing was erased: record "c7" has no text under "speaker"'),
        (["--text", "nobody"], "nothing was erased: the ledger holds no name or text that reads so"),
    ],
)
def test_an_erasure_that_reaches_nothing_is_wrong_use(
    ledger: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert erase(ledger, *words) == 2
    assert said in capsys.readouterr().err


def test_exported_records_hold_the_corrections_and_can_be_entered_again(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, again = tmp_path / "out.jsonl", tmp_path / "again.ledger"

    assert main(["export", str(ledger), "--to", "records", "--out", str(out)]) == 0
    assert main(["record", "--into", str(again), "--as", "desk", "--from", str(out)]) == 0

    with opened(again) as store:
        records = {entry.record.id: entry.record for entry in store.entries()}
    assert set(records) == {"c1", "m1"}
    assert "280 people departed" in shown(capsys, again)


def test_an_export_is_noted_in_the_ledger_with_its_hash(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    assert main(["export", str(ledger), "--to", "csv", "--out", str(out), "--as", "desk", "--as-entered"]) == 0

    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["c1", "c2", "m1", "k1", "w1"]
    with opened(ledger) as store:
        batch = store.entries()[-1].record
    assert (batch.id, getattr(batch, "file_sha256", "")) == (
        "export after entry 5",
        sha256(out.read_bytes()).hexdigest(),
    )


def test_an_export_of_the_chain_is_whole_or_not_at_all(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(ledger), "--to", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["position"] for line in lines] == [1, 2, 3, 4, 5]

    assert main(["export", str(ledger), "--to", "jsonl", "--known-by", "2020-01-01T00:00Z"]) == 2
