"""Nobody is shown anywhere what the rules do not give to them: see tests/web/attempts.py and docs/dev/attempts.md."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.attempts import WORD, Attempts, Reader, readers, text_of
from trucekeeper.brief.redact import FIELD_MARKS, KIND_MARKS, OF_KIND
from trucekeeper.cli.main import main
from trucekeeper.ledger.shape import shapes
from trucekeeper.ledger.store_sqlite import SqliteStore
from trucekeeper.people.account import ROLES, Grant, Sensitivity
from trucekeeper.web.routes.live import events


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attempts]:
    made = Attempts(tmp_path_factory.mktemp("attempts") / "deals")
    yield made
    made.site.close()


@pytest.mark.parametrize("reader", readers(), ids=lambda one: one.name)
def test_no_answer_holds_what_the_rules_do_not_give_to_an_account(attempts: Attempts, reader: Reader) -> None:
    tried = attempts.tried_by(reader, every=9)

    assert tried.leaks == []
    assert tried.wrong == []
    may = {word for word, one in attempts.world.planted.items() if reader.may_read(one)}
    assert len(tried.found) > 0.6 * len(may)  # or the search would find nothing where there is something


def test_every_role_is_tried_and_every_kind_of_record_is_planted(attempts: Attempts) -> None:
    assert {one.grant.role for one in readers()} == set(ROLES)
    assert {one.kind for one in attempts.world.planted.values()} == set(shapes()) - {"erasure"}


def test_every_kind_and_field_says_what_it_takes_to_see_it() -> None:
    unknown = {
        (kind, one.encode_name)
        for kind, shape in shapes().items()
        for one in shape.fields
        if KIND_MARKS.get(kind, "notes") not in {"notes", "analysts"}
        and one.encode_name not in FIELD_MARKS
        and (kind, one.encode_name) not in OF_KIND
    }

    assert unknown == set()


@pytest.mark.parametrize("outside", [True, False])
def test_the_stream_of_news_holds_no_words_of_records(attempts: Attempts, outside: bool) -> None:
    async def first() -> str:
        stream = events(attempts.site.desk, 1, outside=outside)
        return await anext(stream) + await anext(stream)

    with ThreadPoolExecutor(1) as other:  # this thread may hold the loop of a browser
        told = other.submit(asyncio.run, first()).result()

    assert "event: ledger" in told
    assert ("clauses" in told) is not outside
    planted = attempts.world.planted
    assert {planted[word].field for word in WORD.findall(told)} <= {"clause", "clauses"}


FORMS = ("records", "csv", "hxl", "geojson", "xlsx")


@pytest.mark.parametrize("audience", ["public", "partner", "party:OPP"])
def test_no_export_holds_more_than_its_audience_may_have(audience: str, attempts: Attempts, tmp_path: Path) -> None:
    ledger, deal = tmp_path / "here.ledger", next(attempts.site.deals.folder.glob("13dec.deal.md"))
    store = SqliteStore(ledger, create=True, now=attempts.site.clock)
    store.append(attempts.world.records, "zqSTAFFx")
    store.close()
    kind, _, party = audience.partition(":")
    upto = {"public": Sensitivity.PUBLIC, "partner": Sensitivity.PARTNER, "party": Sensitivity.PARTY}[kind]
    reader = Reader(audience, Grant("partner" if not party else "party", party, upto=upto))

    for form in FORMS:
        out = tmp_path / form
        asked = ["export", str(ledger), "--to", form, "--out", str(out), "--audience", audience, "--deal", str(deal)]
        assert main([*asked, "--known-by", "2016-12-16T18:00Z"]) == 0
        text = text_of(out.read_bytes(), out.read_bytes().decode("utf-8", "replace"))
        found = [attempts.world.planted[word] for word in WORD.findall(text)]
        assert [one for one in found if not reader.may_read(one)] == [], form
        assert len(found) > 100
        assert "zqSTAFFx" not in text


def test_the_whole_chain_is_written_for_no_audience(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path), "--to", "jsonl", "--audience", "public", "--deal", "x"]) == 2
    assert "sealed lines hold everything" in " ".join(capsys.readouterr().err.split())
