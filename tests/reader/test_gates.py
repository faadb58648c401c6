"""A pattern is tried only where a word stands that it needs; whatever a pattern fits passes the words before it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucekeeper.reader import certainty, corrections, dating, incident, narration, quantity, time_words
from trucekeeper.reader.claiming import who
from trucekeeper.reader.content import _BETWEEN, _DOUBT, _DOUBTS, _FAR, _THAT, _leads
from trucekeeper.reader.times import beside, days, stretches
from trucekeeper.reader.words import runs, words

_ASCII = st.characters(codec="ascii", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x1f")


def _lows(text: str) -> list[str]:
    return words(text, 0, len(text)).lows


def _behind_a_cue(text: str) -> bool:
    w = words(f"said {text} it", 0, len(text) + 8)
    return len(w) < 2 or _leads(w, 1)


#: Without what must follow it, which a text that it fits as a whole has not.
_BETWEEN_ALONE = re.compile(_BETWEEN.pattern.removesuffix(r"(?=[\s,:])"), re.IGNORECASE)


#: Each pattern, and whether its gate lets a text through.
GATES: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "between a cue and the words": (_BETWEEN_ALONE, _behind_a_cue),
    "`that` behind a cue": (_THAT, _behind_a_cue),
    "a `that` far behind a cue": (_FAR, _behind_a_cue),
    "what the author doubts": (_DOUBT, lambda text: not _DOUBTS.isdisjoint(_lows(text))),
    "an attack beaten off": (incident.DEFENCE, lambda text: any(sign in text.lower() for sign in incident._DEFENDED)),
    "people on the road": (
        incident._ON_THE_ROAD,
        lambda text: any(sign in text.lower() for sign in incident._TRAVELLING),
    ),
    "calm": (certainty._CALM, lambda text: not certainty._CALMING.isdisjoint(runs(_lows(text)))),
    "what nobody knows": (narration._NOT_KNOWN, lambda text: not narration._SIGNS.isdisjoint(_lows(text))),
    "what the outlet told": (
        corrections._BY_THE_OUTLET,
        lambda text: (
            not corrections._OUTLET_SIGNS.isdisjoint(lows := runs(_lows(text)))
            and ("we" in lows or not corrections._OUTLET_WORDS.isdisjoint(lows))
        ),
    ),
    "what is taken back": (corrections._TAKES_BACK, lambda text: not corrections._TAKING.isdisjoint(_lows(text))),
    "a vague time": (beside.VAGUE, beside.may_be_vague),
    "what a time is compared with": (
        beside._BESIDE_THAT,
        lambda text: any(word in text.lower() for word in beside._COMPARING),
    ),
    "what lasts": (
        stretches._LASTING["en"],
        lambda text: "ing" in text or any(word in text for word in stretches._GOES_ON),
    ),
    "which day is meant": (days._NAMED["en"], lambda text: text.rstrip().endswith(days._WHICH_ONE)),
    "fire of one side": (who._BY_ADJECTIVE, lambda text: not who._ADJECTIVES.isdisjoint(runs(_lows(text)))),
}


@pytest.mark.parametrize("name", GATES)
def test_whatever_a_pattern_fits_passes_the_words_before_it(name: str) -> None:
    pattern, passes = GATES[name]

    @settings(max_examples=120, database=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(pattern, fullmatch=True, alphabet=_ASCII))
    def fits(text: str) -> None:
        # What the look-ahead wants is added; a text that the pattern does not fit by then says nothing.
        found = pattern.search(f"{text} ")
        assert found is None or passes(text), text

    fits()


def _sentences(table: list[str]) -> st.SearchStrategy[str]:
    """Sentences of words of time and number, and of others, with and without the marks that join them."""
    others = ["the", "shells", "fell", "ministry", "said", "buses", "Aleppo", "of", "a", "may", "people"]
    numbers = ["5", "05:00", "8,000", "14", "2016", "3rd", "7pm", "10:30", "15", "2016-12-14", "24"]
    joints = [" ", " ", " ", " ", ", ", "-", ": ", ". "]
    word = st.sampled_from([*table, *others, *numbers])
    return st.lists(st.tuples(word, st.sampled_from(joints)), max_size=9).map(
        lambda parts: "".join(f"{one}{mark}" for one, mark in parts).lower()
    )


@settings(max_examples=400, database=None)
@given(_sentences([*sorted(time_words.grammar("en").inner), "o'clock", "a.m.", "gmt", "ago", "an"]))
def test_no_word_of_time_is_passed_over(text: str) -> None:
    grammar = time_words.grammar("en")
    every = [found for found in grammar.pattern.finditer(text) if time_words._element(found, grammar) is not None]
    seen = [found for found in time_words._matches(text, grammar) if time_words._element(found, grammar) is not None]

    assert [found.span() for found in seen] == [found.span() for found in every]  # a bare number is no element


@settings(max_examples=400, database=None)
@given(_sentences([*sorted(quantity.numbers()), *" ".join(quantity._BEFORE).split(), "half", "couple", "dozens"]))
def test_no_number_is_passed_over(text: str) -> None:
    every = [found.span() for found in quantity._pattern().finditer(text)]
    assert [found.span() for found in quantity._numbered(text, 0, len(text))] == every


def test_an_hour_or_a_year_is_a_time_only_behind_its_word() -> None:
    assert dating.tells_time(["they", "came", "by", "seven"])
    assert dating.tells_time(["it", "began", "in", "2014"])
    assert not dating.tells_time(["seven", "of", "2014", "shells", "fell", "by", "the", "road"])
