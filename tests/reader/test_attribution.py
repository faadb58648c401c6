import pytest

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.saying.trial import attributions
from trucekeeper.reader.sentences import quotations, sentences
from trucekeeper.reader.words import words


def found(text: str) -> list[Attribution]:
    quotes = quotations(text, (0, len(text)))
    made: list[Attribution] = []
    for sentence in sentences(text, (0, len(text))):
        made += attributions(sentence, words(text, sentence.start, sentence.end), quotes)
    return made


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, act and words of each attribution."""
    return [
        (text[slice(*one.speaker)] if one.speaker else "", one.act, " … ".join(text[a:b] for a, b in one.contents))
        for one in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said on Tuesday that the buses had left.", ("The ministry", "says", "the buses had left")),
        ("The buses had left, the ministry said.", ("the ministry", "says", "The buses had left")),
        ("The buses had left, said a driver.", ("a driver", "says", "The buses had left")),
        ('"The buses left," he told Reuters.', ("he", "says", '"The buses left,"')),
        ("According to the agency, the buses left.", ("the agency", "says", "the buses left")),
        ("The buses left, according to the agency.", ("the agency", "says", "The buses left")),
        ("Turkey, an ally of the rebels, accused the army of firing.", ("Turkey", "accuses", "the army of firing")),
        ("The rebels denied that they had fired.", ("The rebels", "denies", "they had fired")),
        ("He admitted that shells had been fired.", ("He", "admits", "shells had been fired")),
        ("An officer who had seen it said it was over.", ("An officer who had seen it", "says", "it was over")),
        ("The envoy called on all sides to stop.", ("The envoy", "demands", "all sides to stop")),
        ("The army promised to open the road.", ("The army", "promises", "to open the road")),
        ("The two sides agreed to meet again.", ("The two sides", "agrees", "to meet again")),
        ("The UN warned of more fighting.", ("The UN", "warns", "more fighting")),
        ("Activists posted a video showing burning buses.", ("Activists", "shows", "burning buses")),
        ("The governor was accused by the rebels of lying.", ("the rebels", "accuses", "The governor … of lying")),
        ("The road is open, the office points out.", ("the office", "says", "The road is open")),
        ("By their account dozens were trapped.", ("their account", "says", "dozens were trapped")),
        ("Neither had wanted to stop, suspects a driver.", ("a driver", "believes", "Neither had wanted to stop")),
        ("Paris claimed to have hit two depots.", ("Paris", "says", "to have hit two depots")),
        ("A deal is near, in our view.", ("our view", "says", "A deal is near")),
        ("The army made it a condition that all leave.", ("The army", "demands", "all leave")),
        ("The town expects more buses on Monday.", ("The town", "believes", "more buses on Monday")),
        ("Ministry: rebels attacked at dawn", ("Ministry", "says", "rebels attacked at dawn")),
        ("All must leave, which was a condition set by the army.", ("the army", "demands", "All must leave")),
        ("Blaming disorder for it, the governor left.", ("the governor", "accuses", "disorder for it")),
        ("Ukraine, calling it untrue, said no day was set.", ("Ukraine", "denies", "it untrue")),
        ("Residents had heard from a guard that shells fell.", ("a guard", "says", "shells fell")),
        ("Turkey suggested on Friday night that it was a mistake.", ("Turkey", "says", "it was a mistake")),
        ("The army does not deny that aircraft took off.", ("The army", "admits", "aircraft took off")),
        ("A diplomat I reached said the list was short.", ("A diplomat I reached", "says", "the list was short")),
        ("Buses left the town, all agree.", ("all", "says", "Buses left the town")),
        ("Nonsense, say Israeli officials.", ("Israeli officials", "says", "Nonsense")),
        ("Envoys went out of their way to say that no breach was seen.", ("Envoys", "says", "no breach was seen")),
        ("Kyiv disputes having fired at all.", ("Kyiv", "denies", "having fired at all")),
        ("Rebels blame air raids in the north.", ("Rebels", "accuses", "air raids in the north")),
        ("An activist inside said by phone that it was calm.", ("An activist inside", "says", "it was calm")),
        ("The gate was shut, guards told the committee; it is open.", ("guards", "says", "The gate was shut")),
        ("The mission saw two craters near the school.", ("The mission", "reports", "two craters near the school")),
        ("A union thinks that unlikely.", ("A union", "denies", "that unlikely")),
        ("Iran does not accept this explanation.", ("Iran", "denies", "this explanation")),
        ("Two drivers have messaged to say that they were sent back.", ("Two drivers", "says", "they were sent back")),
        ("The army had earlier put the number at four.", ("The army", "says", "the number at four")),
        ("Gunmen fired, a channel reported minutes later, showing smoke.", ("a channel", "reports", "Gunmen fired")),
        ("It was, says the mayor, who saw it, a mistake.", ("the mayor", "says", "It was … a mistake")),
        ("Forty were freed, that agency reported.", ("that agency", "reports", "Forty were freed")),
        ("Organisers reckon with a week.", ("Organisers", "predicts", "a week")),
        ("Families outside tell us that nobody calls.", ("Families outside", "says", "nobody calls")),
        ("Moscow, which brokered it, warned Kyiv against it.", ("Moscow", "warns", "Kyiv against it")),
        ("The Cross, whose staff came, counted 51 people.", ("The Cross", "reports", "51 people")),
        ("A delegate left, its head saying it was over.", ("its head", "says", "it was over")),
        ("The Houthis claim to have freed all.", ("The Houthis", "says", "to have freed all")),
        ("He is said by aides to favour it.", ("aides", "says", "to favour it")),
        ("Satellite images appear to show craters.", ("Satellite images", "shows", "craters")),
        ('"Not one," he replied when asked how many came.', ("he", "says", '"Not one,"')),
        (
            "It takes weeks, in the view of engineers, to clear it.",
            ("engineers", "says", "It takes weeks … to clear it"),
        ),
        ("Officials paint another picture: few got through.", ("Officials", "says", "few got through")),
        ("A nurse described bodies lying in the yard.", ("A nurse", "says", "bodies lying in the yard")),
        ("It is open, officials familiar with it say.", ("officials familiar with it", "says", "It is open")),
        ("The ministry issued a statement saying it was over.", ("The ministry", "says", "it was over")),
        ('"We knew nothing," complained one of the drivers.', ("one of the drivers", "says", '"We knew nothing,"')),
        (
            "Moscow, asked whether it would attend, answered that it was not asked.",
            ("Moscow", "says", "it was not asked"),
        ),
        ("The mission found no evidence of guns.", ("The mission", "reports", "no evidence of guns")),
        (
            "An official quoted by Interfax put the number at 200.",
            ("An official quoted by Interfax", "says", "the number at 200"),
        ),
        ("The Red Cross called the situation apocalyptic.", ("The Red Cross", "says", "the situation apocalyptic")),
        ("State television showed men boarding buses.", ("State television", "shows", "men boarding buses")),
        ("By the army's own admission, two shells fell.", ("the army's own admission", "admits", "two shells fell")),
        ("Paris laid it all at the door of the militias.", ("Paris", "accuses", "it all at the door of the militias")),
        ("Asked whether men had been beaten, he said no.", ("he", "denies", "men had been beaten")),
        ("Nor did the army deny that drones flew.", ("the army", "admits", "drones flew")),
        ("That buses were empty was confirmed by a driver.", ("a driver", "confirms", "buses were empty")),
        ("Iran has signalled its readiness to help.", ("Iran", "says", "its readiness to help")),
        ("He regrets the envoy's remark that it was over.", ("the envoy", "says", "it was over")),
    ],
)
def test_the_speaker_the_act_and_the_exact_words_are_found(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text)[0] == expected


def test_two_verbs_share_their_speaker() -> None:
    assert said("The rebels denied firing and said the army had broken the truce.") == [
        ("The rebels", "denies", "firing"),
        ("The rebels", "says", "the army had broken the truce"),
    ]


def test_several_who_speak_share_verbs_of_the_present() -> None:
    assert said("The King and the President urge them to stop, warn that a town may fall, and commend the people.") == [
        ("The King and the President", "demands", "them to stop"),
        ("The King and the President", "warns", "a town may fall"),
        ("The King and the President", "positions", "the people"),
    ]


def test_who_goes_on_to_speak_in_the_middle_of_his_words() -> None:
    assert said("Nor, he went on, had anybody been told.") == [("he", "says", "Nor … had anybody been told")]


@pytest.mark.parametrize(
    "text",
    [
        "Israel says Hamas keeps bodies back, a charge the group denies.",
        "Israel says Hamas keeps bodies back, which the group dismissed as fiction.",
    ],
)
def test_a_charge_that_is_denied_is_told_of_both(text: str) -> None:
    assert said(text) == [
        ("Israel", "says", "Hamas keeps bodies back"),
        ("the group", "denies", "Hamas keeps bodies back"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing moves until Israel commits itself to it.",
        "It goes on if the army agrees to leave.",
        "They wait unless Kyiv says that it is over.",
    ],
)
def test_what_is_only_a_condition_nobody_has_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["Yemen: hundreds of detainees flown home", "Yemen: hundreds home (script, 19:00 bulletin)"]
)
def test_the_country_that_a_headline_begins_with_says_nothing(text: str) -> None:
    assert said(text) == []


def test_what_nobody_has_confirmed_is_no_confirmation() -> None:
    assert said("There is no confirmation from the mission that it is over.") == []


def test_what_is_attributed_to_a_group_is_not_said_by_its_statement() -> None:
    assert said("A statement attributed to the group was found.") == []


def test_who_neither_confirms_nor_denies_says_nothing() -> None:
    assert said("The committee did not sign, nor did it deny it.") == []


def test_what_a_source_cites_is_somebody_elses() -> None:
    assert said("Six people were killed, he said, citing state media.")[-1] == (
        "state media",
        "says",
        "Six people were killed",
    )


def test_one_who_did_not_say_it_is_marked_so() -> None:
    assert [one.negated for one in found("The ministry did not say whether the buses had left.")] == [True]


@pytest.mark.parametrize(
    "text",
    ["The report was long.", "Buses left in the United States.", "His claims were many.", "They held demands in hand."],
)
def test_nouns_that_look_like_cues_attribute_nothing(text: str) -> None:
    assert said(text) == []
