"""Who says something by a verb that no list holds: the frame tells it, and who stands in it; deeds say nothing."""

import pytest

from tests.reader.test_who_said_what import claims
from trucekeeper.reader.evaluation.gold import attributions_of
from trucekeeper.reader.saying.frames import _MAY_SAY, _NO_SAYING
from trucekeeper.reader.saying.verb_forms import FORM, forms_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor's aide bristled that nobody had asked him.",
            ("The governor's aide", "says", "nobody had asked him"),
        ),
        (
            "The mayor of Rastan vents that the convoy was turned back.",
            ("The mayor of Rastan", "says", "the convoy was turned back"),
        ),
        (
            "Two fishermen vouch that the harbour was mined before the truce.",
            ("Two fishermen", "says", "the harbour was mined before the truce"),
        ),
        (
            "The bishop bewails that the village has been emptied.",
            ("The bishop", "says", "the village has been emptied"),
        ),
        (
            "The general staff trumpeted on Sunday that the corridor was safe.",
            ("The general staff", "says", "the corridor was safe"),
        ),
        (
            "The commander texted reporters that his men had pulled out.",
            ("The commander", "says", "his men had pulled out"),
        ),
        (
            "The truckers swore to us that no inspection took place.",
            ("The truckers", "says", "no inspection took place"),
        ),
        ("Two bus drivers vouch the post is still there.", ("Two bus drivers", "says", "the post is still there")),
    ],
)
def test_what_somebody_says_by_a_verb_that_no_list_holds_is_his(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency pegs the number of displaced at 41,000.", "the number of displaced at 41,000"),
        ("The health directorate brings the toll to 58.", "the toll to 58"),
        ("The army's tellers make it 14,398.", "it 14,398"),
        ("The elders of Kafraya gauge their losses at 90.", "their losses at 90"),
        ("The ministry favours 11,500.", "11,500"),
        ("The envoy scribbled of 165,000.", "165,000"),
        ("The defence ministry clocks 23 violations since midnight.", "23 violations since midnight"),
        ("We photographed 14 burnt trucks near the mill.", "14 burnt trucks near the mill"),
    ],
)
def test_a_number_is_his_who_puts_it_so(text: str, expected: str) -> None:
    speaker, act, words = claims(text)[-1]

    assert speaker
    assert (act in {"says", "reports"}, words) == (True, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road is open, crowed the army command.", ("the army command", "The road is open")),
        ("“Nobody will be left behind,” purred the minister.", ("the minister", "“Nobody will be left behind,”")),
        ("Not a single bus has moved, the drivers grouse.", ("the drivers", "Not a single bus has moved")),
        (
            "The wounded, the surgeon frets, will not survive another night.",
            ("the surgeon", "The wounded will not survive another night"),
        ),
    ],
)
def test_words_stand_before_a_verb_that_no_list_holds(text: str, expected: tuple[str, str]) -> None:
    speaker, _, words = claims(text)[-1]

    assert (speaker, words.replace(" … ", " ")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Both envoys badgered the militia not to search the ambulances.",
            ("Both envoys", "demands", "the militia not to search the ambulances"),
        ),
        ("Moscow nudges both sides to extend the pause.", ("Moscow", "demands", "both sides to extend the pause")),
        ("Damascus upbraided the UN for hiding the list.", ("Damascus", "accuses", "the UN for hiding the list")),
        (
            "The army scorned the accusation that its guns had opened fire.",
            ("The army", "denies", "its guns had opened fire"),
        ),
    ],
)
def test_what_is_asked_laid_on_somebody_or_waved_away_needs_no_listed_verb(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "When the shelling stopped, the army withdrew.",
        "The army shelled positions that the rebels had taken.",
        "The police arrested men that the militia had named.",
        "Residents carried what they could, officers watched.",
        "Soldiers guarded the bridge that leads to the village.",
        "The agency delivered 300 tonnes of flour and 45 tents.",
        "Fighters seized 12 trucks, killed two drivers and fled.",
        "The mayor opened the gate to let the buses through.",
        "The doctors treated 40 wounded and buried six dead.",
        "The governor fired the officer for letting the trucks pass.",
        "The army moved tanks so that the road was free.",
        "The commander had retired in 1994.",
        "The mission lost contact with the patrol that had entered the town.",
        "The residents packed the streets of Homs to greet the convoy.",
        "The committee took charge of the list that the Red Cross had brought.",
        "The office met on the basis that both sides had signed.",
    ],
)
def test_who_does_something_has_said_nothing(text: str) -> None:
    assert {speaker for speaker, _, _ in claims(text)} <= {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry's figure is less than 70,000.", ("The ministry", "says", "less than 70,000")),
        ("The rebels' count stands at 45.", ("The rebels", "says", "45")),
        (
            "If the rebels are to be believed, four tanks were left behind.",
            ("the rebels", "says", "four tanks were left behind"),
        ),
        (
            "Four tanks were left behind, if the rebels are to be believed.",
            ("the rebels", "says", "Four tanks were left behind"),
        ),
        (
            "To go by the army's figures, 300 fighters surrendered.",
            ("the army's figures", "says", "300 fighters surrendered"),
        ),
        (
            "As the villagers remember it, the shelling came from the hill.",
            ("the villagers", "says", "the shelling came from the hill"),
        ),
        ("In the bishop's words the town is empty.", ("the bishop's words", "says", "the town is empty")),
        (
            "The charity said, however, that no bus had come.",
            ("The charity", "says", "no bus had come"),
        ),
        (
            "UN mission again, press release: inspection of the guns was completed at noon.",
            ("UN mission", "says", "inspection of the guns was completed at noon"),
        ),
    ],
)
def test_who_counts_or_tells_so_says_it_without_a_verb_of_saying(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A driver said that gunmen had stopped the buses. The rebels call the accusation fabricated.",
            ("The rebels", "denies", "gunmen had stopped the buses"),
        ),
        (
            "A driver said that gunmen had stopped the buses. The rebels dispute that and blame the army.",
            ("The rebels", "denies", "gunmen had stopped the buses"),
        ),
        (
            "Russia said that 70 per cent had left. The rebels dismissed the percentage as invented.",
            ("The rebels", "denies", "70 per cent had left"),
        ),
    ],
)
def test_a_denial_that_only_points_back_denies_what_was_said_before(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "What nobody disputes is that the villages are cut off.",
        "Did the fighters agree to a longer pause?",
        "The pause that the President declared for the holiday has not emptied the villages.",
        "If the timetable is to be believed, the buses leave at noon.",
    ],
)
def test_a_question_and_a_relative_clause_are_nobodys_word(text: str) -> None:
    assert {speaker for speaker, _, _ in claims(text)} <= {""}


@pytest.mark.parametrize(
    ("text", "both", "words"),
    [
        (
            "Residents said the road was closed, and so did two drivers.",
            ("Residents", "two drivers"),
            "the road was closed",
        ),
        ("The army denies that its guns fired, as does Moscow.", ("The army", "Moscow"), "its guns fired"),
        (
            "The envoy warned that the deal could fall, and so did the mayor of the town.",
            ("The envoy", "the mayor of the town"),
            "the deal could fall",
        ),
    ],
)
def test_who_does_so_too_says_the_same(text: str, both: tuple[str, str], words: str) -> None:
    assert [(speaker, told) for speaker, _, told in claims(text)] == [(who, words) for who in both]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry issued a warning that the road was mined.", ("The ministry", "warns", "the road was mined")),
        (
            "The rebels have made the accusation that the army fired first.",
            ("The rebels", "accuses", "the army fired first"),
        ),
        (
            "The rebel party issued a declaration demanding that the army withdraw.",
            ("The rebel party", "demands", "the army withdraw"),
        ),
        (
            "The Union of Teachers (UT), the largest in the city, said it had called off its strike.",
            ("The Union of Teachers", "says", "it had called off its strike"),
        ),
    ],
)
def test_who_issues_a_warning_warns(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The United Nations called yesterday for a further pause.",
            ("The United Nations", "demands", "a further pause"),
        ),
        ("Qatar called on Monday for a longer truce.", ("Qatar", "demands", "a longer truce")),
        (
            "On Thursday residents of a village near the mill said that soldiers had looted 40 houses.",
            ("residents of a village near the mill", "says", "soldiers had looted 40 houses"),
        ),
        ("All he would tell me was that nobody had stayed.", ("he", "says", "nobody had stayed")),
        ("The rebels believe in 100,000 or more.", ("The rebels", "says", "100,000 or more")),
        (
            "The minister promises phones in all towns within two weeks.",
            ("The minister", "promises", "phones in all towns within two weeks"),
        ),
        (
            "We understand from two diplomats that the rebels have agreed.",
            ("two diplomats", "says", "the rebels have agreed"),
        ),
        (
            "There were reports on a rebel website that the mill had been shelled.",
            ("a rebel website", "says", "the mill had been shelled"),
        ),
    ],
)
def test_what_stands_between_a_verb_and_its_frame_hides_nothing(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize(("verb", "tier"), [("said", "A"), ("bristled", "B"), ("vented", "B")])
def test_a_verb_that_no_list_holds_is_never_sure_by_itself(verb: str, tier: str) -> None:
    [one] = attributions_of(f"The governor's aide {verb} that nobody had asked him about the convoy.")
    assert one.of["tier"] == tier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor aired that nobody had asked him.", ("The governor", "says", "nobody had asked him")),
        ("The rebels buried the accusation that they had fired.", ("The rebels", "denies", "they had fired")),
    ],
)
def test_a_deed_before_that_or_before_a_claim_is_a_word(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text)[-1] == expected


@pytest.mark.parametrize("no", ["no saying", "no saying that", "passed on"])
def test_no_frame_is_skipped_for_a_verb_that_one_of_the_frames_takes(no: str) -> None:
    taken = [low for head in _NO_SAYING for low in forms_of(head) if FORM(low) and low not in forms_of(no)]
    assert taken
    assert [low for low in taken if not _MAY_SAY(low)] == []
