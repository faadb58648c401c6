"""A reason in the reader's language shows no more than the English one."""

import re

from trucekeeper.deal.said import Said
from trucekeeper.status.telling import joined, tell
from trucekeeper.web.language import LANGUAGES
from trucekeeper.web.render import reason
from trucekeeper.web.veil import _pattern, _without


def sentence(name: str) -> Said:
    made = tell("{answer} is {how}", answer=tell("yes"), how=tell("claimed by {names}", names=f"{name} (c1)"))
    assert isinstance(made, Said)
    return made


def test_no_hidden_name_is_left_in_either_language() -> None:
    text = joined((sentence("the baker"), sentence("Aisha")))
    for name in ("the baker", "Aisha", "yes", "claimed by the baker", "the baker (c1"):
        hidden = _pattern([name])
        veiled = _without(text, hidden)
        assert str(veiled) == hidden.sub("a source known to the mission", str(text)), name
        shown = re.sub("<[^>]*>", "", str(reason(veiled, LANGUAGES["ar"])))
        assert name in text and name not in veiled and name not in shown, name


def test_a_reason_whose_name_is_hidden_is_still_said_in_arabic() -> None:
    shown = str(reason(_without(sentence("the baker"), _pattern(["the baker"])), LANGUAGES["ar"]))

    assert "نعم" in shown and "مصدر تعرفه البعثة" in shown and " (c1)" in shown
    assert "the baker" not in shown and "a source known" not in shown


def test_a_hostile_name_neither_opens_nor_ends_a_stretch() -> None:
    shown = str(reason(sentence("x\u2069<b>\u2068y"), LANGUAGES["ar"]))

    assert "<b>" not in shown and shown.count("<bdi") == shown.count("</bdi>") == 1
    assert "U+2069" in shown


def test_in_english_a_reason_is_shown_as_before() -> None:
    assert str(reason(sentence("A"), LANGUAGES["en"])) == '<bdi dir="auto">yes is claimed by A (c1)</bdi>'
