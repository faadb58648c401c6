"""Imported gazetteers: exact names match, shared ones and mere likenesses are put to a person."""

import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.cli.main import main
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.atlas import BadGazetteerError, Site, atlas, geonames, read, table, written
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.lens import lens
from trucekeeper.reader.places import bones

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"
DUMP = (
    "100\tKafr Zita\tKafr Zita\tKafr Zayta,كفر زيتا,Кафр-Зита\t35.37\t36.60\tP\tPPL\tSY\n"
    "101\tMaarat\tMaarat\t\t35.6\t36.6\tP\tPPL\tSY\n"
    "102\tMaarat\tMaarat\t\t36.1\t37.0\tP\tPPL\tSY\n"
)


def place_of(text: str, sites: list[Site]) -> dict[str, object] | None:
    deal = read_deal((STORY / "repaired.deal.md").read_text("utf-8"), "d")
    zone = ZoneInfo("Asia/Damascus")
    made = read_surface(Document(text), deal, datetime(2016, 12, 14, tzinfo=zone), zone, lens(deal, atlas(sites)))
    shown: dict[str, object] | None = made[0].shown()["place"]
    return shown


@pytest.mark.parametrize(
    "text",
    [
        "Activists said that shells fell in Kafr Zita.",
        "Activists said that shells fell near Kafr Zayta.",
        "قال ناشطون إن القصف وقع في كفر زيتا.",
    ],
)
def test_a_name_of_one_place_matches_in_any_script(text: str) -> None:
    place = place_of(text, list(geonames(DUMP, "SY.txt")))

    assert place is not None
    assert place["id"] is None
    found = {"id": "geonames:100", "name": "Kafr Zita", "lat": 35.37, "lon": 36.6, "precision": "settlement"}
    assert place["gazetteer"] == found | {"within": "SY"}


def test_a_name_that_two_places_share_matches_none() -> None:
    place = place_of("Activists said that shells fell in Maarat.", list(geonames(DUMP, "SY.txt")))

    assert place is not None
    assert "gazetteer" not in place
    assert [one["id"] for one in place["like"]] == ["geonames:101", "geonames:102"]  # type: ignore[attr-defined]


def test_a_likeness_is_only_a_suggestion() -> None:
    place = place_of("Activists said that shells fell in Sarmadah.", [Site("1", "Sarmada")])

    assert place is not None
    assert "gazetteer" not in place
    assert [one["name"] for one in place["like"]] == ["Sarmada"]  # type: ignore[attr-defined]


def test_the_deals_own_place_goes_first() -> None:
    place = place_of("Activists said that buses reached Rashidin.", [Site("1", "Rashidin")])

    assert place is not None
    assert place["id"] == "RASHIDIN"


@pytest.mark.parametrize("name", ["Rashidin", "الراشدين", "Рашидин", "al-Rashideen"])
def test_the_consonants_of_one_name_are_equal_in_every_script(name: str) -> None:
    assert bones(name) == bones("Rashidin") == "rsdn"


@pytest.mark.parametrize(("one", "other"), [("Madaya", "Malaya"), ("Foua", "Fada"), ("Kefraya", "Kobani")])
def test_other_places_have_other_consonants(one: str, other: str) -> None:
    assert bones(one) != bones(other)


def test_a_table_of_p_codes_is_told_by_its_head() -> None:
    rows = "ADM4_PCODE,PP_NAME_EN,name_ar,ADM2_EN,lat,lon\nC1,Binnish,بنش,Idleb,35.9,36.7\n"

    assert list(table(rows, "t.csv")) == [Site("C1", "Binnish", ("بنش",), 35.9, 36.7, "settlement", "Idleb")]


def test_what_is_written_is_read_again() -> None:
    sites = [Site("b", "B", ("Б",), 1.0, 2.0, "point", "X"), Site("a", "A")]

    assert read(written(sites), "x.places") == sorted(sites, key=lambda one: one.id)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\tA\tA\t\tnorth\t2\tP\tPPL\tSY\n", 'x: line 1 has "north" where degrees are wanted'),
        ("1\tA\tA\t\t95\t2\tP\tPPL\tSY\n", "x: line 1 has 95.0 degrees, more than 90"),
        ("name,lat\n", "x: line 1 has 1 columns instead of nineteen"),
    ],
)
def test_a_broken_dump_is_told_at_its_line(text: str, message: str) -> None:
    with pytest.raises(BadGazetteerError) as error:
        list(geonames(text, "x"))

    assert str(error.value) == message


def test_a_zipped_dump_becomes_a_file_that_reading_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as packed:
        packed.writestr("SY.txt", DUMP)
        packed.writestr("readme.txt", "about")
    out = tmp_path / "sy.places"

    assert main(["places", "geonames", str(tmp_path / "SY.zip"), "--out", str(out)]) == 0
    assert capsys.readouterr().out == (
        f"3 places written to {out}; 1 name shared by several of them, so never matched\n"
    )
    report = tmp_path / "r.txt"
    report.write_text("Activists said that shells fell in Kafr Zita.", encoding="utf-8")
    given = ["--deal", str(STORY / "repaired.deal.md"), "--published", "2016-12-14T12:00+02:00", "--places", str(out)]
    assert main(["read", str(report), *given]) == 0
    assert "at Kafr Zita (geonames:100, settlement)" in capsys.readouterr().out
