import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from tests.exchange.suite import two_sides
from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.frontier import frontier_picture
from trucekeeper.brief.pictures.hold import hold_picture
from trucekeeper.brief.pictures.of_exchange import plan_pictures, recorded_pictures, stress_pictures
from trucekeeper.brief.pictures.plot import Look, ceiling, english, short
from trucekeeper.brief.pictures.stop_now import stop_now_picture
from trucekeeper.brief.pictures.svg import width_of
from trucekeeper.brief.pictures.terms import ARABIC, arabic
from trucekeeper.brief.pictures.tornado import versus_picture
from trucekeeper.exchange.as_recorded import AsRecorded
from trucekeeper.exchange.compose import uniform
from trucekeeper.exchange.hold_test import regret_h, sizes_for_a_hold, survives_a_hold
from trucekeeper.exchange.kernel import evaluate_fast
from trucekeeper.exchange.mediator import price_of_mistrust
from trucekeeper.exchange.model import NEVER, Operation, Rates, Shelter, Times
from trucekeeper.exchange.stop_now import stop_now
from trucekeeper.stress.course import course
from trucekeeper.stress.run import stress
from trucekeeper.stress.summary import compare, compare_side

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("حلب الشرقية", "River bank")


def work() -> Operation:
    rates = Rates((0.2, 0.5, 1.0), (2, 4, 12), (0.2, 0.5, 1.0), (1, 2, 4), chance_walk_out=(0.0, 0.1, 0.3))
    school = Shelter("SCHOOL", 200, {0: (2700, 0), 1: (5400, 0)})
    return replace(two_sides((1500, 1000)), rates=rates, shelters=(school,))


def drawn(look: Look) -> dict[str, Figure]:
    operation = work()
    plan = uniform(operation, (5, 5))
    times = evaluate_fast(operation, plan)
    runs = stress(operation, plan, 60, 1)
    found = course(operation, plan, runs)
    looser = replace(operation, couplings=())
    other = stress(looser, plan, 60, 1)
    groups = {
        "Everybody": compare(runs, other),
        "River bank": compare_side(found, course(looser, plan, other), 1),
    }
    prices = price_of_mistrust(operation, [200, None], 5 * 86_400, with_plans=True)
    held = [survives_a_hold(operation, plan, 6 * 3600, side) for side in (None, 0, 1)]
    regret = regret_h(held[0], max(one.arrived for one in times), sizes_for_a_hold(operation, [2, 5], 6 * 3600))
    never = replace(held[0], survives=0, course=tuple(replace(one, delay_s=NEVER) for one in held[0].course))
    late = stop_now_picture(
        operation, stop_now(operation, plan, times), 86_400, look, id="recorded", at_s=40_000, recorded=True
    )
    return {
        **plan_pictures(operation, plan, times, look),
        **stress_pictures(operation, plan, runs, found, look),
        "frontier": frontier_picture(prices, None, look, id="frontier"),
        "versus": versus_picture(groups, ("first", "second"), 60, look, id="versus"),
        "recorded": late,
        "hold": hold_picture(operation, held, regret, 2 * 86_400, look, id="hold"),
        "hold-never": hold_picture(operation, [never, *held[1:]], [], 2 * 86_400, look, id="holdnever"),
    }


@pytest.fixture(scope="module")
def pictures() -> dict[str, Figure]:
    return drawn(Look(None, NAMES))


@pytest.fixture(scope="module")
def mirrored() -> dict[str, Figure]:
    return drawn(Look(None, NAMES, rtl=True, say=arabic))


def test_every_picture_of_an_exchange_is_there_and_says_what_it_shows(pictures: dict[str, Figure]) -> None:
    assert set(pictures) == {
        "staircase", "convoys", "waiting", "stop-now", "bands", "tornado-safe", "tornado-waiting", "frontier", "versus",
        "recorded", "hold", "hold-never",
    }  # fmt: skip
    for figure in pictures.values():
        root = ET.fromstring(figure.svg)
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == figure.caption
        assert len(root.findtext(f"{SVG}desc") or "") > 30


def test_no_picture_breaks_a_strict_content_security_policy(pictures: dict[str, Figure]) -> None:
    for figure in pictures.values():
        for part in ET.fromstring(figure.svg).iter():
            assert part.tag.removeprefix(SVG) not in {"style", "script", "foreignObject", "image"}
            assert "style" not in part.attrib
            assert not [name for name in part.attrib if name.startswith("on")]
            assert not re.search(r"https?:|data:", " ".join(part.attrib.values()))


def test_type_stays_readable_on_a_telephone(pictures: dict[str, Figure]) -> None:
    for name, figure in pictures.items():
        root = ET.fromstring(figure.svg)
        assert float(root.get("width") or 0) <= 480
        sizes = [float(one.get("font-size") or 0) for one in root.iter(f"{SVG}text")]
        assert min(sizes) >= 11, name


def test_all_text_and_areas_lie_within_the_picture(pictures: dict[str, Figure], mirrored: dict[str, Figure]) -> None:
    for figure in [*pictures.values(), *mirrored.values()]:
        root = ET.fromstring(figure.svg)
        width, height = float(root.get("width") or 0), float(root.get("height") or 0)
        for one in [*root.iter(f"{SVG}text"), *root.findall(f"{SVG}rect")]:
            assert -0.1 <= float(one.get("x") or 0) <= width + 0.1
            assert -0.1 <= float(one.get("y") or 0) <= height + 0.1
        for one in root.iter(f"{SVG}text"):
            # `anchor` is where the text begins for its own direction; its width is about known.
            x, wide = float(one.get("x") or 0), width_of(one.text or "", float(one.get("font-size") or 0))
            start = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.get("text-anchor") or "start"]
            if one.get("direction") == "rtl":
                start = 1.0 - start
            assert x - start * wide >= -12, one.text
            assert x + (1 - start) * wide <= width + 12, one.text


def test_what_is_told_apart_is_told_apart_without_colour(pictures: dict[str, Figure]) -> None:
    kinds = {"stop-now": 3, "convoys": 3, "bands": 2}
    for name, least in kinds.items():
        fills = {one.get("fill") for one in ET.fromstring(pictures[name].svg).iter() if one.get("fill")}
        greys = {_lightness(fill) for fill in fills if fill and fill.startswith("#")}
        patterns = {fill for fill in fills if fill and fill.startswith("url(")}
        assert len({round(one / 12) for one in greys}) + len(patterns) >= least


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 100 * (0.2126 * red + 0.7152 * green + 0.0722 * blue)


def test_ids_of_different_pictures_never_meet_on_a_page(pictures: dict[str, Figure]) -> None:
    seen: list[str] = []
    for figure in pictures.values():
        seen += [part.attrib["id"] for part in ET.fromstring(figure.svg).iter() if "id" in part.attrib]

    assert len(seen) == len(set(seen))


def test_for_readers_from_right_to_left_time_runs_the_other_way(
    pictures: dict[str, Figure], mirrored: dict[str, Figure]
) -> None:
    def place(figure: Figure) -> float:
        texts = ET.fromstring(figure.svg).iter(f"{SVG}text")
        return next(float(one.get("x") or 0) for one in texts if one.text == NAMES[0])

    assert place(pictures["staircase"]) == 14
    assert place(mirrored["staircase"]) == 480 - 14
    arabic_name = next(
        one for one in ET.fromstring(pictures["staircase"].svg).iter(f"{SVG}text") if one.text == NAMES[0]
    )
    assert arabic_name.get("direction") == "rtl"


def test_every_word_of_the_pictures_is_there_in_arabic() -> None:
    asked: set[str] = set()

    def listening(words: str) -> str:
        asked.add(words)
        return english(words)

    drawn(Look(None, NAMES, say=listening))

    assert len(asked) > 60
    assert {words for words in asked if words not in ARABIC} == set()


def test_arabic_words_keep_every_blank_that_the_english_ones_have() -> None:
    for words, translated in ARABIC.items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", translated)), words


def test_pictures_of_hundreds_of_convoys_stay_small_and_still_reach_the_bound() -> None:
    operation = two_sides((100_000, 100_000), vehicles=(600, 400), bays=(200, 100), per_hour=(400, 300), ahead=5000)
    plan = uniform(operation, (10, 10))
    found = plan_pictures(operation, plan, evaluate_fast(operation, plan), Look(None, ("A", "B")))

    assert len(plan.convoys) == 400
    assert found["staircase"].caption == "At most 5,000 people let go and not yet answered"
    assert all(len(figure.svg) < 120_000 for figure in found.values())


def test_the_headline_counts_everybody_outside_once() -> None:
    operation = two_sides((1500, 1000))
    plan = uniform(operation, (5, 5))
    at = 9 * 3600
    times = tuple(Times(load=0, loaded=0, depart=60, at_point=3600) for _ in plan.convoys)

    drawn = recorded_pictures(operation, AsRecorded(plan, times, ()), at, Look(None, ("A", "B")))

    assert drawn["stop-now-recorded"].caption == "2,500 people outside at Thu 15 Dec 09:00"
    assert drawn["waiting-recorded"].caption.startswith("20,0"), drawn["waiting-recorded"].caption


def test_the_staircase_says_at_once_whether_the_bound_is_kept() -> None:
    operation = two_sides((1500, 1000), ahead=500)
    plan = uniform(operation, (5, 5))
    kept = plan_pictures(operation, plan, evaluate_fast(operation, plan), Look(None, ("A", "B")))["staircase"]
    free = replace(operation, couplings=())
    broken = plan_pictures(operation, plan, evaluate_fast(free, plan), Look(None, ("A", "B")))["staircase"]

    assert kept.caption == "At most 500 people let go and not yet answered"
    assert re.fullmatch(r"A: \d[\d,]+ people ahead, [\d,]+ more than agreed", broken.caption)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "0"),
        (7.5, "7.5"),
        (1250, "1,250"),
        (15_000, "15k"),
        (15_125, "15.1k"),
        (2_021_000, "2.02M"),
        (26_000, "26k"),
    ],
)
def test_numbers_on_an_axis_are_short(value: float, says: str) -> None:
    assert short(value) == says


@pytest.mark.parametrize("most", [0, 0.4, 1, 99, 1250, 15_001, 3e7])
def test_an_axis_ends_above_its_largest_value(most: float) -> None:
    assert most * 0.999 <= ceiling(most) <= max(1.0, most * 2)
