import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.ledger.made import records
from trucekeeper.core.csv_rows import BOM
from trucekeeper.ledger.geojson import to_geojson
from trucekeeper.ledger.record import Claim, Count, Entry, Happened, Movement, Record, Spot
from trucekeeper.ledger.search import holds
from trucekeeper.ledger.table import HXL, from_csv, to_csv
from trucekeeper.ledger.view import entries_of
from trucekeeper.status.gist import gist

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def entries(*records: Record) -> tuple[Entry, ...]:
    return entries_of(records, recorded_at=SAID, entered_by="desk")


CLAIM = Claim(
    id="c1",
    speaker='=وزارة, "a ministry"',
    said_at=SAID,
    actors=("northern army", "militia; or others"),
    words="- first\r\nsecond line",
    happened=Happened(start=SAID, end=SAID.replace(hour=10), precision="hour"),
    place=Spot(place="the ring road", north=-36.2, east=37.1),
    quantity=Count(low=50, high=None),
)


def test_a_table_is_read_back_without_loss() -> None:
    moved = Movement(id="m1", speaker="team 2", said_at=SAID, event="arrived", quantity=Count(low=3, high=3))

    for hxl in (False, True):
        read = from_csv(to_csv(entries(CLAIM, moved), hxl=hxl))

        assert read.findings == ()
        assert read.records == (CLAIM, moved)


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(records("r1"), records("r2"))
def test_records_of_every_kind_come_back_from_a_workbook_and_from_a_map(one: Record, other: Record) -> None:
    from trucekeeper.ledger.geojson import from_geojson
    from trucekeeper.ledger.workbook import from_xlsx, to_xlsx

    for read in (from_xlsx(to_xlsx(entries(one, other)), "book"), from_geojson(to_geojson(entries(one, other)))):
        assert read.findings == ()
        assert read.records == (one, other)


@pytest.mark.parametrize("words", ["_x0041_", "a\x1fb", "a\r\nb", "__x005F_x0041_", " spaces ", "٣ حافلات", "=1+1"])
def test_a_workbook_gives_back_what_it_was_given(words: str) -> None:
    from trucekeeper.ledger.workbook import from_xlsx, to_xlsx

    record = replace(CLAIM, words=words)
    assert from_xlsx(to_xlsx(entries(record)), "book").records == (record,)


def test_a_workbook_runs_no_formula_and_refuses_to_cut_a_text() -> None:
    from openpyxl import load_workbook

    from trucekeeper.ledger.workbook import CellTooLongError, to_xlsx

    book = load_workbook(io.BytesIO(to_xlsx(entries(CLAIM))))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None} == {"s"}
    with pytest.raises(CellTooLongError, match='"c1" holds a text of 40,000 characters'):
        to_xlsx(entries(replace(CLAIM, words="x" * 40_000)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(records("r1"), records("r2"))
def test_records_of_every_kind_come_back_from_a_table_as_they_were(one: Record, other: Record) -> None:
    read = from_csv(to_csv(entries(one, other)))

    assert read.findings == ()
    assert read.records == (one, other)


def test_a_spreadsheet_opens_arabic_and_runs_no_formula() -> None:
    text = to_csv(entries(CLAIM))

    assert text.startswith(BOM)
    header, row = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))
    cells = dict(zip(header, row, strict=True))
    assert cells["speaker"] == '\'=وزارة, "a ministry"'
    assert cells["words"] == "'- first\r\nsecond line"
    assert cells["place.north"] == "-36.2"
    assert cells["entry.position"] == "1"


def test_an_hxl_table_has_a_tag_under_each_header() -> None:
    header, tags, _ = csv.reader(io.StringIO(to_csv(entries(CLAIM), hxl=True).removeprefix(BOM), newline=""))

    tagged = dict(zip(header, tags, strict=True))
    assert all(tag.startswith("#") for tag in tags)
    assert tagged["place.north"] == HXL["place.north"] == "#geo+lat"


def test_a_mistake_in_a_table_names_its_row() -> None:
    text = to_csv(entries(CLAIM)).replace("claim", "clam")

    assert [(one.at.line, one.message) for one in from_csv(text).findings] == [(2, '"clam" is not a kind of record')]


def test_a_map_has_points_and_loses_no_record_without_one() -> None:
    collection = json.loads(to_geojson(entries(CLAIM, Claim(id="c2", speaker="x", said_at=SAID))))

    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [37.1, -36.2]}
    assert (second["id"], second["geometry"]) == ("c2", None)


def test_arabic_words_are_found_however_they_are_written() -> None:
    text = "خرجت الحافلاتُ من حيّ الأنصاري، وقالت وزارة الدّفاع إنّ الهدنة مستمرة"

    for query in ("حافلات", "الحافلات", "الانصاري", "أنصاري", "الدفاع", "دفاع", "هدنه", "وزاره"):
        assert holds(text, query), query
    assert not holds(text, "مطار")
    assert holds("The Élysée said", "elysee SAID")
    assert not holds("The buses waited", "uses")


def test_a_gist_adds_nothing_to_what_was_said() -> None:
    assert gist(CLAIM) == (
        '=وزارة, "a ministry" (unknown) says: - first\r\nsecond line: yes, by northern army or militia; or others'
    )
    assert gist(
        Movement(id="m", speaker="team 2", side="N", said_at=SAID, event="arrived", quantity=Count(low=3, high=5))
    ) == ("team 2 (N): 3 to 5 people arrived")


def test_no_row_and_no_cell_of_a_table_is_lost_silently() -> None:
    table = "id,record,speaker,said_at\n#1,claim,x,2020-01-01T08:00Z\n#2,claim,x,2020-01-01T08:00Z,no\n"

    read = from_csv(table)

    assert [one.id for one in read.records] == ["#1"]
    assert [(one.at.line, one.message) for one in read.findings] == [(3, '"column 5" is not a key of a claim')]
