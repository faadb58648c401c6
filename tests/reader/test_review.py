"""What each key of a review does, without a terminal and without a ledger."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucekeeper.cli.proposals_told import clean
from trucekeeper.cli.review import taken_apart
from trucekeeper.cli.review_screen import columns, lines, progress, wrapped
from trucekeeper.reader.review import ASKS, HELP, Deed, Item, Review, both, carried_out, halves, pressed, refused

TEXT = "The army said that shells fell on the town and that the buses went back. "
TEXT += "اتهمت الوزارة المسلحين بإطلاق النار على الحافلات."


def item(number: int, words: str, tier: str = "B") -> Item:
    start = TEXT.index(words)
    content = [{"start": start, "end": start + len(words)}]
    speaker = {"text": "The army", "start": 0, "end": 8, "id": None, "side": "GOV"}
    body: dict[str, Any] = {
        **{"id": f"p-{number}", "source": "s", "tier": tier, "act": "says", "event": "shelling", "polarity": "yes"},
        **{
            "words": words,
            "content": content,
            "speaker": speaker,
            "via": [],
            "actors": [],
            "actors_alternative": False,
        },
        **{"place": None, "happened": None, "said": None, "quantity": None, "certainty": "stated", "clauses": ["CF"]},
    }
    return Item(f"p-{number}", "src", body, TEXT, "a report")


FIRST = item(1, "shells fell on the town", "A")
SECOND = item(2, "the buses went back")
ARABIC = item(3, "اتهمت الوزارة المسلحين بإطلاق النار")
START = Review((FIRST, SECOND, ARABIC), decided=31)


def keys(now: Review, *several: str) -> tuple[Review, Deed | None]:
    deed = None
    for key in several:
        now, deed = pressed(now, key)
    return now, deed


def test_one_key_confirms_and_the_next_item_is_shown() -> None:
    now, deed = keys(START, "y")

    assert deed == Deed("confirm", FIRST)
    after = carried_out(now, Deed("confirm", FIRST))
    assert after.item == SECOND
    assert progress(after) == "32 of 34 decided; waiting: 2 at B"


def test_corrections_are_gathered_and_go_with_the_confirmation() -> None:
    now, _ = keys(START, "s", *"a ministry", "enter", "o", "n", "o", "enter")
    now, deed = keys(now, "y")

    assert deed is not None
    assert deed.changes == {"speaker": "a ministry", "polarity": "no"}


@pytest.mark.parametrize("key", ASKS)
def test_every_correction_can_be_left_again_without_a_trace(key: str) -> None:
    now, deed = keys(START, key, "x", "backspace", "z", "escape")

    assert (now.mode, now.changes, deed) == ("look", {}, None)


def test_a_rejection_takes_a_digit_or_words_and_never_nothing() -> None:
    assert keys(START, "x", "2", "enter")[1] == Deed(
        "reject", FIRST, reason="a plan, a forecast or a condition, not a report"
    )
    assert keys(START, "x", *"not said here", "enter")[1] == Deed("reject", FIRST, reason="not said here")
    now, deed = keys(START, "x", "enter")
    assert deed is None and now.said == "a rejection needs a reason: a digit, or words"


def test_the_ends_of_the_words_move_word_by_word() -> None:
    now, _ = keys(START, "w", ">", ">", ".", "enter")

    start, _, end = now.changes["content"].partition("-")
    assert TEXT[int(start) : int(end)] == "fell on the town and that"
    now, _ = keys(START, "w", "<", ",", "enter")
    start, _, end = now.changes["content"].partition("-")
    assert TEXT[int(start) : int(end)] == "that shells fell on the"


def test_a_split_and_a_merge_keep_the_words_of_the_report() -> None:
    _, deed = keys(START, "/", "enter")
    assert deed is not None and deed.kind == "split"
    one, two = halves(FIRST, deed.at)
    assert (one["words"], two["words"]) == ("shells fell", "on the town")

    _, deed = keys(START, "+")
    assert deed is not None and deed.other == SECOND
    joined = both(FIRST, SECOND)
    assert joined["words"] == "shells fell on the town … the buses went back"
    assert all(TEXT[span["start"] : span["end"]] in joined["words"] for span in joined["content"])


def test_an_undo_brings_the_item_back_where_the_person_is() -> None:
    after = carried_out(START, Deed("confirm", FIRST))
    now, deed = keys(after, "u")
    assert deed is not None and deed.kind == "undo"

    back = carried_out(now, deed, [FIRST])

    assert back.item == FIRST and [one.id for one in back.queue] == ["p-1", "p-2", "p-3"]
    assert back.done == () and progress(back) == progress(START)


def test_an_undone_split_takes_its_halves_out_again() -> None:
    half = Item("p-9", "src", dict(FIRST.body) | {"made_of": ["p-1"]}, TEXT)
    split = carried_out(START, Deed("split", FIRST, at=30), [half])
    assert split.item == half

    back = carried_out(split, Deed("undo", FIRST), [FIRST])

    assert [one.id for one in back.queue] == ["p-1", "p-2", "p-3"]


def test_what_the_ledger_refused_leaves_the_corrections_as_typed() -> None:
    now, _ = keys(START, "c", "X", "enter")

    after = refused(now, "clause cannot be 'X'")

    assert (after.changes, after.item, after.said) == ({"clause": "X"}, FIRST, "clause cannot be 'X'")
    assert refused(now, "p-1 was rejected by desk 2", gone=True).item == SECOND


def test_skipping_through_all_of_it_ends_in_a_screen_that_says_so() -> None:
    now, deed = keys(START, "k", "k", "k", "y")

    assert deed is None and now.item is None
    assert "No more here; 3 that you skipped still wait." in lines(now, None, (80, 24), None, colour=False)
    assert "Nothing waits any more." in lines(Review(()), None, (80, 24), None, colour=False)
    assert keys(now, "b")[0].item == ARABIC


@pytest.mark.parametrize("several", [(), ("w",), ("/",), ("x",), ("s", "a"), ("?",), ("k",), ("k", "k")])
@pytest.mark.parametrize("width", [80, 40])
def test_every_screen_fits_its_terminal_and_marks_the_words(several: tuple[str, ...], width: int) -> None:
    now, _ = keys(START, *several)
    assert now.item is not None

    plain = lines(now, now.item.body, (width, 50), None, colour=False)
    painted = lines(now, now.item.body, (width, 50), None, colour=True)

    assert max(columns(line) for line in plain + painted) <= width
    if now.mode != "help":
        assert "[[" in "\n".join(plain) and "]]" in "\n".join(plain)
        assert "\x1b[7m" in "\n".join(painted)
    assert "\x1b" not in "\n".join(plain)


@pytest.mark.parametrize("several", [(), ("w",), ("/",), ("x",), ("s", "a"), ("k", "k")])
@pytest.mark.parametrize("height", [24, 20])
def test_a_screen_shows_less_of_a_long_report_rather_than_more_than_the_terminal_holds(
    several: tuple[str, ...], height: int
) -> None:
    around = "Buses waited for hours in the cold. " * 20
    long = replace(FIRST, text=f"{around}{TEXT}{around}")
    moved = [{"start": one["start"] + len(around), "end": one["end"] + len(around)} for one in FIRST.body["content"]]
    long = replace(long, body={**FIRST.body, "content": moved, "open": ["which of the named forces did it"]})
    now, _ = keys(Review((long, long, long)), *several)

    shown = lines(now, long.body, (80, height), None, colour=False)

    assert len(shown) < height
    assert "[[" in "\n".join(shown)


def test_the_keys_stand_in_columns_on_a_terminal_of_80() -> None:
    shown = lines(START, FIRST.body, (80, 24), None, colour=False)
    told = lines(replace(START, mode="help"), FIRST.body, (80, 24), None, colour=False)

    assert "y confirm  x reject  k skip" in shown[-2] and "? all keys" in shown[-1]
    assert told[2:] == list(HELP)


def test_what_was_typed_for_a_decision_that_is_undone_need_not_be_typed_again() -> None:
    now, _ = keys(START, "s", *"a ministry", "enter")
    _, deed = keys(now, "y")
    assert deed is not None
    done = carried_out(now, deed)

    back = carried_out(done, Deed("undo", FIRST), [FIRST])

    assert (back.item, back.changes) == (FIRST, {"speaker": "a ministry"})


def test_arrows_move_what_is_seen_in_words_that_are_read_from_the_right() -> None:
    english, _ = keys(START, "w")
    arabic, _ = keys(replace(START, at=2), "w")

    assert keys(english, "right")[0].span == keys(english, ".")[0].span
    assert keys(arabic, "left")[0].span == keys(arabic, ".")[0].span
    assert keys(arabic, "left")[0].span[0] > arabic.span[0]


def test_a_report_cannot_steer_the_terminal_or_turn_its_direction() -> None:
    assert clean("a\x1b[2Jb\u202ec\x07d\u2067") == "a\ufffd[2Jbc\ufffdd"


def test_keys_that_no_key_of_ours_is_do_nothing_and_pasted_words_are_words() -> None:
    assert list(taken_apart("\x1b[15~y\x1b[Aسلام\r\x1b")) == ["escape", "y", "escape", *"سلام", "enter", "escape"]
    now, deed = keys(START, "Z")
    assert deed is None and now.said == "'Z' does nothing here; ? shows the keys"


@given(
    st.lists(
        st.sampled_from([*"yxksiawednpo#cr/+ubh?1,.<>", "enter", "escape", "backspace", "left", "right"]), max_size=60
    )
)
@settings(deadline=None, max_examples=60)
def test_no_order_of_keys_loses_a_proposal(several: list[str]) -> None:
    now, gone = START, 0
    for key in several:
        now, deed = pressed(now, key)
        if deed is None or deed.kind in {"split", "merge", "undo"}:
            continue
        now, gone = carried_out(now, deed), gone + 1
    assert len(now.queue) + gone == 3
    assert len({one.id for one in now.queue}) == len(now.queue)


def test_letters_without_a_column_and_with_two_are_counted_so() -> None:
    assert columns("مَرحَبًا") == 5
    assert columns("\x1b[7mab\x1b[0m") == 2
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
