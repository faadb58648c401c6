import json
from pathlib import Path

import pytest

from tests.brief.pictures.test_pictures import CIRCLE
from tests.brief.world import DEAL
from trucekeeper.cli.main import main


@pytest.fixture
def bridge(tmp_path: Path) -> str:
    path = tmp_path / "bridge.deal.md"
    path.write_text(DEAL.format(a="HILL", b="RIVER"), encoding="utf-8")
    return str(path)


def test_a_picture_is_written_and_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal, out = tmp_path / "circle.deal.md", tmp_path / "waits.svg"
    deal.write_text(CIRCLE, encoding="utf-8")

    assert main(["draw", str(deal), "--out", str(out)]) == 0

    assert out.read_text(encoding="utf-8").startswith("<svg ")
    assert capsys.readouterr().out == (
        f"{out}: Who waits for whom\n"
        "  P waits for Q (done or arrived); Q waits for P (done or arrived). "
        "In a circle, so that none of them can move first: P, Q.\n"
    )


def test_several_pictures_get_a_number_each(bridge: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", bridge, "--what", "exposure", "--out", str(tmp_path / "worst.svg"), "--json"]) == 0

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(one["file"]).name for one in told] == ["worst-1.svg", "worst-2.svg"]
    assert told[0]["title"] == "The order in which HILL is exposed the most"


def test_the_places_of_a_deal_are_drawn_with_borders_under_them(bridge: str, tmp_path: Path) -> None:
    borders, out = tmp_path / "borders.geojson", tmp_path / "map.svg"
    line = {"geometry": {"type": "LineString", "coordinates": [[19.9, 9.8], [20.4, 10.3]]}}
    borders.write_text(json.dumps({"type": "FeatureCollection", "features": [line]}), encoding="utf-8")

    assert main(["draw", bridge, "--what", "map", "--borders", str(borders), "--out", str(out)]) == 0

    assert "9 3 2 3" in out.read_text(encoding="utf-8")


def test_what_a_deal_lacks_for_a_picture_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = tmp_path / "circle.deal.md"
    deal.write_text(CIRCLE, encoding="utf-8")

    assert main(["draw", str(deal), "--what", "map", "--out", str(tmp_path / "map.svg")]) == 2

    assert "gives nothing for a picture of map: none of its places has a point" in capsys.readouterr().err


def test_borders_that_are_no_geojson_are_refused(
    bridge: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    borders = tmp_path / "borders.geojson"
    borders.write_text("[]", encoding="utf-8")

    asked = ["--what", "map", "--borders", str(borders), "--out", str(tmp_path / "map.svg")]

    assert main(["draw", bridge, *asked]) == 2
    assert "holds no borders that can be drawn: it is no FeatureCollection" in capsys.readouterr().err
