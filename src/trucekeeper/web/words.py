"""Tokens as words, in English; pages put them through `term`, so each stands in the message files too."""

from collections.abc import Iterator
from typing import Final

from trucekeeper.brief.claim_words import WORDS
from trucekeeper.brief.model import Ground
from trucekeeper.brief.warrant import CODES
from trucekeeper.brief.words import DEAL_STAGES, FINDINGS, LABELS
from trucekeeper.core.movement import MOVEMENT_EVENTS
from trucekeeper.ledger.fixed import FIXED
from trucekeeper.ledger.fixed import KINDS as RECORDS
from trucekeeper.people.account import ROLES, Sensitivity
from trucekeeper.people.rights import Grave
from trucekeeper.status.alert_words import NAMES, SENTENCES, STATES
from trucekeeper.web.casebook import WORDS as CASE_WORDS
from trucekeeper.web.pages import PAGES

#: What a moment of the deal means (`Deadline.what`).
MOMENTS: Final = {
    "opens": "opens",
    "due": "is due",
    "ends": "ends",
    "deal ends": "the deal ends",
    "late since": "was due",
}

#: Kinds of clauses, as the table of clauses says them.
KINDS: Final = {"must": "must", "must not": "must not", "may": "may"}

#: What a person may correct of a proposal, in the order in which it is asked.
CORRECTED: Final[tuple[str, ...]] = (
    "speaker", "side", "act", "polarity", "event", "actors", "place", "clause", "incident", "happened", "said",
    "quantity", "certainty", "content",
)  # fmt: skip

#: Where a convoy and its people are, on the page Exchange.
WHEREABOUTS: Final = ("on the road", "at the point", "passed", "safe", "not yet gone", "planned", "overdue")

#: What can be entered on the page Enter, and how a patrol ended.
ENTERED: Final = ("observation", "claim", "movement", "contact", "patrol")
OUTCOMES: Final = ("done", "refused", "delayed", "cut short")

#: What an editor does with a sentence of a report, what is flagged in one, and what one rests on.
EDITED: Final = ("reword", "drop", "restore", "add", "move", "undo", "override")
FLAGS: Final = CODES
GROUNDS: Final = tuple(str(one) for one in Ground)

#: Why a proposal is set aside, one key each; anything else can be written.
REASONS: Final = (
    "no claim: the author's own words",
    "wrong speaker",
    "wrong words",
    "said before, by the same report",
    "about something else",
)

#: How a finding of the linter weighs, and what became of a block from one version to the next.
_OF_THE_TEXT: Final = ("error", "warning", "note", "added", "removed", "changed")

#: States of a journey, of clauses and of findings that have no label of their own.
_MORE: Final = {"none": "no claim"}


def words_of(token: str) -> str:
    """A stage, finding, label or state of the deal in words; the token itself where none is known."""
    return LABELS.get(token) or _MORE.get(token) or DEAL_STAGES.get(token) or token.replace("_", " ")


def deal_stage(token: str) -> str:
    """A state of the deal as a whole in words."""
    return DEAL_STAGES.get(token, token.replace("_", " "))


def moment_words(what: str) -> str:
    """What a moment of the deal means, in words."""
    return MOMENTS[what]


def kind_words(kind: str) -> str:
    """Whether a clause obliges, forbids or allows, in words."""
    return KINDS[kind]


#: What the log of reads says was read.
WHAT_WAS_READ: Final = ("record", "records", "incident", "log", "report", "report file", "words of a report")


def terms() -> Iterator[str]:
    """Every English text that pages translate by its value instead of naming it in a template."""
    yield from LABELS.values()
    yield from FINDINGS.values()
    yield from DEAL_STAGES.values()
    yield from MOMENTS.values()
    yield from _MORE.values()
    yield from KINDS.values()
    yield from _OF_THE_TEXT
    yield from REASONS
    yield from CORRECTED
    yield from ENTERED
    yield from MOVEMENT_EVENTS
    yield from OUTCOMES
    yield from EDITED
    yield from FLAGS
    yield from GROUNDS
    yield from (instead for one in WORDS.values() for _, instead in one.partial)
    yield from WHEREABOUTS
    yield from CASE_WORDS
    yield from SENTENCES.values()
    yield from NAMES.values()
    yield from STATES.values()
    yield from (one.title for one in PAGES)
    yield from (one.about for one in ROLES.values())
    yield from (one.name.lower() for one in Sensitivity)
    yield from (str(one) for one in Grave)
    yield from WHAT_WAS_READ
    yield from RECORDS
    yield from sorted(one.replace("_", " ") for one in FIXED)
