"""The speech act of a proposition: what its words make of the act of the cue."""

from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.claiming.tense import future
from trucekeeper.reader.tongues.naming import identify
from trucekeeper.reader.tongues.tables import Tongue, tongue
from trucekeeper.reader.words import Words

_NEED = frozenset({"ضروره", "وجوب"})

#: Who assures that something will be promises it.
_ASSURES = frozenset({"заверил", "уверял"})


def act_of(told: Teller, said: Said, lows: list[str], w: Words, at: tuple[int, int]) -> str:
    """The speech act: of the cue, unless the words demand, or tell what is to come."""
    act = _act(said.act, lows, told.language, tongue(told.language))
    if act != "predicts":
        return act
    own = said.act != "predicts" and said.speaker is not None and _own(told, said.speaker, w, *at)
    return "promises" if own or said.verb in _ASSURES else act


def _act(act: str, lows: list[str], language: str, known: Tongue) -> str:
    if act == "positions":
        return "says"
    if act not in {"says", "reports", "confirms"}:
        return act
    if language == "ar" and not _NEED.isdisjoint(lows[:3]):
        return "demands"  # `شدد علي ضروره ان يسمح`
    if act == "says" and _must(lows, known):
        return "demands"
    return "predicts" if future(lows[:18], language) else act


def _must(lows: list[str], known: Tongue) -> bool:
    """True where something has to be done; what was to be done (`колонна должна была выехать`) is only told."""
    n = next((n for n, low in enumerate(lows[:8]) if known.has(low, known.lists["must"])), None)
    return n is not None and lows[n + 1 : n + 2] not in (["был"], ["была"], ["было"], ["были"])


def _own(told: Teller, speaker: Mention, w: Words, first: int, last: int) -> bool:
    """True when what lies ahead is the speaker's own doing: `it would not release`, or by the name of the party."""
    if told.language == "ar" and first > 0 and w.lows[first - 1] in {"انه", "انها", "انهم", "بانه", "بانها", "بانهم"}:
        return True
    if w.lows[first] in {"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "он", "она", "они", "мы"}:
        return True
    if speaker.id is None or last <= first:
        return False
    return identify(w, first, min(last, first + 3), told.view, told.known).id == speaker.id
