"""Whom a pronoun means among those who spoke."""

from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.arabic.sources import HIS_SAYING

PRONOUNS = frozenset(
    {"он", "она", "они", "оно", "там", "его", "ее", "ним", "ней", "هو", "هي", "هم", "هولاء", *HIS_SAYING}
)

_ADJECTIVE = ("ый", "ий", "ая", "яя", "ое", "ее", "ской", "ого", "его", "ом", "ым", "им")

#: Nouns of which `она` is not said.
_MEN = (
    "министр", "президент", "губернатор", "посол", "командир", "офицер", "начальник", "генерал", "полковник",
    "источник", "водител", "житель", "мэр", "журналист", "представитель", "крест", "киев", "штаб", "центр", "советник",
)  # fmt: skip


def meant_by(pronoun: str, speakers: list[Mention]) -> Mention:
    """Whom a Russian pronoun means: the last speaker that its gender allows, of the last three."""
    kept = [one for one in speakers[-3:] if _agrees(pronoun, one.text.lower().split())]
    return kept[-1] if kept else speakers[-1]


def _agrees(pronoun: str, lows: list[str]) -> bool:
    noun = next((low for low in lows if not low.endswith(_ADJECTIVE) and low not in {"в", "во", "на"}), lows[-1])
    if pronoun.startswith(("она", "ее")):
        return not noun.startswith(_MEN)
    if pronoun.startswith(("он ", "его")) or pronoun == "он":
        return not (noun.endswith(("ница", "щина", "ия", "сса")) or noun.startswith("сторона"))
    return True
