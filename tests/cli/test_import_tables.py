"""`truce import` for tables of others: event data, posts, submissions, a desk's own sheets."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main

DEAL = str(Path(__file__).parents[2] / "examples" / "aleppo-2016" / "13dec.deal.md")
EVENTS = Path(os.environ["TRUCEKEEPER_DATA"]) / "events" if "TRUCEKEEPER_DATA" in os.environ else None

UCDP = """\
id,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,source_article,source_original,where_prec,\
where_coordinates,latitude,longitude,event_clarity,date_prec,date_start,date_end,low,best,high
1,1,118,The government,9,The insurgents,"A paper, Two killed",UN,1,A town,36.2,37.1,1,1,2016-12-01,2016-12-01,2,3,5
2,3,118,The government,9,Civilians,,,2,B town,36.0,37.0,2,2,2016-12-03,2016-12-06,1,1,1
3,2,7,One group,8,Another group,,,4,A province,36.0,37.0,1,4,2016-12-01,2016-12-31,4,4,3
"""
ACLED = """\
event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,admin1,location,latitude,longitude,\
geo_precision,source,notes,fatalities,timestamp
SYR1,14 December 2016,1,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces,,North,\
A town,36.2,37.1,1,A paper,Shells fell.,0,1481760000
SYR2,2016-12-14,2,Battles,Armed clash,Military Forces,A group,North,B town,36.0,37.0,3,A paper,,7,1481760000
"""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


Take = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def take(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Take:
    def run(format: str, file: Path | str, *more: str) -> tuple[int, dict[str, Any], str]:
        capsys.readouterr()
        ledger = str(tmp_path / "l.ledger")
        code = main(["import", format, str(file), "--into", ledger, "--as", "desk", "--json", *more])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out.startswith("{") else {}, err

    return run


@pytest.fixture
def held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], dict[str, Any]]:
    def records() -> dict[str, Any]:
        capsys.readouterr()
        main(["export", str(tmp_path / "l.ledger"), "--to", "records"])
        made = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return {one["id"]: one for one in made if one["record"] not in {"batch", "correction", "withdrawal"}}

    return records


Held = Callable[[], dict[str, Any]]
PUBLISHED = ("--deal", DEAL, "--published", "2019-06-01T00:00Z")


def test_an_event_of_ucdp_is_a_claim_of_the_dataset_with_its_doubts(tmp_path: Path, take: Take, held: Held) -> None:
    code, _, _ = take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED)

    assert code == 0
    one, two, three = (held()[f"ucdp-{number}"] for number in (1, 2, 3))
    assert (one["speaker"], one["basis"], one.get("side"), one.get("clause")) == ("UCDP GED", "relay", None, None)
    assert one["quantity"] == {"low": 2, "high": 5, "approx": True}
    assert one["actors"] == ["UCDP GED: The government", "UCDP GED: The insurgents"]
    assert one["place"] == {"place": "A town", "north": 36.2, "east": 37.1}
    assert one["happened"]["start"] == "2016-12-01T00:00:00+02:00" and one["happened"]["precision"] == "day"
    assert "Two killed" in one["words"] and "said by: UN" in one["words"]
    assert two["actors"] == ["UCDP GED: The government"] and two["certainty"] == "hedged"
    assert two["place"]["radius_km"] == 25 and two["happened"]["precision"] == "days"
    assert two["happened"]["end"] == "2016-12-07T00:00:00+02:00"
    assert three["place"] == {"place": "A province (the province only)"}
    assert three["quantity"] == {"low": 3, "high": 4, "approx": True}


def test_actors_places_and_clauses_are_the_deals_only_where_the_mapping_says_so(
    tmp_path: Path, take: Take, held: Held
) -> None:
    mapping = write(
        tmp_path / "m.toml",
        'clause = "CF"\n[words.actors]\n118 = "Syrian army"\n"the insurgents" = ["one", "two"]\n'
        '[words.place]\n"A town" = "ramouseh"\n',
    )

    take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED, "--mapping", str(mapping))

    one = held()["ucdp-1"]
    assert one["actors"] == ["Syrian army", "one", "two"]
    assert (one["place"]["place"], one["clause"], one["incident"]) == ("ramouseh", "CF", "killing ucdp-1")


def test_a_clause_that_the_deal_does_not_have_is_refused_before_a_row_is_read(tmp_path: Path, take: Take) -> None:
    mapping = write(tmp_path / "m.toml", 'clause = "CFF"\n')

    code, _, told = take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED, "--mapping", str(mapping))

    assert code == 2
    assert 'm.toml: the clause "CFF" is none of the deal; no row was read' in told


def test_an_event_of_acled_keeps_its_week_and_its_region(tmp_path: Path, take: Take, held: Held) -> None:
    code, told, _ = take("acled", write(tmp_path / "a.csv", ACLED), "--deal", DEAL)

    assert code == 0, told
    one, two = held()["acled-SYR1"], held()["acled-SYR2"]
    assert (one["event"], one["actors"], one.get("quantity")) == ("shelling", ["ACLED: Military Forces"], None)
    assert one["said_at"] == "2016-12-15T00:00:00Z"
    assert (two["event"], len(two["actors"]), two["quantity"]["low"]) == ("fire", 2, 7)
    assert (two["happened"]["start"][:10], two["happened"]["end"][:10]) == ("2016-12-11", "2016-12-18")
    assert two["place"] == {"place": "B town (stands for the region North)"}


def test_one_bad_row_of_many_is_told_and_the_rest_is_taken_only_when_asked(
    tmp_path: Path, take: Take, held: Held
) -> None:
    head, _, first = UCDP.partition("\n")
    row = first.splitlines()[0]
    many = "\n".join([head, *(row.replace("1,", f"{number},", 1) for number in range(1, 400))]) + "\n"
    file = write(tmp_path / "ged.csv", many.replace("\n250,1,", "\n250,6,"))

    code, told, _ = take("ucdp", file, *PUBLISHED)
    assert (code, told["refused"], told["batch"]) == (2, 1, None)
    assert [(one["line"], one["why"]) for one in told["rows"] if one["fate"] == "refused"] == [
        (251, 'T07 type_of_violence is "6"')
    ]
    assert not (tmp_path / "l.ledger").exists()

    code, told, _ = take("ucdp", file, *PUBLISHED, "--take-rest")
    assert (code, told["taken"], told["refused"]) == (1, 398, 1)
    assert len(held()) == 398


def test_a_row_that_the_dataset_changed_later_becomes_a_correction(tmp_path: Path, take: Take, held: Held) -> None:
    take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED)
    newer = write(tmp_path / "newer.csv", UCDP.replace(",2,3,5\n", ",4,6,9\n"))

    code, told, _ = take("ucdp", newer, *PUBLISHED)
    assert (code, told["refused"]) == (2, 1)
    code, told, _ = take("ucdp", newer, *PUBLISHED, "--correct")
    assert (code, told["corrects"], told["there already"]) == (0, 1, 2)
    assert held()["ucdp-1"]["quantity"] == {"low": 4, "high": 9, "approx": True}

    code, told, _ = take("ucdp", newer, *PUBLISHED, "--correct")
    assert (told["corrects"], told["there already"]) == (0, 3)


def test_an_import_of_event_data_can_be_taken_back_and_brought_back(tmp_path: Path, take: Take, held: Held) -> None:
    _, told, _ = take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED)

    _, undone, _ = take("undo", told["batch"])

    assert len(undone["withdrawn"]) == 3
    assert held() == {}

    code, told, _ = take("ucdp", tmp_path / "ged.csv", *PUBLISHED)
    assert (code, told["refused"]) == (2, 3)
    assert told["rows"][0]["why"] == "the ledger holds it, withdrawn: it counts for nothing"
    code, told, _ = take("ucdp", tmp_path / "ged.csv", *PUBLISHED, "--correct")
    assert (code, told["corrects"]) == (0, 3)
    assert len(held()) == 3


def test_a_day_whose_midnight_the_clocks_skip_is_still_a_day(tmp_path: Path, take: Take, held: Held) -> None:
    file = write(tmp_path / "ged.csv", UCDP.replace("2016-12-01,2016-12-01", "2016-03-25,2016-03-25"))

    take("ucdp", file, *PUBLISHED)

    when = held()["ucdp-1"]["happened"]
    assert (when["start"], when["end"]) == ("2016-03-25T01:00:00+03:00", "2016-03-26T00:00:00+03:00")


def test_a_row_that_names_a_clause_which_the_deal_does_not_have_is_refused(tmp_path: Path, take: Take) -> None:
    mapping = write(tmp_path / "m.toml", '[[record]]\n[record.columns]\nwords = "w"\nclause = "c"\nspeaker = "s"\n')
    file = write(tmp_path / "c.csv", "w,c,s\nBuses left.,A1,a team\nBuses left.,A11,a team\n")

    code, told, _ = take("table", file, "--mapping", str(mapping), *PUBLISHED)

    assert code == 2
    assert [one["why"] for one in told["rows"] if one["fate"] == "refused"] == [
        'L16 the deal has no clause "A11", so status could never use this record'
    ]
    assert told["rows"][-1]["help"].startswith("one of A1")


def test_in_a_ledger_of_several_deals_the_rows_are_about_the_one_that_is_given(
    tmp_path: Path, take: Take, held: Held
) -> None:
    said = ["deal=OTHER", "version=1", "state=agreed", 'speaker="a desk"', "said=2016-12-01T00:00Z"]
    assert main(["record", "--into", str(tmp_path / "l.ledger"), "--as", "desk", "deal version", *said]) == 0

    code, told, _ = take("ucdp", write(tmp_path / "ged.csv", UCDP), *PUBLISHED)

    assert code == 0, told
    assert held()["ucdp-1"]["deal"] == "ALEPPO-2016"


def test_a_workbook_that_breaks_off_inside_gives_one_clear_error(tmp_path: Path, take: Take) -> None:
    from zipfile import ZipFile

    from openpyxl import Workbook

    Workbook().save(tmp_path / "whole.xlsx")
    with ZipFile(tmp_path / "whole.xlsx") as whole, ZipFile(tmp_path / "c.xlsx", "w") as broken:
        for one in whole.namelist():
            broken.writestr(one, whole.read(one)[:200] if "sheet1" in one else whole.read(one))

    code, _, err = take("table", tmp_path / "c.xlsx", "--mapping", str(write(tmp_path / "m.toml", CORRIDORS)))

    assert (code, "is no workbook that can be read" in err) == (2, True)


CORRIDORS = """\
zone = "Europe/Kyiv"
days = "dmy"
decimal = ","
speaker = "a registry of corridors"
[[record]]
id = "corridor {رقم} outcome"
only = "النتيجة"
[record.columns]
words = "اقتباس"
said_at = "نشر"
happened = "تاريخ"
polarity = "النتيجة"
"place.place" = "مكان"
"place.north" = "عرض"
"place.east" = "طول"
[record.always]
event = "access"
[words.polarity]
"نجح" = "yes"
"فشل" = "no"
[[record]]
kind = "movement"
id = "corridor {رقم} people"
only = "عدد"
[record.columns]
quantity = "عدد"
said_at = "نشر"
happened = "تاريخ"
[record.always]
event = "departed"
"""
#: As a spreadsheet keeps it: a time without a zone.
WALL_CLOCK = datetime.fromisoformat("2022-03-06 18:30")
SHEET = [
    ["رقم", "تاريخ", "نشر", "مكان", "عرض", "طول", "النتيجة", "عدد", "اقتباس"],
    ["١", "٠٥/٠٣/٢٠٢٢", "06.03.2022 18:30", "A port", "47,0951", "37,5413", "فشل", "", 'قالوا إن القصف "لم يتوقف"'],
    ["2", "9 مارس 2022", "2022-03-10", "Sumy", "50,9", "34,8", "نجح", "1.250", "They left; all of them"],
    ["3", "9-11", "2022-03-10", "Sumy", "50,9", "34,8", "ربما", "1,5", "x"],
]


def semicolons(rows: list[list[str]]) -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' if set(cell) & set(';"') else cell for cell in row] for row in rows]
    return "\ufeff" + "\r\n".join(";".join(row) for row in quoted) + "\r\n"


def test_corridors_with_outcomes_in_arabic_with_semicolons_a_mark_and_decimal_commas(
    tmp_path: Path, take: Take, held: Held
) -> None:
    mapping = write(tmp_path / "corridors.map.toml", CORRIDORS)
    file = write(tmp_path / "c.csv", semicolons(SHEET))

    code, told, _ = take("table", file, "--mapping", str(mapping), "--take-rest")

    assert (code, told["taken"], told["refused"]) == (1, 3, 1)
    found = held()
    failed, people = found["corridor 1 outcome"], found["corridor 2 people"]
    assert (failed["polarity"], failed["words"]) == ("no", 'قالوا إن القصف "لم يتوقف"')
    assert failed["place"] == {"place": "A port", "north": 47.0951, "east": 37.5413}
    assert failed["happened"]["start"] == "2022-03-05T00:00:00+02:00"
    assert failed["said_at"] == "2022-03-06T18:30:00+02:00"
    assert people["quantity"] == {"low": 1250, "high": 1250}
    assert found["corridor 2 outcome"]["said_at"] == "2022-03-11T00:00:00+02:00"
    why = [one["why"].split()[0] for one in told["rows"] if one["fate"] == "refused"]
    assert why == ["T03", "T05", "T02", "T03"]


def test_a_workbook_gives_days_as_days_and_numbers_as_numbers(tmp_path: Path, take: Take, held: Held) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(SHEET[0])
    book.active.append([7, date(2022, 3, 5), WALL_CLOCK, "A port", 47.1, 37.5, "نجح", 40, "They left"])
    book.save(tmp_path / "c.xlsx")

    code, _, _ = take("table", tmp_path / "c.xlsx", "--mapping", str(write(tmp_path / "m.toml", CORRIDORS)))

    assert code == 0
    one = held()["corridor 7 outcome"]
    assert (one["happened"]["precision"], one["said_at"]) == ("day", "2022-03-06T18:30:00+02:00")
    assert one["place"]["north"] == 47.1
    assert held()["corridor 7 people"]["quantity"] == {"low": 40, "high": 40}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('zone = "Asia/Damaskus"', 'there is no zone "Asia/Damaskus"'),
        ('[[record]]\nkind = "claimm"', 'there is no kind of record "claimm"'),
        ('[[record]]\n[record.columns]\nplaec = "a"', 'there is no key "plaec"'),
        ('day = "dmy"', 'there is no key "day"'),
        ('decimal = "x"', 'decimal is "x"'),
        ("zone = ", "this is no TOML"),
        ('[record]\nkind = "claim"', "record is no list"),
    ],
)
def test_a_mapping_with_a_slip_is_told_before_a_row_is_read(text: str, told: str, tmp_path: Path, take: Take) -> None:
    code, _, err = take(
        "table", write(tmp_path / "c.csv", "a\n1\n"), "--mapping", str(write(tmp_path / "m.toml", text))
    )

    assert code == 2
    assert told in err and "no row was read" in err


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a;a\n1;2\n", 'has two columns "a"'),
        ("ä\n1\n".encode("cp1252"), "is not in utf-8: byte 0 (0xe4, line 1)"),
        (b'a,b\n"1,2\n' + b"3,4\n" * 40_000, "a quotation mark that nobody closed"),
        (b"PK\x03\x04 no", "is no workbook that can be read"),
        (b"[1, 2]", "holds something else than objects"),
        (b"{", "is no JSON"),
        (b"b,c\n1,2\n", "has no column a"),
    ],
)
def test_a_file_that_is_no_table_gives_one_clear_error(raw: bytes, told: str, tmp_path: Path, take: Take) -> None:
    (tmp_path / "c.csv").write_bytes(raw)
    mapping = write(tmp_path / "m.toml", '[[record]]\n[record.columns]\nwords = "a"\n')

    code, _, err = take("table", tmp_path / "c.csv", "--mapping", str(mapping))

    assert code == 2
    assert told in err
    assert not (tmp_path / "l.ledger").exists()


def test_a_drafted_mapping_reads_the_table_that_it_was_drafted_from(
    tmp_path: Path, take: Take, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "own.csv", "speaker,words,said at,ours\na team,Buses left.,2016-12-15T09:00+02:00,x\n")
    out = tmp_path / "own.map.toml"

    assert main(["import", "table", str(file), "--draft", str(out)]) == 0
    assert '# "" = "ours"  # x' in out.read_text("utf-8")
    assert main(["import", "table", str(file), "--draft", str(out)]) == 2
    code, _, _ = take("table", file, "--mapping", str(out))

    assert code == 0
    assert [one["words"] for one in held().values()] == ["Buses left."]


POSTS_2 = """\
#,INCIDENT TITLE,INCIDENT DATE,LOCATION,DESCRIPTION,CATEGORY,LATITUDE,LONGITUDE,APPROVED,VERIFIED
4,"Shots",2016-12-14 05:30:00,A town,"Heard at the gate.","Fire, ",36.2,37.1,YES,NO
"""
POSTS_3 = """\
Post ID,Survey,Post Status,Created (UTC),Contact,Title,Description,Where.lat,Where.lon
9,Watch,draft,2016-12-14 04:00:00,+963 000,Shots,Heard at the gate,36.2,37.1
"""
POSTS_5 = {
    "results": [
        {
            "id": 12,
            "title": "Shots",
            "content": "Heard at the gate",
            "created": "2016-12-14T04:00:00.000000Z",
            "status": "published",
            "post_content": [{"fields": [{"label": "Where", "value": {"value": {"lat": 36.2, "lon": 37.1}}}]}],
        }
    ]
}


@pytest.mark.parametrize(
    ("text", "id", "said"),
    [
        (POSTS_2, "ushahidi-4", "2016-12-20T00:00:00Z"),
        (POSTS_3, "ushahidi-9", "2016-12-14T04:00:00Z"),
        (json.dumps(POSTS_5), "ushahidi-12", "2016-12-14T04:00:00Z"),
    ],
)
def test_posts_of_ushahidi_come_without_those_who_sent_them(
    text: str, id: str, said: str, tmp_path: Path, take: Take, held: Held
) -> None:
    more = ("--published", "2016-12-20T00:00Z") if "INCIDENT" in text else ()

    code, told, err = take("ushahidi", write(tmp_path / "posts", text), "--deal", DEAL, *more)

    assert code == 0, (err, told)
    one = held()[id]
    assert (one["speaker"], one["said_at"]) == ("a report to Ushahidi", said)
    assert one["words"].startswith("Shots. Heard at the gate")
    assert (one["place"]["north"], one["place"]["east"]) == (36.2, 37.1)
    assert ("(Ushahidi: draft)" in one["words"]) == (id == "ushahidi-9")
    assert "+963" not in json.dumps(one)


def form(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.title = "survey"
    for row in [
        ["type", "name", "label::English (en)", "label::العربية (ar)", "truce"],
        ["start", "start", "", "", ""],
        ["begin_group", "seen", "Seen", "", ""],
        ["dateTime", "when", "When was it?", "متى", "happened"],
        ["select_one kinds", "what", "What was it?", "ماذا", "event"],
        ["select_multiple forces", "who", "Who may have done it?", "من", "actors"],
        ["geopoint", "spot", "Where?", "أين", "place.point"],
        ["end_group", "", "", "", ""],
        ["text", "note", "In your words", "", "words"],
        ["text", "team", "Team", "", "speaker"],
    ]:
        book.active.append(row)
    choices = book.create_sheet("choices")
    for row in [
        ["list_name", "name", "label::English (en)", "truce"],
        ["kinds", "1", "Shells", "shelling"],
        ["kinds", "2", "Something else", "other"],
        ["forces", "a", "The army", "Syrian army"],
        ["forces", "b", "Nobody knows", ""],
    ]:
        choices.append(row)
    settings = book.create_sheet("settings")
    settings.append(["form_title", "truce"])
    settings.append(["Day sheet", "observation"])
    book.save(path)
    return path


KOBO = (
    "start;seen/when;seen/what;seen/who;seen/spot;note;team;_uuid;_submission_time;_validation_status\n"
    "x;2016-12-14T05:30:00.000+02:00;1;a b;36.2 37.1 0 5;Six shells;team 2;u-1;2016-12-14T04:10:00;\n"
    ";2016-12-14T06:30:00.000+02:00;2;b;;Lights;team 2;u-2;2016-12-14T05:10:00;Not Approved\n"
)
ODK = {
    "value": [
        {
            "__id": "uuid:u-1",
            "__system": {"submissionDate": "2016-12-14T04:10:00.000Z", "reviewState": None},
            "seen": {"when": "2016-12-14T05:30:00.000+02:00", "what": "1", "who": "a b", "spot": "36.2 37.1 0 5"},
            "note": "Six shells",
            "team": "team 2",
        }
    ]
}
LABELLED = (
    "When was it?,What was it?,Who may have done it?,Where?,In your words,Team,_uuid,_submission_time\n"
    "2016-12-14T05:30:00.000+02:00,Shells,a b,36.2 37.1 0 5,Six shells,team 2,u-1,2016-12-14 04:10:00\n"
)


@pytest.mark.parametrize("text", [KOBO, json.dumps(ODK), LABELLED], ids=["kobo", "odk", "labels"])
def test_submissions_are_read_by_their_own_form(text: str, tmp_path: Path, take: Take, held: Held) -> None:
    file = write(tmp_path / "subs", text)

    code, told, err = take("kobo", file, "--form", str(form(tmp_path / "day.xlsx")))

    assert code == 0, (err, told)
    assert list(held()) == ["form-u-1"]
    one = held()["form-u-1"]
    assert (one["record"], one["event"], one["actors"]) == ("observation", "shelling", ["Syrian army", "Nobody knows"])
    assert (one["said_at"], one["happened"]["start"]) == ("2016-12-14T04:10:00Z", "2016-12-14T05:30:00+02:00")
    assert one["place"] == {"north": 36.2, "east": 37.1}
    assert told["left out"] == (1 if text is KOBO else 0)


def roster(path: Path) -> Path:
    """A workbook as KoboToolbox exports it where a form has a group within a repeated group."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.title = "Day sheet"
    for row in [
        ["team", "_id", "_uuid", "_submission_time", "_index"],
        ["team 2", 7, "u-1", "2016-12-14T04:10:00", 1],
        ["team 3", 8, "u-2", "2016-12-14T05:10:00", 2],
    ]:
        book.active.append(row)
    posts = book.create_sheet("posts")
    for row in [
        ["posts/at", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
        ["gate", 1, "Day sheet", 1, "u-1"],
        ["mill", 2, "Day sheet", 1, "u-1"],
        ["road", 3, "Day sheet", 2, "u-2"],
    ]:
        posts.append(row)
    seen = book.create_sheet("seen")
    for row in [
        ["posts/seen/note", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
        ["Six shells", 1, "posts", 2, "u-1"],
        ["Lights", 2, "posts", 2, "u-1"],
        ["Shots", 3, "posts", 3, "u-2"],
    ]:
        seen.append(row)
    book.save(path)
    return path


NESTED = {
    "results": [
        {
            "_uuid": "u-1", "_submission_time": "2016-12-14T04:10:00", "team": "team 2",
            "posts": [
                {"posts/at": "gate"},
                {"posts/at": "mill", "posts/seen": [{"posts/seen/note": "Six shells"}, {"posts/seen/note": "Lights"}]},
            ],
        },
        {
            "_uuid": "u-2", "_submission_time": "2016-12-14T05:10:00", "team": "team 3",
            "posts": [{"posts/at": "road", "posts/seen": [{"posts/seen/note": "Shots"}]}],
        },
    ]
}  # fmt: skip
EACH_SEEN = """
repeat = "seen"
[[record]]
kind = "claim"
columns = { words = "posts/seen/note", speaker = "team", "place.place" = "posts/at" }
always = { act = "reports" }
"""


@pytest.mark.parametrize("shape", ["workbook", "json"])
def test_each_row_of_a_repeat_group_is_a_row_with_what_its_submission_says(
    shape: str, tmp_path: Path, take: Take, held: Held
) -> None:
    file = roster(tmp_path / "day.xlsx") if shape == "workbook" else write(tmp_path / "day", json.dumps(NESTED))
    mapping = write(tmp_path / "seen.toml", EACH_SEEN)

    code, told, err = take("kobo", file, "--mapping", str(mapping))

    assert (code, told["taken"], err) == (0, 3, "")
    found = {id: (one["words"], one["speaker"], one["place"]["place"], one["said_at"]) for id, one in held().items()}
    assert found == {
        "form-u-1-2-1": ("Six shells", "team 2", "mill", "2016-12-14T04:10:00Z"),
        "form-u-1-2-2": ("Lights", "team 2", "mill", "2016-12-14T04:10:00Z"),
        "form-u-2-1-1": ("Shots", "team 3", "road", "2016-12-14T05:10:00Z"),
    }


CENTRAL = {
    "day.csv": "SubmissionDate,team,gate-spot-Latitude,gate-spot-Longitude,gate-spot-Altitude,gate-spot-Accuracy,"
    "KEY,ReviewState\n"
    "2016-12-14T04:10:00.000Z,team 2,36.2,37.1,0,5,uuid:u-1,\n2016-12-14T05:10:00.000Z,team 3,,,,,uuid:u-2,\n"
    "2016-12-14T06:10:00.000Z,team 4,36.3,37.2,0,5,uuid:u-3,rejected\n",
    "day-posts.csv": "at,PARENT_KEY,KEY\ngate,uuid:u-1,uuid:u-1/posts[1]\nmill,uuid:u-1,uuid:u-1/posts[2]\n"
    "road,uuid:u-2,uuid:u-2/posts[1]\nhill,uuid:u-3,uuid:u-3/posts[1]\n",
    "day-seen.csv": "note,PARENT_KEY,KEY\nSix shells,uuid:u-1/posts[2],uuid:u-1/posts[2]/seen[1]\n"
    "Lights,uuid:u-1/posts[2],uuid:u-1/posts[2]/seen[2]\nShots,uuid:u-2/posts[1],uuid:u-2/posts[1]/seen[1]\n"
    "Smoke,uuid:u-3/posts[1],uuid:u-3/posts[1]/seen[1]\n",
    "day - audit.csv": "instance ID,event,node,start,end\nuuid:u-1,form start,,1481688600000,\n",
}
SEEN_OF_CENTRAL = EACH_SEEN.replace("posts/seen/note", "note").replace("posts/at", "at")


def central(folder: Path, form: str, files: dict[str, str] = CENTRAL) -> Path:
    """What ODK Central gives for a form with a group within a repeated group: a zip, or what was unpacked of it."""
    path = folder / form
    if form.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as packed:
            for name, text in files.items():
                packed.writestr(name, text)
            packed.writestr("media/photo.jpg", b"\xff\xd8")
        return path
    (path / "media").mkdir(parents=True)
    for name, text in files.items():
        write(path / name, text)
    return path


@pytest.mark.parametrize("shape", ["day.csv.zip", "unpacked"])
def test_the_files_of_odk_central_hold_together_by_their_keys(
    shape: str, tmp_path: Path, take: Take, held: Held
) -> None:
    given = central(tmp_path, shape)
    mapping = write(tmp_path / "seen.toml", SEEN_OF_CENTRAL)

    code, told, err = take("kobo", given, "--mapping", str(mapping))

    assert (code, told["taken"], told["left out"], err) == (0, 3, 1, ""), told
    found = {id: (one["words"], one["speaker"], one["place"]["place"], one["said_at"]) for id, one in held().items()}
    assert found == {
        "form-u-1-2-1": ("Six shells", "team 2", "mill", "2016-12-14T04:10:00Z"),
        "form-u-1-2-2": ("Lights", "team 2", "mill", "2016-12-14T04:10:00Z"),
        "form-u-2-1-1": ("Shots", "team 3", "road", "2016-12-14T05:10:00Z"),
    }
    again, told, _ = take("kobo", given, "--mapping", str(mapping))
    assert (again, told["there already"]) == (0, 3)


def test_submissions_of_odk_central_have_their_point_and_the_groups_that_are_not_read_are_told(
    tmp_path: Path, take: Take, held: Held
) -> None:
    text = '[[record]]\nkind = "claim"\ncolumns = { words = "team", "place.point" = "gate-spot" }\n'
    mapping = write(tmp_path / "m.toml", text + 'always = { speaker = "a team", act = "reports" }\n')

    code, told, err = take("kobo", central(tmp_path, "day.csv.zip"), "--mapping", str(mapping))

    assert (code, told["taken"], told["left out"]) == (0, 2, 1), told
    assert "holds repeat groups that are not read: posts, seen" in err
    assert held()["form-u-1"]["place"] == {"north": 36.2, "east": 37.1}
    assert "place" not in held()["form-u-2"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({**CENTRAL, "other.csv": "KEY,a\nuuid:u-9,1\n"}, "holds the submissions of several forms: day.csv, other.csv"),
        ({"a.csv": "x\n1\n", "b.csv": "y\n1\n"}, "holds no file of submissions"),
        ({one: text for one, text in CENTRAL.items() if one != "day-seen.csv"}, 'has no repeat group "seen"'),
    ],
)
def test_files_that_do_not_hold_together_are_refused_whole(
    files: dict[str, str], told: str, tmp_path: Path, take: Take
) -> None:
    mapping = write(tmp_path / "seen.toml", SEEN_OF_CENTRAL)

    code, _, err = take("kobo", central(tmp_path, "day.csv.zip", files), "--mapping", str(mapping))

    assert code == 2
    assert told in err
    assert not (tmp_path / "l.ledger").exists()


def test_a_row_whose_submission_is_not_there_is_refused_and_no_other_takes_its_place(
    tmp_path: Path, take: Take
) -> None:
    files = CENTRAL | {"day-posts.csv": CENTRAL["day-posts.csv"].replace("road,uuid:u-2,uuid:u-2/posts[1]\n", "")}
    mapping = write(tmp_path / "seen.toml", SEEN_OF_CENTRAL)

    code, told, _ = take("kobo", central(tmp_path, "x", files), "--mapping", str(mapping), "--take-rest")

    assert (code, told["taken"], told["refused"]) == (1, 2, 1), told
    assert {one["line"] for one in told["rows"] if one["fate"] == "refused"} == {4}


def test_repeat_groups_that_are_not_asked_for_are_told_and_one_that_is_not_there_is_refused(
    tmp_path: Path, take: Take
) -> None:
    file = roster(tmp_path / "day.xlsx")
    plain = EACH_SEEN.replace('repeat = "seen"', "").replace("posts/seen/note", "team").replace("posts/at", "team")

    _, _, told = take("kobo", file, "--mapping", str(write(tmp_path / "one.toml", plain)))
    code, _, err = take("kobo", file, "--mapping", str(write(tmp_path / "b.toml", EACH_SEEN.replace("seen", "sen", 1))))

    assert 'holds repeat groups that are not read: posts, seen; repeat = "posts"' in told
    assert code == 2
    assert 'has no repeat group "sen"' in err and "one of posts, seen" in err


@pytest.mark.parametrize(
    ("format", "text", "lacks"),
    [
        ("kobo", "team,note\nteam 2,Six shells\n", "_uuid (or instanceID, KEY, _id), _submission_time (or"),
        ("ushahidi", "Survey,Status\nPlaces,published\n", "id (or Post ID, #), title or description (or"),
    ],
)
def test_a_file_that_lacks_what_its_format_has_names_the_columns(
    format: str, text: str, lacks: str, tmp_path: Path, take: Take
) -> None:
    more = ("--form", str(form(tmp_path / "day.xlsx"))) if format == "kobo" else ()

    code, _, err = take(format, write(tmp_path / "s.csv", text), *more)

    assert code == 2
    assert f"has no column {lacks}" in err


def test_the_columns_that_acled_writes_since_2023_are_read_with_their_byte_order_mark(
    tmp_path: Path, take: Take, held: Held
) -> None:
    columns = (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
        "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
        "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    )
    row = (
        "KAA1,01 January 2024,2024,1,Political violence,Explosions/Remote violence,Grenade,Unidentified Armed Group,,"
        "Political militia,Civilians,,Civilians,Militia-Civilians,Civilian targeting,4,Region,Country,One,Two,,"
        "Town,1.5,2.5,1,A paper,National,A grenade at the gate.,0,,1704800000"
    )

    code, told, err = take("acled", write(tmp_path / "a.csv", f"\ufeff{columns}\n{row}\n"), "--deal", DEAL)

    assert code == 0, (err, told)
    one = held()["acled-KAA1"]
    assert (one["event"], one["actors"]) == ("fire", ["ACLED: Unidentified Armed Group"])
    assert one["happened"]["start"].startswith("2024-01-01T00:00")


def test_a_form_that_fills_a_key_that_is_none_is_told(tmp_path: Path, take: Take) -> None:
    from openpyxl import load_workbook

    path = form(tmp_path / "day.xlsx")
    book = load_workbook(path)
    book["survey"]["E4"] = "hapened"
    book.save(path)

    code, _, err = take("kobo", write(tmp_path / "s.csv", KOBO), "--form", str(path))

    assert code == 2
    assert 'the question "when" fills "hapened", which is no key of a observation' in err


@pytest.mark.skipif(
    EVENTS is None, reason="TRUCEKEEPER_DATA is not set: the real event data are not part of the project"
)
def test_real_event_data_are_read_row_for_row(take: Take, held: Held) -> None:
    assert EVENTS is not None
    syria = EVENTS / "ucdp_ged_syria" / "aleppo_idlib_dec2016_jan2017.csv"
    ukraine = EVENTS / "ucdp_ged_ukraine" / "hdx_conflict_data_ukr.csv"

    code, told, _ = take("ucdp", syria, *PUBLISHED)
    assert (code, told["taken"], told["refused"]) == (0, 279, 0)
    code, told, _ = take("ucdp", ukraine, *PUBLISHED, "--dry-run")
    assert (code, told["taken"], told["refused"]) == (0, 2989, 0)
