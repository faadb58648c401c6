import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from tests.brief.hostile import HOSTILE, hostile_records
from tests.brief.world import before, deal, history, now
from trucekeeper.brief.audience import audience
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.map import map_picture
from trucekeeper.brief.pictures.marks import SIDES
from trucekeeper.brief.pictures.staircase import Tread, staircase
from trucekeeper.brief.pictures.svg import right_to_left, width_of, words
from trucekeeper.brief.pictures.timeline import timeline
from trucekeeper.brief.pictures.turned import turned
from trucekeeper.brief.pictures.waits import waits, waits_picture
from trucekeeper.brief.series import worst_orders
from trucekeeper.brief.tongue import tongue
from trucekeeper.core.place import Point
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.view import view

SVG = "{http://www.w3.org/2000/svg}"


def matter(entries: tuple[Entry, ...] | None = None, reader: str = "internal") -> Matter:
    text, known = deal(), history() if entries is None else entries
    return Matter(
        deal=text,
        entries=view(known, known_by=now().known_by),
        history=known,
        now=now(),
        before=before(),
        audience=audience(reader, text),
        zone=text.zone,
    )


def drawn(figure: Figure | None) -> ET.Element:
    assert figure is not None
    return ET.fromstring(figure.svg)


def all_pictures(about: Matter) -> list[Figure]:
    treads = [Tread("first", {"HILL": (0, 10), "RIVER": (0, 0)}), Tread("second", {"HILL": (5, None), "RIVER": (3, 3)})]
    stairs = staircase(treads, ["HILL", "RIVER"], {"HILL": 8, "RIVER": None}, "people", title="Exposure")
    found = [timeline(about), map_picture(about), waits_picture(about.deal), stairs, *worst_orders(about.deal)]
    return [one for one in found if one is not None]


def test_every_picture_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    made = all_pictures(matter())

    assert len(made) >= 5
    for one in made:
        root = drawn(one)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert title is not None and title.text == one.caption
        assert description is not None and description.text == one.description
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_picture_asks_anything_of_anybody() -> None:
    for one in all_pictures(matter()):
        assert not re.search(r"<(script|image|use|a|foreignObject|style)\b|href=|url\((?!#)|@import", one.svg)


def test_pictures_of_one_page_share_no_id() -> None:
    ids = [found for one in all_pictures(matter()) for found in re.findall(r' id="([^"]+)"', one.svg)]

    assert len(ids) == len(set(ids))


def test_hostile_text_in_records_stays_text() -> None:
    about = matter((*history(), *hostile_records()))

    figure = timeline(about)

    root = drawn(figure)
    told = [one.text or "" for one in root.iter(f"{SVG}title")]
    for text in HOSTILE:
        assert any(text in one for one in told), text
    assert not {one.tag.removeprefix(SVG) for one in root.iter()} & {"script", "img", "image"}
    assert figure is not None and "\u202e" not in figure.svg


def test_hostile_text_in_a_deal_stays_text() -> None:
    text = read_deal(
        '```deal\nparty A: "<script>x</script> & \'"\nmust M: "<b>&amp;</b>"\n  by: A\n  do: go\n```\n', "x.deal.md"
    )

    root = drawn(waits_picture(text))

    assert "<b>&amp;</b>" in "".join(root.itertext())
    assert "b" not in {one.tag.removeprefix(SVG) for one in root.iter()}


def test_the_sides_differ_in_grey_and_in_shape() -> None:
    def grey(ink: str) -> float:
        red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert abs(grey(SIDES[0]) - grey(SIDES[1])) > 60
    svg = timeline(matter())
    assert svg is not None
    assert "<circle" in svg.svg and "<rect" in svg.svg


def test_what_is_held_back_from_a_reader_is_in_no_picture() -> None:
    figure, place = timeline(matter(reader="public")), map_picture(matter(reader="public"))

    assert figure is not None and place is not None
    assert "m1" not in figure.records
    assert "a neighbour" not in figure.svg + place.svg
    assert "house behind the old bakery" not in figure.svg + place.svg


def test_a_point_that_a_reader_may_not_know_is_not_drawn() -> None:
    inside, outside = map_picture(matter()), map_picture(matter(reader="public"))

    assert inside is not None and outside is not None
    assert "c3" in inside.records
    assert "c3" not in outside.records


def test_a_deal_without_points_has_no_map() -> None:
    about = matter()

    without = replace(about, deal=replace(about.deal, places=()), entries=())

    assert map_picture(without) is None


def test_places_without_a_point_are_listed_and_never_placed() -> None:
    about = matter()
    places = tuple(replace(one, point=None) if one.id == "MILL" else one for one in about.deal.places)

    figure = map_picture(replace(about, deal=replace(about.deal, places=places)))

    assert figure is not None
    assert "Without a point, so not on it: the mill." in figure.description
    assert "MILL: the mill" in "".join(drawn(figure).itertext())


def test_border_lines_are_drawn_and_other_shapes_are_left_alone() -> None:
    borders = {
        "type": "FeatureCollection",
        "features": [
            {"geometry": {"type": "LineString", "coordinates": [[19.9, 9.8], [20.4, 10.3]]}},
            {"geometry": {"type": "Point", "coordinates": [20, 10]}},
            {"geometry": None},
        ],
    }

    plain, lined = map_picture(matter()), map_picture(matter(), borders)

    assert plain is not None and lined is not None
    assert lined.svg.count("9 3 2 3") == plain.svg.count("9 3 2 3") + 1


def test_no_name_on_the_map_covers_another_one() -> None:
    about = matter(())
    near = tuple(
        replace(one, point=Point(10 + place * 0.0002, 20 + place * 0.0005))
        for place, one in enumerate(about.deal.places)
    )

    root = drawn(map_picture(replace(about, deal=replace(about.deal, places=near))))

    names = {one.name for one in near}
    spots = [(one.get("text-anchor"), float(one.get("y", "0"))) for one in root.iter(f"{SVG}text") if one.text in names]
    assert len(spots) == len(names)
    pairs = [(one, other) for place, one in enumerate(spots) for other in spots[:place]]
    assert all(one[0] != other[0] or abs(one[1] - other[1]) >= 14 for one, other in pairs)


def test_no_name_on_the_map_is_crossed_by_the_marks_of_claims() -> None:
    about = matter()
    first = next(one for one in about.deal.places if one.id in {_place_of(entry) for entry in about.entries})
    assert first.point is not None
    # Another place whose name, written where names go first, would lie on the marks of the claims at the first one.
    beside = Point(first.point.north - 0.0057, first.point.east - 0.002)
    places = tuple(one if one is first else replace(one, point=beside) for one in about.deal.places[:2])

    root = drawn(map_picture(replace(about, deal=replace(about.deal, places=places))))

    marks = [
        (float(shape.get("cx", "nan")), float(shape.get("cy", "nan")))
        for group in root.iter(f"{SVG}g")
        for shape in group.iter(f"{SVG}circle")
        if shape.get("r") == "3.6"
    ]
    names = [
        one for one in root.iter(f"{SVG}text") if one.text and one.get("font-weight") == "bold" and one.text != "N"
    ]
    assert marks
    for name in names:
        x, y, wide = float(name.get("x", "0")), float(name.get("y", "0")), width_of(name.text or "", 12)
        left = x - wide if name.get("text-anchor") == "end" else x
        assert not [mark for mark in marks if left < mark[0] < left + wide and y - 11 < mark[1] < y + 3], name.text


def _place_of(entry: Entry) -> str:
    spot = getattr(entry.record, "place", None)
    return spot.place if spot is not None else ""


CIRCLE = """```deal
party A: one
  role: side
party B: two
  role: side
must P: the first
  by: A
  to: B
  do: let 10 people go
  people: 10
  after: Q
must Q: the second
  by: B
  to: A
  do: let 10 people go
  people: 10
  after: P
```
"""


def test_clauses_that_wait_for_each_other_are_told_and_drawn_thick() -> None:
    text = read_deal(CIRCLE, "circle.deal.md")

    figure = waits_picture(text, ("P", "Q"))

    assert {(one.waiting, one.first) for one in waits(text)} == {("P", "Q"), ("Q", "P")}
    assert figure.description.endswith("In a circle, so that none of them can move first: P, Q.")
    assert figure.svg.count('stroke-width="2.8"') == 2


def test_the_worst_order_of_a_side_ends_at_its_worst() -> None:
    made = worst_orders(deal())

    assert made
    for one in made:
        assert "HILL" in one.description and "RIVER" in one.description


@pytest.mark.parametrize(
    ("text", "direction"), [("الفصائل المسلحة", True), ("the mill", False), ("12 باص", True), ("...", False)]
)
def test_arabic_runs_from_right_to_left_at_the_same_place(text: str, direction: bool) -> None:
    assert right_to_left(text) is direction
    assert ('direction="rtl"' in words(10, 10, text)) is direction
    assert ('text-anchor="end"' in words(10, 10, text)) is direction


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert [one.svg for one in all_pictures(matter())] == [one.svg for one in all_pictures(matter())]


def arabic_pictures() -> list[Figure]:
    about = replace(matter(), tongue=tongue("ar"))
    treads = [Tread("first", {"HILL": (0, 10), "RIVER": (0, 0)}), Tread("second", {"HILL": (5, None), "RIVER": (3, 3)})]
    sides = ["HILL", "RIVER"]
    stairs = staircase(treads, sides, {"HILL": 8, "RIVER": None}, "people", title="الانكشاف", t=about.tongue)
    chosen = [timeline(about), map_picture(about), waits_picture(about.deal, ("MA", "MB"), about.tongue), stairs]
    return [one for one in chosen if one is not None]


#: Ids, the clock that is nobody's, and the labels of the staircase above, which are the caller's.
NO_WORDS = {"HILL", "RIVER", "UTC", "CF", "MA", "MB", "H", "GUAR", "TEAM", "first", "second"}


def test_no_english_word_is_left_in_an_arabic_picture_but_ids_and_names() -> None:
    """What the deal and its records say in English stays as they say it; every other word is Arabic."""
    about = matter()
    titles = [one.name for one in (*about.deal.places, *about.deal.clauses)]
    keys = ("id", "speaker", "incident", "event")
    heard = [str(getattr(one.record, key, "")) for one in about.entries for key in keys]
    called = [one.name for one in about.deal.parties] + [str(about.zone)]
    theirs = set(re.findall("[A-Za-z]{2,}", " ".join((*titles, *heard, *called))))
    left = {
        word
        for one in arabic_pictures()
        for text in (*drawn(one).itertext(), one.caption, one.description)
        for word in re.findall(r"[A-Za-z]{2,}", text)
        if word not in NO_WORDS and word not in theirs
    }

    assert left == set()
    assert all(right_to_left(one.caption) for one in arabic_pictures())


def test_an_arabic_picture_runs_from_right_to_left_and_leaves_nothing_outside() -> None:
    english, arabic = timeline(matter()), arabic_pictures()[0]
    cuts = [
        float(one.get("x1", "nan"))
        for root in (drawn(english), drawn(arabic))
        for one in root.iter(f"{SVG}line")
        if one.get("stroke-dasharray") == "6 3"
    ]

    assert cuts[0] + cuts[1] == pytest.approx(960, abs=0.2)
    for one in arabic_pictures():
        root = drawn(one)
        wide = float(root.get("width", "0"))
        boxes = [(float(it.get("x", "0")), float(it.get("width", "0"))) for it in root.iter(f"{SVG}rect")]
        assert all(x >= -1 and x + long <= wide + 1 for x, long in boxes)


def test_the_map_keeps_east_on_the_right_in_every_language() -> None:
    def squares(figure: Figure | None) -> list[str | None]:
        return [one.get("x") for one in drawn(figure).findall(f"{SVG}rect") if one.get("width") == "8"][:3]

    assert squares(map_picture(matter())) == squares(arabic_pictures()[1])


def test_arabic_stands_at_its_place_for_a_renderer_that_knows_no_direction() -> None:
    """The renderer of PDFs knows no `direction`: the anchor is the physical one and the text carries its own."""
    told = turned(words(10, 10, "الاتفاق HILL") + words(10, 20, "HILL"))

    assert "direction" not in told
    assert told.count('text-anchor="start"') == 2
    assert ">\u2067الاتفاق HILL\u2069</text>" in told and ">HILL</text>" in told
