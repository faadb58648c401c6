"""What is wrong with a marked claim, before it is compared with anything."""

from typing import Any

from trucekeeper.core.moment import MomentError, moment


def fault(claim: dict[str, Any], text: str) -> str:
    """What makes a marked claim useless for measuring, in words that follow "line 3"; "" where nothing does.

    Speaker, cue and content must be told; any other key may be left out and is then not compared.

    Args:
        claim: In the shape of `truce read --json`.
        text: The report, in whose characters the offsets count.
    """
    for name in ("speaker", "cue", "content"):
        if name not in claim:
            return f"has no {name}" + ("" if name == "content" else "; write null where the author narrates")
    content = claim["content"]
    if not isinstance(content, list) or not content:
        return "has a content that is no list of spans"
    spans = [("content", one) for one in content]
    spans += [(name, claim[name]) for name in ("speaker", "cue") if claim[name] is not None]
    for name, one in spans:
        if why := _no_span(one, len(text)):
            return f"has a {name} that {why}"
    return _of_fields(claim)


def _no_span(one: object, length: int) -> str:
    if not isinstance(one, dict) or not all(type(one.get(end)) is int for end in ("start", "end")):
        return "has no start and end in characters"
    return "" if 0 <= one["start"] < one["end"] <= length else "names characters that the text does not have"


def _of_fields(claim: dict[str, Any]) -> str:
    """Fields that are marked, but not in the shape in which they are compared."""
    for name in ("act", "event", "polarity", "certainty"):
        if name in claim and not isinstance(claim[name], str):
            return f"has {name} that is no word"
    for name in ("happened", "said"):
        if claim.get(name) is not None and (why := _no_interval(claim[name])):
            return f"has a time in {name} that {why}"
    if not _is_list(claim.get("actors", []), dict) or not all("id" in one for one in claim.get("actors", [])):
        return "has actors that are no list of objects with an id"
    if not _is_list(claim.get("clauses", []), str):
        return "has clauses that are no list of names"
    if claim.get("quantity") is not None and not _has(claim["quantity"], "low", "high", "unit"):
        return "has a quantity without low, high and unit"
    place = claim.get("place")
    return (
        "has a place with neither id nor text"
        if place is not None and not (_has(place, "id") or _has(place, "text"))
        else ""
    )


def _no_interval(one: object) -> str:
    if not isinstance(one, dict) or not all(isinstance(one.get(end), str) for end in ("start", "end")):
        return "has no start and end"
    try:
        start, end = moment(one["start"]), moment(one["end"])
    except MomentError as error:
        return f"cannot be placed: {error}"
    return "" if start <= end else "ends before it begins"


def _is_list(one: object, of: type) -> bool:
    return isinstance(one, list) and all(isinstance(part, of) for part in one)


def _has(one: object, *keys: str) -> bool:
    return isinstance(one, dict) and all(key in one for key in keys)
