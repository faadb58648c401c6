"""Files that may prove something: by hash, with every step of their custody."""

import hashlib
import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.stores import opened

AT = ["--at", "2016-12-14T10:00+02:00"]


@pytest.fixture
def video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("video.mp4").write_bytes(b"frames" * 100)
    return hashlib.sha256(b"frames" * 100).hexdigest()


def test_a_file_is_collected_copied_and_handed_over_under_one_hash(
    video: str, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--into", "my.ledger", "--as", "desk-2"]
    assert main(["evidence", "video.mp4", *into, *AT, "--case", "ALP-14", "--copy", "work.mp4"]) == 0
    assert main(["evidence", "--of", video[:12], *into, *AT, "--step", "handed over", "--where", "court registry"]) == 0
    capsys.readouterr()

    assert main(["evidence", "--into", "my.ledger"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"{video}  kept in the ledger",
        "  2016-12-14 10:00 +0200  collected by desk-2, ALP-14",
        f"  2016-12-14 10:00 +0200  copied by desk-2, ALP-14, copy {video[:12]}...",
        "  2016-12-14 10:00 +0200  handed over by desk-2, at court registry",
    ]
    assert Path("work.mp4").read_bytes() == Path("video.mp4").read_bytes()
    with opened(Path("my.ledger")) as store:
        assert store.document(video) == b"frames" * 100
        assert store.damage() is None


def test_a_file_that_was_changed_is_not_the_one_collected(video: str, capsys: pytest.CaptureFixture[str]) -> None:
    into = ["--into", "my.ledger", "--as", "desk-2"]
    main(["evidence", "video.mp4", *into])
    main(["evidence", "video.mp4", *into])
    Path("video.mp4").write_bytes(b"frames" * 99)

    assert main(["evidence", "video.mp4", *into, "--step", "examined"]) == 2
    assert "video.mp4 is no evidence of this ledger" in capsys.readouterr().err
    assert main(["evidence", "--of", "ab", *into, "--step", "examined"]) == 2
    assert main(["evidence", "video.mp4", "--into", "my.ledger"]) == 2
    with opened(Path("my.ledger")) as store:
        assert store.newest().position == 1


def test_hashes_of_an_archive_come_in_once_and_rows_without_one_are_told(
    video: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "b" * 64
    Path("archive.csv").write_text(
        "Link,Archive status,Archive location,Archive date,Hash\n"
        f"https://example.org/1,yt-dlp: success,s3://a/1,2016-12-14T11:00:00+00:00,SHA-256:{video}\n"
        f"https://example.org/2,success,s3://a/2,yesterday,{other.upper()}\n"
        f"https://example.org/3,success,s3://a/3,,SHA-256:{video}\n"
        "https://example.org/4,success,s3://a/4,,SHA3-512:cc\n"
        "https://example.org/5,nothing archived,,,\n",
        encoding="utf-8",
    )
    words = ["evidence", "--archived", "archive.csv", "--into", "my.ledger", "--as", "desk", *AT]

    assert main(words) == 1

    said = capsys.readouterr()
    assert said.out == "archive.csv: 2 files recorded by their hashes, 0 known before\n"
    assert [line.partition("row ")[2] for line in said.err.splitlines()] == [
        "3 was left: the same file stands in a row before it",
        "4 was left: its hash is no SHA-256: SHA3-512:cc",
        "5 was left: its hash is no SHA-256: empty",
    ]
    assert main(words) == 1
    assert "0 files recorded by their hashes, 2 known before" in capsys.readouterr().out
    assert main(["evidence", "--into", "my.ledger", "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["sha256"], first["step"], first["address"]) == (video, "archived", "https://example.org/1")
    assert (first["said_at"], second["said_at"]) == ("2016-12-14T11:00:00Z", "2016-12-14T10:00:00+02:00")
    assert main(["evidence", "video.mp4", "--into", "my.ledger", "--as", "desk", "--step", "preserved"]) == 0
    assert main(["verify", "my.ledger"]) == 0
