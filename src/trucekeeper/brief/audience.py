"""For whom a report is, and what each audience may see; the same table stands in docs/reference/audiences.md."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal


class AudienceError(TruceError):
    """An audience that nobody has described."""

    def __init__(self, text: str, parties: tuple[str, ...]) -> None:
        self.text = text
        known = ", ".join(f"party:{one}" for one in parties) or "party:ID with a party of the deal"
        super().__init__(f'"{text}" is no audience of this deal', f"use public, partner, internal or {known}")


class Kind(StrEnum):
    """The four kinds of readers."""

    PUBLIC = "public"
    PARTNER = "partner"
    PARTY = "party"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one kind of reader sees. Every field reads as: may this reader see ... ?

    Attributes:
        exact_places: Points and places of records that are more exact than those the deal names.
        under_way: Counts, places and times of people and vehicles on the road.
        convoys: Which convoy or vehicle a record is about.
        words: The words of a source, as they stand in its report; `own_words` for those of the reader's own side.
        confidential: Who a confidential source is (the name that the record holds).
        analysts: Names of those who entered, confirmed, assigned or reviewed.
        notes: Internal notes, reasons of reviews and the steps of a case.
        contacts: Calls and messages with parties; `own_contacts` those with the reader's own party.
    """

    exact_places: bool = False
    under_way: bool = False
    convoys: bool = False
    words: bool = False
    own_words: bool = False
    confidential: bool = False
    analysts: bool = False
    notes: bool = False
    contacts: bool = False
    own_contacts: bool = False


PROFILES: Final = {
    Kind.PUBLIC: Profile(),
    Kind.PARTY: Profile(own_words=True, own_contacts=True),
    Kind.PARTNER: Profile(exact_places=True, under_way=True, words=True),
    Kind.INTERNAL: Profile(
        exact_places=True,
        under_way=True,
        convoys=True,
        words=True,
        own_words=True,
        confidential=True,
        analysts=True,
        notes=True,
        contacts=True,
        own_contacts=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Audience:
    """A kind of reader; for `party`, which one."""

    kind: Kind
    party: str = ""

    @property
    def sees(self) -> Profile:
        """What this reader may see."""
        return PROFILES[self.kind]

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"party:{self.party}" if self.kind is Kind.PARTY else str(self.kind)


def audience(text: str, deal: Deal) -> Audience:
    """Read an audience as written on the command line.

    Raises:
        AudienceError: When it is none of the four kinds, or names a party that the deal does not have.
    """
    kind, _, party = text.partition(":")
    if kind == Kind.PARTY and deal.party(party) is not None:
        return Audience(Kind.PARTY, party)
    if not party and kind in set(Kind) - {Kind.PARTY}:
        return Audience(Kind(kind))
    raise AudienceError(text, tuple(one.id for one in deal.parties))
