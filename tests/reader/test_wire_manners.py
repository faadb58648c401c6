"""How agencies, missions and relief bodies write: datelines, days before the verb, what observers saw, who is cited."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.reader.test_who_said_what import DEAL, claims
from tests.reader.test_whose_body import speakers
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.speakers import roster


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army on Tuesday said it had lost a post.", ("The army", "says", "it had lost a post")),
        (
            "The rebels late on Friday accused the army of shelling the exit.",
            ("The rebels", "accuses", "the army of shelling the exit"),
        ),
        ("Officials yesterday evening confirmed the delay.", ("Officials", "confirms", "the delay")),
        ("It also last night said the road was shut.", ("It", "says", "the road was shut")),
        ("The charity said meanwhile that no bus had come.", ("The charity", "says", "no bus had come")),
        (
            "The UN reports that as of noon, the crossing is shut.",
            ("The UN", "reports", "as of noon, the crossing is shut"),
        ),
        (
            "The governor said a few days ago that the lists were ready.",
            ("The governor", "says", "the lists were ready"),
        ),
        (
            "Leila Haddad, the charity's field director, said the halt “costs lives” every day.",
            ("Leila Haddad", "says", "the halt “costs lives” every day"),
        ),
        (
            "In return, the town's negotiator, Karim Saleh, confirmed that 27 bodies had been handed over.",
            ("the town's negotiator, Karim Saleh", "confirms", "27 bodies had been handed over"),
        ),
        (
            "“No bread has come,” said 52-year-old Ahmed Saleh, a baker.",
            ("52-year-old Ahmed Saleh", "says", "“No bread has come,”"),
        ),
        (
            "“We heard three shots,” said Mona, 34, a teacher in the enclave.",
            ("Mona", "says", "“We heard three shots,”"),
        ),
        (
            "Citing two officers, the newspaper said the gate had been mined.",
            ("two officers", "says", "the gate had been mined"),
        ),
        (
            "State agencies cited the ministry saying 63 men had been freed.",
            ("the ministry", "says", "63 men had been freed"),
        ),
        (
            "According to the ministry's latest figures, dated 25 August, 216 people were killed.",
            ("the ministry's latest figures", "says", "216 people were killed"),
        ),
        (
            "In an interview with state television, the governor vowed to open the road.",
            ("the governor", "promises", "to open the road"),
        ),
        ("For its part, the army denied firing.", ("the army", "denies", "firing")),
        (
            "Quoting a field commander, the agency wrote that the gate was shut.",
            ("a field commander", "says", "the gate was shut"),
        ),
        (
            "Two officers tell the channel 40 men have laid down their arms.",
            ("Two officers", "says", "40 men have laid down their arms"),
        ),
        (
            "One resident described seeing soldiers at the gate.",
            ("One resident", "says", "seeing soldiers at the gate"),
        ),
        ("Images posted online showed bodies on the road.", ("Images posted online", "shows", "bodies on the road")),
        (
            "The army was accused of shelling the convoy by activists.",
            ("activists", "accuses", "The army … of shelling the convoy"),
        ),
        (
            "According to the UN, which has observers at the crossing, 40 buses left on Monday.",
            ("the UN", "says", "40 buses left on Monday"),
        ),
        (
            "Survivors recounted to the monitors how gunmen had entered the school.",
            ("Survivors", "says", "how gunmen had entered the school"),
        ),
        (
            "Previously, a nurse of the city hospital reported that eight children had died.",
            ("a nurse of the city hospital", "reports", "eight children had died"),
        ),
        (
            "The army said it would keep to the truce declared by the government.",
            ("The army", "promises", "it would keep to the truce declared by the government"),
        ),
        (
            "The agency quoted sources in the relief body, which oversees the deal, as saying that 45 buses had left.",
            ("sources in the relief body", "says", "45 buses had left"),
        ),
        (
            "Forty trucks crossed on Friday, the United Nations (UN) food agency (WFP) said.",
            ("the United Nations (UN) food agency", "says", "Forty trucks crossed on Friday"),
        ),
        (
            "The mediator said the posts were to stay under guard according to the November deal.",
            ("The mediator", "says", "the posts were to stay under guard according to the November deal"),
        ),
    ],
)
def test_when_it_was_said_and_who_says_it_are_no_part_of_what_is_said(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert claims(text) == [expected]


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIRUT -- ",
        "(Geneva, 3 May 2016) – ",
        "HOMS, Syria Feb 6 ",
        "Aleppo, SANA - ",
        "DAMASCUS, Feb. 9 (Agency) -- ",
        "ALEPPO, Syria, Dec. 18 (Agency) — ",
        "Geneva / Beirut (ICRC) – ",
    ],
)
def test_a_dateline_is_nobodys_words(dateline: str) -> None:
    assert claims(f"{dateline}Forty buses left the enclave at noon.") == [
        ("", "narrates", "Forty buses left the enclave at noon")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mission observed two howitzers beyond the line.",
            ("The mission", "reports", "two howitzers beyond the line"),
        ),
        ("A drone spotted recent craters near the school.", ("A drone", "shows", "recent craters near the school")),
        ("Monitors did not record any shelling on Sunday.", ("Monitors", "reports", "any shelling on Sunday")),
        (
            "Observers continued to observe a lower number of violations.",
            ("Observers", "reports", "a lower number of violations"),
        ),
    ],
)
def test_what_observers_see_and_do_not_see_they_report(text: str, expected: tuple[str, str, str]) -> None:
    assert claims(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The operation saw convoys come under fire for three days.",
        "Both armies observed the ceasefire on Sunday.",
        "The pause will allow civilians to leave on Monday.",
    ],
)
def test_an_operation_sees_nothing_and_who_keeps_a_truce_reports_nothing(text: str) -> None:
    assert [act for _, act, _ in claims(text)] == ["narrates"]


def test_who_did_not_see_it_says_that_it_was_not_there() -> None:
    zone = ZoneInfo("Asia/Damascus")
    text = "The observers did not see any armed men."
    (made,) = read_surface(Document(text), DEAL, datetime(2016, 12, 14, 20, tzinfo=zone), zone)
    assert made.polarity == "no"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Three buses were stopped and searched by gunmen at noon.",
            ["Three buses were stopped and searched by gunmen at noon"],
        ),
        (
            "Clashes began between Syrian and Russian forces over the disputed bridge on Sunday.",
            ["Clashes began between Syrian and Russian forces over the disputed bridge on Sunday"],
        ),
        (
            "The truce let the last rebels and civilians to leave the enclave on Monday.",
            ["The truce let the last rebels and civilians to leave the enclave on Monday"],
        ),
        ("The buses left on Monday and the shelling went on.", ["The buses left on Monday", "the shelling went on"]),
    ],
)
def test_two_nouns_and_two_steps_of_one_thing_are_one_claim(text: str, contents: list[str]) -> None:
    assert [words for _, _, words in claims(text)] == contents


@pytest.mark.parametrize(
    "text",
    [
        "Israel will free 24 women and 15 boys held in jails.",
        "Hundreds were waiting to board and leave the town.",
    ],
)
def test_what_stands_behind_one_verb_is_not_torn_apart(text: str) -> None:
    assert len(claims(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An officer who was at the gate when the first shots fell said they came from the north.",
            ("An officer", "they came from the north"),
        ),
        (
            "A doctor who treated them after they arrived told reporters that nine had died.",
            ("A doctor", "nine had died"),
        ),
        (
            "Activists in the enclave, some of whom had counted the buses, put the number at 40.",
            ("Activists in the enclave", "the number at 40"),
        ),
        (
            "Had the gate been open, said a medic, the wounded would have lived.",
            ("a medic", "Had the gate been open … the wounded would have lived"),
        ),
    ],
)
def test_a_clause_in_the_middle_hides_neither_who_speaks_nor_what_he_says(text: str, expected: tuple[str, str]) -> None:
    assert [(who, words) for who, _, words in claims(text)] == [expected]


def test_what_a_body_says_in_its_relative_clause_ends_before_what_it_does_next() -> None:
    text = "The army, which says it lost four men, blamed the rebels for the attack."
    assert claims(text) == [
        ("The army", "says", "it lost four men"),
        ("The army", "accuses", "the rebels for the attack"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels say the army is still advancing, something the ministry denies.",
        "Rebels say the army is still advancing – a claim the ministry denies.",
    ],
)
def test_what_is_said_in_one_breath_and_denied_in_the_next_is_told_of_both(text: str) -> None:
    assert claims(text) == [
        ("Rebels", "says", "the army is still advancing"),
        ("the ministry", "denies", "the army is still advancing"),
    ]


def test_a_quotation_that_goes_on_behind_its_verb_stays_his_who_began_it() -> None:
    text = "The chief monitor said: “Civilians are hurt every day. The road is shut.”"
    assert [(who, words) for who, _, words in claims(text)] == [
        ("The chief monitor", "“Civilians are hurt every day."),
        ("The chief monitor", "The road is shut.”"),
    ]


def test_each_sentence_of_a_quotation_is_told_by_itself_before_its_verb_and_behind_it() -> None:
    assert claims("“The shelling went on all night. Two houses were hit,” a nurse said.") == [
        ("a nurse", "says", "“The shelling went on all night."),
        ("a nurse", "says", "Two houses were hit,”"),
    ]
    assert claims("The charity said two planes would land. “Forty people were flown out. Nobody was hurt.”") == [
        ("The charity", "predicts", "two planes would land"),
        ("The charity", "says", "“Forty people were flown out."),
        ("The charity", "says", "Nobody was hurt.”"),
    ]


def test_who_says_that_anothers_claims_are_untrue_says_it_and_not_the_other() -> None:
    (made,) = claims(
        "Damascus's claims that the rebels shelled the crossing have nothing to do with reality, a rebel said."
    )
    assert made[0] == "a rebel"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels accepted the extension of the truce.", [("The rebels", "agrees")]),
        (
            "An exchange of prisoners held by the rebels and the government began on Friday, the Red Cross said.",
            [("the Red Cross", "says")],
        ),
        ("The army said that the “militia” continues its attacks on the town.", [("The army", "says")]),
        (
            "The Red Cross and a Lebanese channel say the buses left on Monday.",
            [("The Red Cross", "says"), ("a Lebanese channel", "says")],
        ),
        (
            "The flights will bring 40 men home, said an adviser to the ministry for the rights of those who are "
            "missing and detained, according to Reuters.",
            [("an adviser to the ministry for the rights of those", "predicts")],
        ),
    ],
)
def test_who_says_it_is_found_past_what_hangs_on_him(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, act) for who, act, _ in claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials in the town have paused the evacuation, accusing the army of resuming its shelling.",
            [
                ("", "Officials in the town have paused the evacuation"),
                ("Officials in the town", "the army of resuming its shelling"),
            ],
        ),
        (
            "The delegation walked out, saying that no deal was possible.",
            [("", "The delegation walked out"), ("The delegation", "no deal was possible")],
        ),
        ("The army, accusing the rebels of fraud, closed the gate.", [("The army", "the rebels of fraud")]),
    ],
)
def test_what_they_did_is_told_beside_what_they_say_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, words) for who, _, words in claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The army did not immediately comment, but three shells fell near the gate.",
            "three shells fell near the gate",
        ),
        ("Buses entered the town at noon, but it was not clear who was on board.", "Buses entered the town at noon"),
    ],
)
def test_beside_what_is_not_known_the_rest_is_told(text: str, told: str) -> None:
    assert claims(text) == [("", "narrates", told)]


def test_signals_are_a_noun_and_what_adds_to_the_evidence_says_nothing() -> None:
    assert claims("Egypt said there are signals that the truce could be extended.")[0][0] == "Egypt"
    assert all(who == "" for who, _, _ in claims("The attacks add to the evidence that the truce was broken."))
    assert claims("Hundreds left the town on foot, the Associated Agency reported.")[0][0] == "the Associated Agency"


def test_who_accuses_in_his_second_verb_does_not_say_it_as_well() -> None:
    text = "The rebels said the list was ready and have accused the army of shelling the gate."
    assert [act for _, act, _ in claims(text)] == ["says", "accuses"]


def test_each_of_two_confirms_blames_and_agrees() -> None:
    assert {who for who, _, _ in claims("It came hours after Moscow and Ankara confirmed the pause was over.")} == {
        "Moscow",
        "Ankara",
    }
    assert {who for who, _, _ in claims("Moscow and Ankara each blamed the other for the delay.")} == {
        "Moscow",
        "Ankara",
    }
    for text in ("The two sides traded blame for the attack.", "The two countries agreed to a pause on Sunday."):
        assert len(claims(text)) == 2


def test_what_is_said_in_quotation_marks_is_said_once_and_ends_with_them() -> None:
    text = "“We fear that nobody has come,” said a nurse. “We call on both sides to open the road.”"
    assert claims(text) == [
        ("a nurse", "says", "“We fear that nobody has come,”"),
        ("a nurse", "demands", "both sides to open the road.”"),
    ]
    assert claims("“The UN can confirm that 83 people left today,” said a spokesman.") == [
        ("The UN", "confirms", "83 people left today")
    ]


@pytest.mark.parametrize(
    ("deal", "text", "expected"),
    [
        ("deals/gaza", "The ICRC estimates that 300 people have crossed.", ("The ICRC", "ICRC")),
        ("deals/donbas", "The SMM recorded 36 ceasefire violations.", ("The SMM", "OSCE")),
        ("deals/four-towns", "SANA said that the last bus had left.", ("SANA", "GOV")),
        (
            "deals/homs",
            "Local authorities in the hills said that snow had closed the road.",
            ("Local authorities in the hills", None),
        ),
        ("deals/homs", "The Australian government said that four buses had left.", ("The Australian government", None)),
        (
            "deals/yemen",
            "The Houthi-run television said that four planes had landed.",
            ("The Houthi-run television", "ANS"),
        ),
        (
            "deals/gaza",
            "Leila Haddad, spokeswoman for the Red Cross, said that four buses waited.",
            ("Leila Haddad", "ICRC"),
        ),
        (
            "deals/gaza",
            "Leila Haddad, an official of Hamas, said that four buses waited. Haddad said none had left.",
            ("Haddad", "HAM"),
        ),
        ("deals/homs", "Leila Haddad, a rival of the government, said that four buses waited.", ("Leila Haddad", None)),
        ("deals/homs", "Iran, an ally of the government, said that four buses waited.", ("Iran", None)),
        ("deals/homs", "A reporter in Damascus said that four buses had left.", ("A reporter in Damascus", None)),
    ],
)
def test_a_short_name_an_agency_and_an_office_behind_a_name_tell_for_whom_one_speaks(
    deal: str, text: str, expected: tuple[str, str | None]
) -> None:
    assert expected in speakers(deal, text)


def test_who_is_close_to_a_party_stands_beside_it_and_speaks_for_nobody() -> None:
    known = roster(DEAL)
    assert (known.identify("a source close to Damascus").id, known.identify("a source close to Damascus").side) == (
        None,
        "GOV",
    )
    assert known.identify("a source close to the talks in Damascus").side == "unknown"
    assert known.identify("a group opposed to Damascus").side == "unknown"
