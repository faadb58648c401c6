"""The number of a claim: what is counted, how often, one person or one thing where none is counted."""

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.how_often import how_often
from trucekeeper.reader.main_number import meant
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.counting import as_many, number_words, one_person, one_thing, quantities

#: Who is killed or hurt is people (the guideline, section 10).
_KILLED = frozenset(
    {"soldiers", "policemen", "peacekeepers", "officers", "pilots", "civilians", "fighters", "observers", "men"}
)

_HARM = ("ранен", "ранил", "погиб", "убит", "убил", "застрел", "قتل", "جرح", "اصيب", "اصاب", "استشهاد", "استشهد")

#: Events of which one vehicle, round or blast is a number.
_ONE_COUNTS = frozenset(
    {"movement", "arrival", "access", "return", "fire", "shelling", "airstrike", "obstruction", "other"}
)

#: Who is hurt is counted too.
_HURT = frozenset(["اصيب", "واصيب", "اصيبت", "جرح", "وجرح", "ранен", "ранена", "ранило", "пострадал", "пострадала"])


def counted_in(told: Teller, p: Proposition) -> list[Counted]:
    """All that is counted in the words; a bare number after them counts the same."""
    counted = quantities(p.w, p.parts[0][0], p.parts[-1][1], told.language, told.unit)
    told.unit = counted[0].quantity.unit if counted else told.unit
    return counted


def number_of(told: Teller, p: Proposition, counted: list[Counted]) -> Quantity | None:
    """The number that the claim is about, among all that is counted."""
    quantity = meant(p.w.text, counted, p.span[1])
    if quantity is None:
        quantity = _uncounted(told, p.lows, p.kind, told.language)
    if quantity is not None and (quantity.unit in _KILLED or quantity.unit == "hostages"):
        unit = _unit_of(told, quantity.unit, p.kind, p.lows)
        quantity = Quantity(quantity.low, quantity.high, unit, quantity.approx)
    told.quantity = quantity or told.quantity
    return quantity


def _uncounted(told: Teller, lows: list[str], event: str, language: str) -> Quantity | None:
    """How often, one person harmed, one thing told of, or as many as were counted last."""
    if (often := how_often(lows, number_words(language))) is not None:
        return often
    if event in {"killing", "detention"} or not _HURT.isdisjoint(lows):
        return one_person(lows, language) or (one_thing(lows, language) if event in _ONE_COUNTS else None)
    if told.quantity is not None and as_many(lows):
        return told.quantity
    return one_thing(lows, language) if event in _ONE_COUNTS else None


def _unit_of(told: Teller, unit: str, event: str, lows: list[str]) -> str:
    """Soldiers who are killed or hurt are people; captives are hostages where the deal calls some of them so."""
    if unit != "hostages":
        return "people" if event == "killing" or any(low.lstrip("و").startswith(_HARM) for low in lows) else unit
    if told.language == "ru" or any(low.removeprefix("و").removeprefix("ال").startswith("رهين") for low in lows):
        return unit  # `заложник`, `رهينة`: no other word would do
    return unit if "hostage" in told.view.deal.text.lower() else "detainees"
