"""Adapters of `truce eval`, on texts of our own in the formats of public corpora."""

import json
import os
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.reader.evaluation.corpora import brat, format_of, muc4, plover
from trucekeeper.reader.evaluation.corpus_file import BadCorpusError

DATA = Path(os.environ.get("TRUCEKEEPER_DATA", "none")) / "text"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="TRUCEKEEPER_DATA is not set")
TEXT = "The mayor said that the bridge was closed."


def figures(corpus: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert main(["eval", str(corpus), "--json", *more]) == 0
    read: dict[str, object] = json.loads(capsys.readouterr().out)
    return read


@pytest.mark.parametrize(
    "links",
    ["R1\tsource-of Arg1:T2 Arg2:T1\nR2\tcontent-of Arg1:T2 Arg2:T3\n", "E1\tAttribution:T2 Source:T1 Content:T3\n"],
)
def test_brat_stand_off_is_read_with_relations_or_events(
    links: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\nT3\tContent 20 30;31 41\tthe bridge was closed\n"
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(marks + links, encoding="utf-8")

    assert format_of(tmp_path) == "brat"
    found = figures(tmp_path, capsys)
    assert found["claims"] == {"found": 1, "gold": 1}
    assert found["lenient"]["f"] == 1.0  # type: ignore[index]


def test_a_mark_outside_the_text_is_an_error_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tSource 0 900\tx\n", encoding="utf-8")

    with pytest.raises(BadCorpusError, match=r"a\.ann: line 1 names characters that the text does not have"):
        list(brat(tmp_path))


def test_plover_records_are_right_when_a_claim_has_the_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "1", "event": "FIGHT", "eventText": "shelled", "text": "The army said rebels shelled the town."},
        {"id": "2", "event": "AID", "eventText": "x", "text": "The army said rebels shelled the town."},
        {"id": "3", "event": "DOCUMENT", "eventText": "x", "text": "Nothing."},
    ]
    file = tmp_path / "gsr.txt"
    file.write_text("[" + ",\n".join(json.dumps(row) for row in rows) + ",\n]", encoding="utf-8")

    assert format_of(file) == "plover"
    found = figures(file, capsys)
    assert (found["right"], found["of"]) == (1, 2)
    assert found["confusion"] == [{"label": "AID", "said": "shelling", "times": 1}]


def test_a_broken_plover_file_says_so(tmp_path: Path) -> None:
    file = tmp_path / "gsr.txt"
    file.write_text('[{"eventText": ', encoding="utf-8")

    with pytest.raises(BadCorpusError, match="is no list of JSON objects"):
        list(plover(file))


def test_muc4_keys_grade_a_perpetrator_of_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").write_text(
        "DEV-MUC3-0001 (NONE)\n\nTHE POLICE ACCUSED THE BLUE FRONT OF BOMBING THE BRIDGE.\n\n", encoding="utf-8"
    )
    key = (
        "0.  MESSAGE: ID                     DEV-MUC3-0001\n"
        '10. PERP: ORGANIZATION ID           "BLUE FRONT"\n'
        '11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED BY AUTHORITIES: "BLUE FRONT"\n'
    )
    (tmp_path / "key-dev").write_text(key, encoding="utf-8")

    assert format_of(tmp_path) == "muc4"
    assert [(one.who, one.label) for one in muc4(tmp_path)] == [("BLUE FRONT", "accused")]
    assert figures(tmp_path, capsys)["share"] == 1.0


def test_re3d_times_and_quantities_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "On Tuesday 14 people left."
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "d", "text": text}), encoding="utf-8")
    marks = [(3, 10, "Temporal"), (11, 20, "Quantity"), (21, 25, "Person")]
    rows = [json.dumps({"documentId": "d", "begin": a, "end": b, "type": kind}) for a, b, kind in marks]
    (tmp_path / "entities.json").write_text("\n".join(rows), encoding="utf-8")

    found = figures(tmp_path, capsys)
    assert found["temporal"] == {"gold": 1, "found": 1, "recall": 1.0, "precision": 1.0, "f": 1.0}
    assert found["quantity"] == {"gold": 1, "found": 1, "recall": 1.0, "precision": 1.0, "f": 1.0}


@needs_data
def test_news_that_no_rule_was_made_with_is_read_as_well_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    file = DATA / "gum_attribution" / "gum_attribution.jsonl"

    found = figures(file, capsys, "--genre", "news")

    # 0.74 and 0.81 were measured on 26 November 2026 (docs/measured.md).
    assert found["lenient"]["f"] >= 0.70  # type: ignore[index]
    assert found["reporting_verbs"]["recall"] >= 0.78  # type: ignore[index]


@needs_data
def test_the_public_corpora_of_the_data_folder_are_read_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures(DATA / "plover_gsr" / "PLOVER_GSR_CAMEO.txt", capsys)["of"] == 270
    assert figures(DATA / "re3d", capsys)["temporal"]["gold"] == 197  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("relations.jsonl", b"not a corpus\n", "line 1 is no JSON object"),
        ("relations.jsonl", b'{"id": "1", "text": "x"}\n', "line 1 has no quotes"),
        ("relations.jsonl", b'{"id": "1", "text": "x", "quotes": [{"cue": 3}]}\n', "line 1 has a quote without cue"),
        ("relations.jsonl", b"\xff\xfe", "byte 0 is not UTF-8"),
        ("gsr.txt", b'[{"eventText": 1}, 3]', "the file holds something that is no JSON object"),
        ("re3d/documents.json", b'{"_id": "1"}\n', "line 1 has no text"),
        ("re3d/entities.json", b'{"documentId": "1", "type": "Temporal"}\n', "line 1 has no begin and no end"),
        ("brat/a.ann", b"T1\tSource 0 1\tx\n", "the file cannot be read"),
    ],
)
def test_a_corpus_of_others_that_is_damaged_is_told_with_the_place(
    name: str, raw: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    for beside in ("documents.json", "entities.json"):
        if name.startswith("re3d"):
            (file.parent / beside).write_text('{"_id": "1", "text": "x"}\n', encoding="utf-8")
    file.write_bytes(raw)

    assert main(["eval", str(file.parent if "/" in name else file)]) == 2
    assert says in capsys.readouterr().err
