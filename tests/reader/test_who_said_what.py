"""Claims of small sentences about the Aleppo deal: who says it, what act it is, and which words are his."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

DEAL = read_deal(
    (Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md").read_text("utf-8"), "deal"
)


def claims(text: str) -> list[tuple[str, str, str]]:
    zone = ZoneInfo("Asia/Damascus")
    made = read_surface(Document(text), DEAL, datetime(2016, 12, 14, 20, tzinfo=zone), zone)
    return [(one.speaker.text if one.speaker else "", one.act, one.words) for one in made]


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        (
            "A driver said that gunmen had stopped the buses. The rebels call that a lie.",
            ("The rebels", "denies", "gunmen had stopped the buses"),
        ),
        (
            "A driver said that gunmen had stopped the buses. Two diplomats doubted that.",
            ("Two diplomats", "denies", "gunmen had stopped the buses"),
        ),
        (
            "Russia said that 9,500 people had left. The rebels dismissed the number as fantasy.",
            ("The rebels", "denies", "9,500 people had left"),
        ),
        (
            "A driver said that gunmen had stopped the buses. That claim is baseless, the ministry replied.",
            ("the ministry", "denies", "gunmen had stopped the buses"),
        ),
        (
            "The ministry rejected the accusation that its men had shelled the road.",
            ("The ministry", "denies", "its men had shelled the road"),
        ),
        (
            "He ruled out that anyone would leave before the buses were there.",
            ("He", "denies", "anyone would leave before the buses were there"),
        ),
    ],
)
def test_a_denial_says_what_it_denies(text: str, denial: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == denial


def test_a_confirmation_takes_up_what_was_told() -> None:
    made = claims("The armed groups will leave on Friday. Qatar confirmed it.")

    assert made[-1] == ("Qatar", "confirms", "The armed groups will leave on Friday")


def test_who_says_that_others_agreed_is_the_one_who_speaks() -> None:
    made = claims("Russia and Turkey had agreed to halt the fire for an hour, two officials said.")

    assert made == [("two officials", "says", "Russia and Turkey had agreed to halt the fire for an hour")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rebels, it maintained on Wednesday, had fired at dawn.", "The rebels … had fired at dawn"),
        ("The van, according to him, came from the side of the army.", "The van … came from the side of the army"),
        ("According to a rebel negotiator the first group will leave at noon.", "the first group will leave at noon"),
        ("The buses left at noon, the governor said in Aleppo, a city in ruins.", "The buses left at noon"),
        ("They were halted, the delegates estimate, most of them for an hour.", "They were halted"),
    ],
)  # fmt: skip
def test_words_parted_by_their_speaker_are_whole_and_hold_nothing_more(text: str, words: str) -> None:
    assert claims(text)[0][2] == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Fire was heard at noon, and an evacuation that was to begin at dawn did not take place, officials said.",
            ["Fire was heard at noon", "an evacuation that was to begin at dawn did not take place"],
        ),
        (
            "The convoy set out at dawn, and by nightfall some 3,000 people had left, the Red Cross said.",
            ["The convoy set out at dawn", "by nightfall some 3,000 people had left"],
        ),
        (
            "The convoy stopped after captives and weapons were found in bags, officials said.",
            ["The convoy stopped after captives and weapons were found in bags"],
        ),
    ],
)
def test_what_could_be_true_apart_is_told_apart(text: str, parts: list[str]) -> None:
    assert [words for _, _, words in claims(text)] == parts


def test_who_asks_a_question_demands_nothing() -> None:
    assert claims("The reporters asked whether the buses had left.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials in the capital spoke of five dead, doctors of nine.",
            [("Officials in the capital", "says", "five dead"), ("doctors", "says", "nine")],
        ),
        (
            "Sixty families stated that they had left in fear, and 14 that they had been ordered to go.",
            [
                ("Sixty families", "says", "they had left in fear"),
                ("14", "says", "they had been ordered to go"),
            ],
        ),
        (
            "Each side continues to attribute the attack to the other.",
            [("Each side", "accuses", "the attack to the other")] * 2,
        ),
        (
            "France and Britain condemned the army for shelling it.",
            [("France", "accuses", "the army for shelling it"), ("Britain", "accuses", "the army for shelling it")],
        ),
    ],
)  # fmt: skip
def test_each_of_two_speakers_has_his_own_claim(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert claims(text) == expected


def test_a_quotation_goes_on_after_its_speaker() -> None:
    made = claims('"We will leave tomorrow," the governor said. "Nobody has told us where to."')

    assert [(who, words) for who, _, words in made] == [
        ("the governor", '"We will leave tomorrow,"'),
        ("the governor", '"Nobody has told us where to."'),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He could not confirm a report by Syrian state television that 1,500 people would leave.",
            [("Syrian state television", "predicts", "1,500 people would leave")],
        ),
        (
            "The envoy said that he had received assurances from Russia that the road would be open.",
            [("Russia", "promises", "the road would be open")],
        ),
        (
            "The army has counted 200 breaches, its spokesman said.",
            [("its spokesman", "says", "The army has counted 200 breaches")],
        ),
        (
            "One of the groups had written to the envoy that its men would stay.",
            [("One of the groups", "promises", "its men would stay")],
        ),
    ],
)
def test_what_was_heard_from_another_is_the_others_word(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [one for one in claims(text) if one[0]] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The buses were watched by observers, the spokesman said; they saw no violence.",
            ["The buses were watched by observers", "they saw no violence"],
        ),
        (
            "A commander said his men had kept the truce, although shells had landed near them.",
            ["his men had kept the truce", "shells had landed near them"],
        ),
        (
            "The governor said 217 people had left, bringing the number to 1,400.",
            ["217 people had left", "bringing the number to 1,400"],
        ),
        (
            "She assumed that the order had come from Russian officers, who control the route.",
            ["the order had come from Russian officers"],
        ),
    ],
)
def test_what_follows_is_told_too_and_what_is_hung_on_is_left_out(text: str, parts: list[str]) -> None:
    assert [words for who, _, words in claims(text) if who] == parts


def test_what_nobody_says_in_a_sentence_is_the_authors_own() -> None:
    assert claims("Buses reached Ramouseh at noon; they carried 300 people, the Red Crescent says.") == [
        ("", "narrates", "Buses reached Ramouseh at noon"),
        ("the Red Crescent", "says", "they carried 300 people"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We expect them to leave within a day.", ("We", "predicts", "them to leave within a day")),
        ("We counted eleven ambulances.", ("We", "reports", "eleven ambulances")),
    ],
)
def test_what_the_publisher_counts_expects_and_asks_is_its_own_word(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text) == [expected]


def test_not_so_is_a_denial_of_what_was_said_and_what_follows_is_a_claim() -> None:
    made = claims(
        "A negotiator claimed that the list was signed. Not so, countered an official: two names were missing."
    )

    assert made[1:] == [
        ("an official", "denies", "the list was signed"),
        ("an official", "says", "two names were missing"),
    ]


def test_a_place_in_capitals_before_the_first_sentence_says_nothing() -> None:
    assert all(not who for who, _, _ in claims("ALEPPO: The guns fell silent at noon on Wednesday."))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A rebel officer says that not a single bus will cross until the detainees are here.", "demands"),
        ("The governor insisted that the wounded be moved first.", "demands"),
        ("The army assured the observers that nobody would be searched.", "promises"),
        ("Residents fear that supplies may end.", "predicts"),
        ("An official said the buses might return tonight.", "predicts"),
        ("An official said the list might be as long as ten pages.", "says"),
        ("An official said the two had agreed on the order in which the buses would leave.", "says"),
    ],
)
def test_the_act_follows_from_time_and_will(text: str, act: str) -> None:
    assert [made for _, made, _ in claims(text)] == [act]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By our count, some 340 people had come out.", ("our count", "reports", "some 340 people had come out")),
        (
            "Up to 500 people, by the UN's reckoning, are spending the night there.",
            ("the UN's reckoning", "says", "Up to 500 people … are spending the night there"),
        ),
        ("Thursday: one dead at the crossing (activists).", ("activists", "says", "one dead at the crossing")),
        (
            "On the burning of buses he was brief: those who had done it wanted the siege to go on.",
            ("he", "says", "those who had done it wanted the siege to go on"),
        ),
        (
            "One website, citing a source in the armed groups, claimed that the road was closed.",
            ("a source in the armed groups", "says", "the road was closed"),
        ),
        (
            "It was the militias and not the rebels who fired first, said a diplomat whom both sides trust.",
            ("a diplomat", "says", "It was the militias and not the rebels who fired first"),
        ),
    ],
)  # fmt: skip
def test_who_counts_and_who_is_cited_says_it(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text) == [expected]


def test_it_was_one_and_not_the_other_is_no_denial() -> None:
    zone = ZoneInfo("Asia/Damascus")
    text = "It was the militias and not the rebels who fired first, a diplomat said."
    (made,) = read_surface(Document(text), DEAL, datetime(2016, 12, 14, 20, tzinfo=zone), zone)

    assert made.polarity == "yes"


def test_the_may_of_a_dateline_is_no_verb_and_a_dated_entry_of_a_log_is_told() -> None:
    assert claims("GENEVA, Sunday 25 May 2025\n\nThe buses left at noon.") == [
        ("", "narrates", "The buses left at noon")
    ]
    for month in ("May", "June"):
        assert any(act == "narrates" for _, act, _ in claims(f"What we saw:\n\n26 {month}, night: shelling near it.\n"))
