"""The report in Arabic: every sentence from its message file, sides swapped, names and numbers set apart."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import zip_longest
from typing import get_args

import pytest
from docx import Document

from tests.brief.world import BEFORE, NOW, before, deal, history, moment, now
from tools.report_strings import missing
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.docx import docx
from trucekeeper.brief.html import html
from trucekeeper.brief.markdown import markdown
from trucekeeper.brief.matter import count_words
from trucekeeper.brief.model import Piece, Report, sentences
from trucekeeper.brief.tongue import LanguageError, tongue
from trucekeeper.ledger.fixed import CHANNELS, LISTS
from trucekeeper.ledger.record import (
    OUTCOMES,
    Axis,
    CaseStep,
    Contact,
    Count,
    Counted,
    Entry,
    Happened,
    Patrol,
    Review,
    Side,
    Spot,
)
from trucekeeper.reader.how_often import OFTEN
from trucekeeper.reader.one_thing import THINGS
from trucekeeper.reader.quantity import units as _units
from trucekeeper.reader.tongues.counting import _table
from trucekeeper.status.engine import status

#: Templates of punctuation alone, and plurals, whose forms are asked for apart.
SAME = {" x ", "{at}. {how}", "{id}{name}.", "{outcome}: {record}"}


def arabic(reader: str = "public", a: str = "HILL", b: str = "RIVER") -> Report:
    text = deal(a, b)
    return daily(text, history(a, b), now(a, b), audience=audience(reader, text), before=before(a, b), language="ar")


def test_every_template_of_the_report_has_its_arabic() -> None:
    assert [one for one in missing("ar") if one not in SAME and not one.startswith("{number} ")] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا قيود"), (1, "قيد واحد"), (2, "قيدان"), (3, "3 قيود"), (11, "11 قيدًا"), (100, "100 قيد")],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    assert tongue("ar").many(number, "{number} record", "{number} records") == said


@pytest.mark.parametrize("reader", ["public", "partner", "party:HILL", "internal"])
def test_no_english_sentence_is_left_in_our_own_words(reader: str) -> None:
    """Words of our own voice hold no English; names, moments and words of others stand as they are."""
    left = {
        piece.text
        for one in sentences(arabic(reader))
        for piece in one.pieces
        if piece.voice == "ours" and re.search(r"[A-Za-z]{3,}", piece.text)
    }

    assert left == set()


def every_word() -> tuple[Entry, ...]:
    """A record for each word out of a list that the mission's own records may hold."""
    at, records = moment(2, 6), []
    span = Happened(start=at, end=moment(2, 7), precision="hour")
    place = Spot(north=10.0, east=20.0, radius_km=2.0)
    for outcome in ("done", "refused", "delayed", "cut short"):
        records.append(Patrol(id=f"pp-{outcome}", team="TEAM", said_at=at, happened=span, outcome=outcome))
    for number, channel in enumerate(CHANNELS):
        records.append(Contact(id=f"ct-{number}", party="HILL", said_at=at, by="desk", channel=channel))  # type: ignore[arg-type]
    for on, several in OUTCOMES.items():
        axis = on if on in get_args(Axis) else None
        for number, outcome in enumerate(several):
            step = "finding" if axis else on
            records.append(
                CaseStep(  # type: ignore[arg-type]
                    id=f"st-{on}-{number}",
                    case=f"C-{on}-{number}",
                    step=step,  # type: ignore[arg-type]
                    said_at=at,
                    by="TEAM",
                    outcome=outcome,
                    axis=axis,  # type: ignore[arg-type]
                    code="no access",
                )
            )
    for number, (means, seen, nature, direction) in enumerate(
        (means, seen, nature, direction)
        for means, seen in zip_longest(("saw", "heard", "recorded"), LISTS["observation"], fillvalue="saw")
        for nature, direction in zip(sorted(LISTS["nature"]), ("NNE", "S", "all directions", "W", "E"), strict=True)
    ):
        records.append(
            Counted(
                id=f"ob-{number}",
                team="TEAM",
                said_at=at,
                happened=span,
                means=means,  # type: ignore[arg-type]
                number=3,
                observation=seen,  # type: ignore[arg-type]
                nature=nature,  # type: ignore[arg-type]
                direction=direction,  # type: ignore[arg-type]
                km_low=2.0,
                exercise=number % 2 == 0,
                place=place,
            )
        )
    records.append(Review(id="rv", reviews="ob-0", outcome="accepted unread", by="desk", said_at=at))  # type: ignore[arg-type]
    records.append(Side(id="sd", actor="HILL militia", side="independent", analyst="desk", said_at=at))  # type: ignore[arg-type]
    return tuple(
        Entry(position=300 + place, recorded_at=at, entered_by="desk", record=one) for place, one in enumerate(records)
    )


def pieces(value: object) -> Iterator[Piece]:
    if isinstance(value, Piece):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from pieces(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from pieces(getattr(value, one.name))


def test_every_word_out_of_a_list_is_said_in_the_language_of_the_report() -> None:
    text, entries = deal(), (*history(), *every_word())
    now, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    report = daily(text, entries, now, audience=audience("internal", text), before=before, language="ar")

    whole = " ".join(one.text for one in pieces(report))
    for said in ("لاسلكي", "قيد التحقق", "وميض فوهة", "شمال شمال شرق", "ضمن 2 كم", "قُبل دون قراءة"):
        assert said in whole, said
    alone = {one.text.strip(" ()") for one in pieces(report)}
    listed = {word for field in ("outcome", "channel", "observation", "nature", "means") for word in LISTS[field]}
    assert alone & listed == set()
    ours = {one.text for one in pieces(report) if one.voice == "ours" and re.search("[A-Za-z]{3,}", one.text)}
    assert ours == set()


def test_every_unit_that_a_report_is_read_for_has_its_arabic() -> None:
    units = {*_units().values(), *(unit for code in ("ar", "ru") for unit, _ in _table(code).units.values())}
    units |= {*THINGS.values(), *(unit for _, unit in OFTEN)}

    assert len(units) > 30
    assert [one for one in sorted(units) if tongue("ar")(one) == one] == []


def test_the_same_sentences_with_the_same_records_in_both_languages() -> None:
    text = deal()
    english = daily(text, history(), now(), audience=audience("public", text), before=before())

    assert [(one.records, one.ground) for one in sentences(arabic())] == [
        (one.records, one.ground) for one in sentences(english)
    ]
    assert BEFORE < NOW


def test_swapping_the_sides_swaps_the_arabic_report() -> None:
    def swapped(text: str) -> str:
        return re.sub("HILL|RIVER", lambda found: {"HILL": "RIVER", "RIVER": "HILL"}[found.group()], text)

    assert swapped(markdown(arabic())) == markdown(arabic(a="RIVER", b="HILL"))


def test_the_page_runs_from_right_to_left_and_numbers_and_names_are_set_apart() -> None:
    page = html(arabic())

    assert '<html lang="ar" dir="rtl">' in page
    assert "<bdi>2 مارس 2031 20:00 (18:00 UTC)</bdi>" in page
    assert "ما لا نعرفه" in page
    paragraphs = Document(BytesIO(docx(arabic()))).paragraphs
    assert any("\u2068HILL\u2069" in one.text for one in paragraphs)


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(LanguageError):
        tongue("fr")


def test_arabic_numbers_bend_their_noun() -> None:
    counts = [Count(low=1, high=1), *(Count(low=number, high=number, unit="buses") for number in (2, 3, 11))]

    assert [count_words(one, tongue("ar")) for one in counts] == ["شخص واحد", "حافلتان", "3 حافلات", "11 حافلة"]
    several = Count(low=4, high=None, unit="families", approx=True)
    assert count_words(several, tongue("ar")) == "نحو 4 عائلات على الأقل"
    assert count_words(Count(low=1, high=1, unit="convoys")) == "1 convoy"
