"""`truce read` on folders, archives and what else comes in: a line per file, nothing twice, one bad file no end."""

import json
import os
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_read_and_confirm import DEAL, REPORT
from trucekeeper.cli import inbox as inbox_of
from trucekeeper.cli import reading, reports
from trucekeeper.cli.main import main
from trucekeeper.cli.proposals_told import clean
from trucekeeper.ledger.record import Source
from trucekeeper.ledger.store_sqlite import opened

ROW = '{"file": "%s", "publisher": "%s", "published": "2016-12-14T18:00+02:00"}\n'
MAIL = (
    b"From: Some Body <s@un.example>\nSubject: Update\nDate: Wed, 14 Dec 2016 18:00:00 +0200\n\n"
    b"The rebels denied that they had fired at the Old Town.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.deal.md").write_text(DEAL, encoding="utf-8")
    (tmp_path / "in" / "sub").mkdir(parents=True)
    return tmp_path


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / "in" / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)


def read(folder: Path, *more: str, source: str = "in") -> int:
    return main(["read", str(folder / source), "--deal", str(folder / "d.deal.md"), *more])


def sources(folder: Path) -> list[Source]:
    with opened(folder / "d.ledger") as store:
        return [one.record for one in store.entries() if isinstance(one.record, Source)]


def inbox(folder: Path) -> list[dict[str, Any]]:
    with opened(folder / "d.ledger") as store:
        return [one.body for one in store.proposals("open")]


INTO = ("--as", "desk", "--into")


def test_one_bad_file_does_not_stop_the_others_and_the_exit_code_says_that_something_is_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "bad.bin", b"\0\1\2")
    put(folder, "broken.pdf", b"%PDF-1.4 junk")
    put(folder, "photo.jpg", b"\xff\xd8")
    put(folder, "report.eml", MAIL)

    code = read(folder, "--json", "--files", str(folder / "files.jsonl"))

    told = capsys.readouterr()
    claims = [json.loads(line) for line in told.out.splitlines()]
    assert code == 1
    assert [one["report"] for one in claims] == [
        {"name": "report.eml", "publisher": "a sender at un.example", "published": "2016-12-14T18:00:00+02:00"}
    ]
    assert told.err == (
        "not read: bad.bin: it is no text, it holds zero bytes; save the report as plain\n  text (UTF-8) or as HTML\n"
        "not read: broken.pdf: it is no whole PDF; fetch it again, or print it to a new\n  PDF\n"
        "left out: photo.jpg: a picture, a recording or a card holds no text\n"
        "4 files: 1 report with 1 proposal; something was lost in 2 files, why stands\n  above: bad.bin, broken.pdf\n"
    )
    rows = [json.loads(line) for line in (folder / "files.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], len(row["read"]), [one["lost"] for one in row["not_read"]]) for row in rows] == [
        ("bad.bin", 0, [True]), ("broken.pdf", 0, [True]), ("photo.jpg", 0, [False]), ("report.eml", 1, []),
    ]  # fmt: skip


def test_where_nothing_at_all_can_be_read_the_exit_code_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "one.txt", REPORT)
    put(folder, "two.txt", REPORT)

    assert read(folder) == 2
    assert capsys.readouterr().err == (
        "not read: one.txt: nothing says when it was published\n"
        "not read: two.txt: nothing says when it was published\n"
        "2 files: 0 reports with 0 proposals; something was lost in 2 files, why stands\n  above: one.txt, two.txt\n"
        "hint: say when with --published, or for each file in a list sources.jsonl beside them\n"
    )


def test_what_is_said_of_a_whole_folder_is_for_those_that_say_nothing_themselves(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = '<html><head><meta property="article:published_time" content="2016-12-14T05:12:00Z"></head><body><article>'
    body = f"<p>{REPORT}</p></article></body></html>"
    put(folder, "page.html", (page + body).encode())
    put(folder, "plain.txt", REPORT)
    attached = EmailMessage()
    attached["Date"] = "Wed, 14 Dec 2016 16:00:00 +0000"
    attached.set_content("See below.")
    attached.add_attachment(REPORT, filename="inside.txt")
    put(folder, "report.eml", attached.as_bytes())

    def moments(*paths: str) -> list[str]:
        main(["read", *paths, "--deal", str(folder / "d.deal.md"), "--published", "2016-12-20T12:00+02:00", "--json"])
        shown = capsys.readouterr()
        told.append(" ".join(shown.err.split()))
        found = [json.loads(line)["report"] for line in shown.out.splitlines()]
        return list({one["name"]: one["published"] for one in found}.values())

    told: list[str] = []
    inside = folder / "in"
    assert moments(str(inside)) == [
        "2016-12-14T05:12:00+00:00", "2016-12-20T12:00:00+02:00", "2016-12-14T16:00:00+00:00",
    ]  # fmt: skip
    assert "note: page.html: published 2016-12-14T05:12:00+00:00, as the page says" in told[-1]
    assert moments(str(inside / "page.html")) == ["2016-12-20T12:00:00+02:00"]
    assert (
        "taken as published 2016-12-20T12:00:00+02:00, as you say; the page says 2016-12-14T05:12:00+00:00" in told[-1]
    )
    assert moments(str(inside / "page.html"), str(inside / "plain.txt"))[0] == "2016-12-14T05:12:00+00:00"


def test_of_many_reports_that_go_into_a_ledger_a_line_each_is_shown_and_the_lost_ones_once_more_at_the_end(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "a.eml", MAIL)
    put(folder, "quiet.eml", MAIL.replace(b"The rebels denied that they had fired at the Old Town.", b"See you."))
    for number in range(7):
        put(folder, f"lost{number}.pdf", b"%PDF-1.4 junk")

    code = read(folder, *INTO, str(folder / "d.ledger"))

    shown = capsys.readouterr()
    told = " ".join(shown.err.split())
    assert code == 1
    assert shown.out.splitlines()[:2] == ["a.eml: 1 proposal (B 1)", "quiet.eml: 0 proposals"]
    assert "rebels denied" not in shown.out
    assert "why stands above: lost0.pdf, lost1.pdf, lost2.pdf, lost3.pdf, lost4.pdf and 2 more" in told
    read(folder, *INTO, str(folder / "e.ledger"), source="in/a.eml")
    assert "they had fired at the Old Town" in capsys.readouterr().out


def test_signs_that_nobody_sees_are_left_out_of_what_a_terminal_shows_and_none_steers_it() -> None:
    assert clean("of\u200bfi\u00adcial \u202edren\u202c \u200fقال\ttab") == "official dren قال tab"
    assert "\x1b" not in clean("\x1b[2J red") and clean("\x07") == "\ufffd"


def test_an_empty_folder_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder) == 2
    assert f"there is no report in {folder / 'in'}" in capsys.readouterr().err


def test_a_slip_in_a_name_is_told_before_anything_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "report.eml", MAIL)

    assert read(folder, *INTO, str(folder / "d.ledger"), source="in/reprot.eml") == 2
    assert capsys.readouterr().err == (
        f"truce: error: there is no {folder / 'in' / 'reprot.eml'}\n"
        f"hint: did you mean {folder / 'in' / 'report.eml'}?\n"
    )
    assert not (folder / "d.ledger").exists()


def test_a_list_in_an_archive_says_who_published_its_reports(folder: Path) -> None:
    rows = ROW % ("one.txt", "An agency") + ROW % ("sub/two.txt", "A ministry")
    files = {"r/one.txt": REPORT, "r/sub/two.txt": f"{REPORT} Again.", "r/sources.jsonl": rows}
    zipped(folder / "in" / "a.zip", {name: text.encode() for name, text in files.items()})

    assert read(folder, *INTO, str(folder / "d.ledger"), source="in/a.zip") == 0
    assert [one.publisher for one in sources(folder)] == ["An agency", "A ministry"]


@pytest.mark.parametrize("name", ["../d.deal.md", "/etc/hostname", "sub/../../d.deal.md"])
def test_a_list_cannot_name_a_file_outside_its_folder(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "sources.jsonl", ROW % (name, "x"))

    assert read(folder) == 2
    assert f'line 1 names "{name}", which is outside the folder' in capsys.readouterr().err


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "secret.txt").write_text(REPORT, encoding="utf-8")
    (folder / "in" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "in" / "sub" / "all").symlink_to(folder)
    put(folder, "report.eml", MAIL)

    read(folder, "--published", "2016-12-14T18:00+02:00", *INTO, str(folder / "d.ledger"))

    assert [one.publisher for one in sources(folder)] == ["a sender at un.example"]


def test_a_message_says_itself_when_it_was_sent_whatever_the_options_say(folder: Path) -> None:
    put(folder, "report.eml", MAIL)
    put(folder, "report.txt", REPORT)

    read(folder, "--published", "2016-12-16T12:00+02:00", *INTO, str(folder / "d.ledger"))

    assert [one.published.isoformat() for one in sources(folder) if one.published] == [
        "2016-12-14T18:00:00+02:00", "2016-12-16T12:00:00+02:00",
    ]  # fmt: skip


def test_every_span_stands_in_the_kept_text_and_the_hash_of_the_original_is_kept(folder: Path) -> None:
    put(folder, "report.eml", MAIL)
    read(folder, *INTO, str(folder / "d.ledger"))

    [source], [claim] = sources(folder), inbox(folder)
    with opened(folder / "d.ledger") as store:
        text = (store.document(source.text_sha256) or b"").decode()
    from hashlib import sha256

    assert source.raw_sha256 == sha256(MAIL).hexdigest()
    assert claim["words"] == " … ".join(text[one["start"] : one["end"]] for one in claim["content"])
    assert "Some Body" not in text


def test_a_chat_leaves_no_name_in_the_ledger_and_small_talk_is_no_source(folder: Path) -> None:
    put(
        folder,
        "Chat with Ahmad X.txt",
        "14/12/2016, 05:13 - Ahmad X: The army said that 12 buses had left the Old Town.\n"
        "14/12/2016, 05:14 - +963 99: Thanks\n14/12/2016, 05:15 - Ahmad X: Rebels shelled the Old Town.\n",
    )

    assert read(folder, *INTO, str(folder / "d.ledger")) == 0

    raw = (folder / "d.ledger").read_bytes()
    assert b"Ahmad" not in raw
    assert b"963 99" not in raw
    assert [one.publisher.partition(" of ")[0] for one in sources(folder)] == ["sender 1", "sender 1"]
    assert len(inbox(folder)) == 2


def test_the_same_text_of_another_outlet_is_a_source_of_its_own_and_its_proposals_are_not_doubled(folder: Path) -> None:
    put(folder, "sources.jsonl", ROW % ("one.txt", "An agency") + ROW % ("two.txt", "A paper"))
    put(folder, "one.txt", REPORT)
    put(folder, "two.txt", REPORT)

    read(folder, *INTO, str(folder / "d.ledger"))
    first = inbox(folder)
    read(folder, *INTO, str(folder / "d.ledger"))

    assert [one.publisher for one in sources(folder)] == ["An agency", "A paper"]
    assert len({one.text_sha256 for one in sources(folder)}) == 1
    assert inbox(folder) == first


def test_a_reading_that_was_interrupted_goes_on_and_enters_nothing_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(6):
        put(folder, f"{n}.eml", MAIL.replace(b"fired", b"fired %d shells" % n))
    read(folder, *INTO, str(folder / "whole.ledger"))
    taken: list[str] = []
    original = inbox_of.Inbox.take

    def interrupted(box: Any, report: Any, proposals: Any) -> str:
        taken.append(report.name)
        if len(taken) == 4:
            raise KeyboardInterrupt
        return original(box, report, proposals)

    monkeypatch.setattr(inbox_of.Inbox, "take", interrupted)
    assert read(folder, *INTO, str(folder / "d.ledger")) == 130
    assert (folder / "d.ledger.reading").exists()
    assert "interrupted: the same command goes on where this one stopped" in capsys.readouterr().err

    assert read(folder, *INTO, str(folder / "d.ledger")) == 0

    assert "3 files were done before this reading was interrupted" in capsys.readouterr().err
    assert taken == [f"{n}.eml" for n in (0, 1, 2, 3, 3, 4, 5)]
    assert not (folder / "d.ledger.reading").exists()
    with opened(folder / "whole.ledger") as whole:
        assert [one.body for one in whole.proposals()] == [*inbox(folder)]
    assert len(sources(folder)) == 6


@pytest.mark.parametrize("what", ["another deal", "another ledger", "a changed file"])
def test_what_an_interrupted_reading_did_counts_only_for_the_same_deal_ledger_and_file(
    what: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "a.eml", MAIL)
    put(folder, "b.eml", MAIL.replace(b"fired", b"shelled"))
    original = inbox_of.Inbox.take
    taken: list[str] = []

    def interrupted(box: Any, report: Any, proposals: Any) -> str:
        taken.append(report.name)
        if len(taken) == 2:
            raise KeyboardInterrupt
        return original(box, report, proposals)

    monkeypatch.setattr(inbox_of.Inbox, "take", interrupted)
    assert read(folder, *INTO, str(folder / "d.ledger")) == 130
    if what == "another deal":
        (folder / "d.deal.md").write_text(DEAL.replace("Old Town", "New Town"), encoding="utf-8")
    elif what == "another ledger":
        (folder / "d.ledger").unlink()
    else:
        put(folder, "a.eml", MAIL.replace(b"Old Town", b"old town"))

    assert read(folder, *INTO, str(folder / "d.ledger")) == 0
    assert taken == ["a.eml", "b.eml", "a.eml", "b.eml"]


def test_hostile_words_reach_the_terminal_without_what_would_steer_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "The army said that rebels\x1b]0;owned\x07 had fired \x1b[2J at the Old Town \u202etxt.exe."
    put(
        folder,
        "report.eml",
        MAIL.partition(b"\n\n")[0] + b"\nContent-Type: text/plain; charset=utf-8\n\n" + hostile.encode(),
    )

    assert read(folder) == 0

    out = capsys.readouterr().out
    assert "rebels" in out
    assert not any(char in out for char in "\x1b\x07\u202e")


def test_hostile_words_reach_no_shell_and_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marker = folder / "owned"
    inject = f"$(touch {marker}) `touch {marker}` {{{{ 7*7 }}}} %s {{0}}; touch {marker} |"
    hostile = f"The army said that rebels {inject} had fired."
    put(folder, "$(touch owned);{{x}}.eml", MAIL.replace(b"The rebels", hostile.encode() + b" The rebels"))
    before = sorted(folder.iterdir())

    code = read(folder, "--json", "--ask-program", "cat")

    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert any("{{ 7*7 }} %s {0}" in one["words"] for one in claims)
    assert sorted(folder.iterdir()) == before


def test_many_files_read_by_two_processes_give_the_same_bytes_as_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(30):
        put(folder, f"{n:02}.eml", MAIL.replace(b"fired", b"fired %d shells" % n))
    put(folder, "bad.bin", b"\0")

    alone = read(folder, "--json"), capsys.readouterr()
    two = read(folder, "--json", "--workers", "2"), capsys.readouterr()

    assert alone == two
    assert len(alone[1].out.splitlines()) == 30


def test_in_which_order_files_are_read_changes_no_proposal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{n}.eml" for n in range(5)]
    for n, name in enumerate(names):
        put(folder, name, MAIL.replace(b"fired", b"fired %d shells" % n))
    deal = ["--deal", str(folder / "d.deal.md"), "--json"]

    main(["read", *(str(folder / "in" / one) for one in names), *deal])
    forwards = capsys.readouterr().out.splitlines()
    main(["read", *(str(folder / "in" / one) for one in reversed(names)), *deal])

    assert capsys.readouterr().out.splitlines() == forwards[::-1]


WIRE = (
    "The army said that rebels had shelled the Old Town on Wednesday morning. The Red Cross said that 350 people had "
    "left the Old Town by noon, and that others waited at the crossing for buses that did not come.\n"
)


def test_one_wire_in_two_papers_is_told_as_perhaps_one_origin_and_nothing_is_merged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "sources.jsonl", ROW % ("a.txt", "An agency") + ROW % ("b.txt", "A paper"))
    put(folder, "a.txt", WIRE)
    put(folder, "b.txt", f"From our desk\n\n{WIRE}")
    ledger = str(folder / "d.ledger")
    assert read(folder, *INTO, ledger) == 0
    assert "perhaps one origin (rule R2): b.txt tells a.txt again, 100% of the shorter" in capsys.readouterr().err
    with opened(folder / "d.ledger") as store:
        waiting = {(one.source, one.body["words"]): one.id for one in store.proposals("open")}
    first, second = (f"src-{one.text_sha256[:12]}" for one in sources(folder))
    words = "rebels had shelled the Old Town on Wednesday morning"
    origin, again = waiting[first, words], waiting[second, words]

    assert main(["duplicates", ledger]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"{first} {second} 100% of the shorter text is published by An agency and by A paper" in told
    assert f"confirm what {second} says with --repeats and the record of {first}" in told

    main(["confirm", ledger, origin, "--as", "desk", "--clause", "CF"])
    main(["confirm", ledger, again, "--as", "desk", "--clause", "CF"])
    capsys.readouterr()
    main(["duplicates", ledger, "--json"])
    pairs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert pairs[0]["instead"] == f'correction corrects={again} changes.relays={origin} reason="one wire"'


def test_what_is_confirmed_as_a_repetition_is_one_origin_in_the_ledger(folder: Path) -> None:
    put(folder, "sources.jsonl", ROW % ("a.txt", "An agency") + ROW % ("b.txt", "A paper"))
    put(folder, "a.txt", WIRE)
    put(folder, "b.txt", f"From our desk\n\n{WIRE}")
    ledger = str(folder / "d.ledger")
    read(folder, *INTO, ledger)
    words = "rebels had shelled the Old Town on Wednesday morning"
    with opened(folder / "d.ledger") as store:
        origin, again = (one.id for one in store.proposals("open") if one.body["words"] == words)

    assert main(["confirm", ledger, origin, "--as", "desk", "--clause", "CF"]) == 0
    assert main(["confirm", ledger, again, "--as", "desk", "--clause", "CF", "--repeats", origin]) == 0
    with opened(folder / "d.ledger") as store:
        entry = store.entry(again)
    assert entry is not None
    assert getattr(entry.record, "relays", None) == origin


@pytest.fixture
def cluster() -> Iterator[str]:
    """A scheduler and a worker with two threads, spoken to over the loopback."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    make: Any = distributed.LocalCluster
    with make(
        n_workers=1, threads_per_worker=2, processes=False, host="127.0.0.1", protocol="tcp", dashboard_address=None
    ) as made:
        yield made.scheduler_address


def test_a_cluster_gives_the_same_bytes_as_one_process(
    cluster: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BUNDLE", 1000)
    for n in range(40):
        put(folder, f"{n:02}.eml", MAIL.replace(b"fired", b"fired %d shells" % n))
    put(folder, "bad.pdf", b"%PDF-1.4 junk")

    alone = read(folder, "--json"), capsys.readouterr()
    many = read(folder, "--json", "--dask", cluster), capsys.readouterr()

    assert alone == many
    assert len(alone[1].out.splitlines()) == 40


def test_no_cluster_at_the_address_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr(reading, "PATIENCE_S", 1)
    put(folder, "report.eml", MAIL)

    assert read(folder, "--dask", "tcp://127.0.0.1:1") == 2
    assert "no work can be done at tcp://127.0.0.1:1" in capsys.readouterr().err


def test_nothing_leaves_for_a_cluster_elsewhere_unless_host_and_source_allow_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "report.eml", MAIL)

    assert read(folder, "--dask", "tcp://cluster.example:8786") == 2

    assert "reports would leave this machine for cluster.example" in capsys.readouterr().err
    leaf = reports.Leaf("a.eml", MAIL)
    [kept] = reading.may_leave([leaf], "tcp://cluster.example:8786")
    assert kept.raw == b""
    assert "a.eml would leave this machine for cluster.example" in getattr(kept.error, "message", "")
    allowed = reports.Leaf("a.eml", MAIL, {"may_leave": True})
    assert list(reading.may_leave([allowed], "tcp://cluster.example:8786")) == [allowed]
    assert list(reading.may_leave([leaf], "tcp://127.0.0.1:8786")) == [leaf]


def test_a_worker_that_dies_is_told_and_what_was_laid_in_stays(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BUNDLE", 1)
    for n in range(8):
        put(folder, f"{n}.eml", MAIL.replace(b"fired", b"fired %d shells" % n))
    original = reading.Reader.outcome

    def dying(self: Any, leaf: Any) -> Any:
        if leaf.name == "7.eml":
            os._exit(9)
        return original(self, leaf)

    monkeypatch.setattr(reading.Reader, "outcome", dying)

    assert read(folder, *INTO, str(folder / "d.ledger"), "--workers", "2") == 2

    assert "a worker ended while it was reading" in capsys.readouterr().err
    monkeypatch.setattr(reading.Reader, "outcome", original)
    assert read(folder, *INTO, str(folder / "d.ledger"), "--workers", "2") == 0
    assert len(sources(folder)) == 8
