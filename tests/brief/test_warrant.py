"""Claims beyond the records, case by case: the sentence of an editor, and what is flagged in it."""

from dataclasses import replace

import pytest

from tests.brief.world import FIRE, NOW, deal, history, now, report
from trucekeeper.brief.audience import audience
from trucekeeper.brief.draft import pieces_of
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Ground, Sentence, sentences
from trucekeeper.brief.warrant import CODES, MAY_BE_SET_ASIDE, overreaches
from trucekeeper.ledger.record import Entry
from trucekeeper.status.verdict import FindingWord, Status


def matter(for_whom: str = "public", *, a: str = "HILL", b: str = "RIVER", answer: Status | None = None) -> Matter:
    text = deal(a, b)
    return Matter(
        deal=text,
        entries=history(a, b),
        history=history(a, b),
        now=answer or now(a, b),
        before=None,
        audience=audience(for_whom, text),
        zone=text.zone,
    )


#: The draft's sentence that the editor had before them.
DRAFTED = Sentence(
    pieces_of(
        f"CF for RIVER, “{FIRE}”: disputed. Yes (claimed) by spokesman of HILL and a source known to the mission; "
        "no (claimed) by spokesman of RIVER; possible actors named: RIVER forces.",
        ("CF", "RIVER", "spokesman of HILL", "spokesman of RIVER", "RIVER forces"),
    ),
    ("c1", "c3", "c2"),
)
BOTH = "The spokesman of HILL said that RIVER forces fired on the bridge; the spokesman of RIVER denied it"

#: What an editor writes about c1, c2 and c3 for the public, and the codes that it is flagged with.
CASES: list[tuple[str, set[str]]] = [
    (f"{BOTH}.", set()),
    (f"{BOTH}, and no body that the deal names has decided.", set()),
    (f"{BOTH}. Neither account is verified.", set()),
    (f"{BOTH}. It is not known whether fire was opened.", set()),
    # firmness
    (f"{BOTH}. It is verified.", {"stage"}),
    (f"{BOTH}. This has been confirmed.", {"stage"}),
    (f"{BOTH}. RIVER violated the truce.", {"stage", "actor"}),
    (f"{BOTH}. RIVER forces broke the truce.", {"stage"}),
    (f"{BOTH}. The truce has collapsed.", {"stage"}),
    (f"{BOTH}. It is proven that shots were fired.", {"stage"}),
    (f"{BOTH}. RIVER admitted it.", {"stage"}),
    (f"{BOTH}. Independently, a source known to the mission said the same.", {"stage"}),
    ("The spokesman of HILL alleged a breach by RIVER forces; the spokesman of RIVER denied it.", set()),
    ("The spokesman of HILL said that RIVER forces had violated the truce; the spokesman of RIVER denied it.", set()),
    ("RIVER forces violated the truce, the spokesman of HILL said; the spokesman of RIVER denied it.", set()),
    # who
    (f"{BOTH}. HILL forces fired first.", {"actor"}),
    (f"{BOTH}. The fire was opened by HILL militia, a source known to the mission said.", {"actor"}),
    ("The spokesman of HILL accused GUAR of fire on the bridge; the spokesman of RIVER denied it.", {"actor"}),
    # how many
    (f"{BOTH}. The spokesman of HILL counted about 12 to 20 shots.", set()),
    (f"{BOTH}. The spokesman of HILL counted 20 shots.", {"number"}),
    (f"{BOTH}. The spokesman of HILL counted about 40 shots.", {"number"}),
    (f"{BOTH}. Three people were hurt, the spokesman of HILL said.", {"number"}),
    (f"{BOTH}. Hundreds of shots were counted by the spokesman of HILL.", {"number"}),
    (f"{BOTH}. It was said on 2 Mar 2031 08:30 (06:30 UTC).", set()),
    (f"{BOTH}. It was said at 08:45.", {"number"}),
    # by whose word
    ("Shots were heard on the bridge.", {"unattributed"}),
    ("There was fire on the bridge.", {"unattributed"}),
    ("It was said that there was fire on the bridge.", {"unattributed"}),
    ("Three records tell of fire on the bridge, as claimed.", set()),
    ("The spokesman of HILL said that there was fire on the bridge.", {"one-sided"}),
    ("The spokesman of RIVER denied fire on the bridge.", {"one-sided"}),
    # words
    (f"{BOTH}, clearly.", {"wording"}),
    (f"{BOTH}. The regime said nothing.", {"wording"}),
    (f"{BOTH}. It was a brutal massacre, the spokesman of HILL said.", {"wording"}),
    # words of others
    (f"{BOTH} about “{FIRE}”.", set()),
    (f"{BOTH}: “They opened fire on us at dawn.”", {"quotation"}),
    (f"{BOTH}: “They will pay for this.”", {"quotation"}),
    # what the public may not know
    (f"{BOTH}. The baker said so too.", {"protected"}),
    (f"{BOTH}. It was heard at the house behind the old bakery.", {"place"}),
    (f"{BOTH}. It was heard at 10.003 N 20.004 E.", {"place", "number"}),
    (f"{BOTH}. The convoy 7 waits.", {"road", "number"}),
    (f"{BOTH}. The buses are at the mill.", {"road"}),
    (f"{BOTH}. analyst Nine confirms nothing.", {"protected", "stage"}),
]


@pytest.mark.parametrize(("words", "codes"), CASES, ids=[words[-60:] for words, _ in CASES])
def test_a_sentence_that_claims_more_than_its_records_is_flagged(words: str, codes: set[str]) -> None:
    edited = Sentence(pieces_of(words, ("CF",)), DRAFTED.records)

    assert {one.code for one in overreaches(edited, matter(), drafted=DRAFTED)} == codes


@pytest.mark.parametrize(("words", "codes"), CASES, ids=[words[-60:] for words, _ in CASES])
def test_swapping_the_sides_flags_the_same(words: str, codes: set[str]) -> None:
    def swapped(text: str) -> str:
        return text.replace("HILL", "\0").replace("RIVER", "HILL").replace("\0", "RIVER")

    there = Sentence(pieces_of(swapped(words), ("CF",)), DRAFTED.records)
    drafted = Sentence(
        tuple(replace(one, text=swapped(one.text)) for one in DRAFTED.pieces), DRAFTED.records, DRAFTED.ground
    )

    # Only one side of the fixture has a militia.
    if "militia" not in words:
        assert {one.code for one in overreaches(there, matter(a="RIVER", b="HILL"), drafted=drafted)} == codes


def test_a_decision_of_the_body_that_the_deal_names_lets_a_sentence_say_so() -> None:
    answer = now()
    decided = tuple(
        replace(one, questions=tuple(replace(it, finding=FindingWord.VERIFIED) for it in one.questions))
        for one in answer.clauses
    )
    edited = Sentence(pieces_of(f"{BOTH}. RIVER forces violated the truce; it is verified."), DRAFTED.records)

    before = overreaches(edited, matter(), drafted=DRAFTED)
    after = overreaches(edited, matter(answer=replace(answer, clauses=decided)), drafted=DRAFTED)

    assert [one.code for one in before] == ["stage", "stage"]
    assert after == ()


def test_a_set_of_possible_actors_is_named_whole_and_with_or() -> None:
    entries = tuple(
        replace_record(one, actors=("RIVER forces", "HILL militia")) if one.record.id == "c1" else one
        for one in history()
    )
    here = replace_entries(matter(), entries)

    def codes(words: str) -> set[str]:
        return {
            one.code for one in overreaches(Sentence(pieces_of(words), ("c1",)), here, drafted=Sentence((), ("c1",)))
        }

    assert codes("The spokesman of HILL said that RIVER forces fired on the bridge.") == {"actor"}
    assert codes("The spokesman of HILL said that RIVER forces fired and HILL militia fired.") == {"actor"}
    assert codes("The spokesman of HILL said that RIVER forces or HILL militia fired on the bridge.") == set()


def replace_record(entry: Entry, **values: object) -> Entry:
    from msgspec.structs import replace as other

    return other(entry, record=other(entry.record, **values))


def replace_entries(here: Matter, entries: tuple[Entry, ...]) -> Matter:
    return replace(here, entries=entries, history=entries)


def test_who_may_know_more_may_write_more() -> None:
    at_the_house = Sentence(
        pieces_of(f"{BOTH}. It was heard at the house behind the old bakery; the buses are at the mill."),
        DRAFTED.records,
    )
    quoted = Sentence(pieces_of(f"{BOTH}: “They opened fire on us at dawn.”"), DRAFTED.records)

    assert overreaches(at_the_house, matter("internal"), drafted=DRAFTED) == ()
    assert overreaches(quoted, matter("internal"), drafted=DRAFTED) == ()


def test_a_sentence_of_the_editors_own_rests_on_records_or_on_a_clause() -> None:
    def codes(words: str, *records: str) -> set[str]:
        ground = Ground.RECORDS if records else Ground.DEAL
        return {one.code for one in overreaches(Sentence(pieces_of(words), records, ground), matter())}

    assert codes("All is calm.") == {"records"}
    assert codes("CF asks for no fire.") == set()
    assert codes("The spokesman of HILL said so.", "nowhere") >= {"records"}
    assert codes("The spokesman of HILL accused RIVER forces.", "c1") == set()
    # Whatever record stands beside it: blame, harm and calm are always somebody's word.
    for words in (
        "RIVER forces fired on the convoy.",
        "Nobody was harmed that day.",
        "RIVER is to blame for the stop.",
    ):
        assert "unattributed" in codes(words, "c1"), words


@pytest.mark.parametrize("reader", ["public", "partner", "party:HILL", "internal"])
def test_what_the_draft_itself_says_is_never_flagged(reader: str) -> None:
    for one in sentences(report(for_whom=reader)):
        assert overreaches(one, matter(reader), drafted=one) == ()
        added = Sentence(pieces_of(f"{one.text} "), one.records, one.ground)
        assert overreaches(added, matter(reader), drafted=one) == (), one.text


def test_the_draft_told_as_new_is_hardly_flagged() -> None:
    """What is left are sentences that count over the ledger: as an editor's own they rest on nothing."""
    flagged = {
        (found.code, one.text)
        for part in report().sections
        if part.id in {"claims", "holds", "demands", "monitoring", "unknown", "changes"}
        for one in sentences(replace(report(), front=(), sections=(part,)))
        if one.records
        for found in overreaches(one, matter("internal"), drafted=Sentence((), one.records, one.ground))
    }

    assert {code for code, _ in flagged} <= {"unattributed", "actor", "number", "stage"}
    assert len(flagged) <= 4, flagged


def test_arabic_words_are_looked_at_too() -> None:
    said = "قال الناطق spokesman of HILL إن RIVER forces أطلقت النار على الجسر؛ ونفى spokesman of RIVER ذلك"

    def codes(words: str, language: str = "ar") -> set[str]:
        edited = Sentence(pieces_of(words), DRAFTED.records)
        return {one.code for one in overreaches(edited, matter(), drafted=DRAFTED, language=language)}

    assert codes(f"{said}.") == set()
    assert codes(f"{said}. تم التحقق من ذلك.") == {"stage"}
    assert codes(f"{said}. لم يتم التحقق من ذلك.") == set()
    assert codes(f"{said}. انتهكت RIVER forces الهدنة.") == {"stage"}
    assert codes(f"{said}. قال spokesman of HILL إن العدد ٤٠.") == {"number"}
    assert codes("أُطلقت النار على الجسر.") == {"unattributed"}
    assert codes(f"{said}. والإرهابيون أيضًا.") == {"wording"}
    assert codes(f"{said}.", "fr") == {"language"}


def test_every_code_is_known_and_what_is_final_can_be_said_otherwise() -> None:
    assert set(CODES) >= MAY_BE_SET_ASIDE
    found = overreaches(Sentence(pieces_of("It is verified. It was brutal."), ("c1",)), matter(), drafted=DRAFTED)

    assert {(one.code, one.final) for one in found} >= {("stage", True), ("wording", False)}
    assert all(one.write for one in found)
    assert matter().now.at == NOW
