"""Which clauses a claim may be about: the one that a person would choose stands first, in any of three languages."""

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.linking import About, Links
from trucekeeper.reader.matter import matters

DEAL = """
```deal
deal K: pause
  zone: Asia/Gaza
party NOR: the north
  role: side
  forces: northern army
party SOU: the south
  role: side
  forces: southern army
place PORT: Port
place TOWN: Old Town
must not CF
  by: NOR, SOU
  do: fire
  where: TOWN
must H1
  by: SOU
  to: NOR
  do: free 50 hostages
  type: detainees
  people: 50
must P1
  by: NOR
  to: SOU
  do: free prisoners
  type: detainees
  people: 150
must A1
  by: NOR
  to: SOU
  do: let families leave the Old Town
  type: evacuation
  from: TOWN
must S1
  by: NOR
  do: let trucks with food in each day
  type: aid
must B1
  by: SOU
  do: hand over the bodies of the dead
  type: remains
must W1
  by: SOU
  do: leave the port
  type: withdrawal
  from: PORT
exchange X1
  legs: H1 | P1
may L1
  by: NOR
  do: extend CF
verify V1
  who: NOR, SOU
```
"""
LINKS = Links(read_deal(DEAL, "k.deal.md"))


def first(event: str, said: str, language: str = "en", **more: object) -> str | None:
    found = LINKS.candidates(About(event, said.split(), language, **more)).clauses  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("event", "said", "clause"),
    [
        ("fire", "shots were heard in the morning", "CF"),
        ("other", "the ceasefire is holding", "CF"),
        ("access", "thirteen hostages were set free", "H1"),
        ("access", "39 prisoners walked out of a jail", "P1"),
        ("access", "only 60 trucks with flour got through", "S1"),
        ("movement", "four families have left the old town", "A1"),
        ("other", "four more bodies were given to the red cross", "B1"),
        ("movement", "its fighters had begun to withdraw from the port", "W1"),
        ("agreement", "the pause will be extended by two days", "L1"),
        ("meeting", "the committee of observers met", "V1"),
    ],
)
def test_the_clause_that_the_words_speak_of_stands_first(event: str, said: str, clause: str) -> None:
    assert first(event, said) == clause


@pytest.mark.parametrize(
    ("event", "said", "language", "clause"),
    [
        ("other", "вечером передали четыре тела", "ru", "B1"),
        ("access", "пропустили двадцать грузовиков с медикаментами", "ru", "S1"),
        ("fire", "ночью стреляли из минометов", "ru", "CF"),
        ("access", "دخلت شاحنات المساعدات", "ar", "S1"),
        ("access", "الافراج عن عشر رهاين", "ar", "H1"),
        ("agreement", "اتفاق علي تمديد الهدنه", "ar", "L1"),
    ],
)
def test_a_deal_in_english_is_met_by_reports_in_arabic_and_russian(
    event: str, said: str, language: str, clause: str
) -> None:
    assert first(event, said, language) == clause


def test_whose_doing_it_is_tells_one_side_s_leg_from_the_other_s() -> None:
    said = "released another group of detainees"

    assert first("access", said, doers=frozenset({"NOR"})) == "P1"
    assert first("access", said, doers=frozenset({"SOU"})) == "H1"


def test_a_named_place_tells_which_of_two_departures_is_meant() -> None:
    assert first("movement", "the last of them left", places=("TOWN",)) == "A1"
    assert first("movement", "the last of them left", places=("PORT",)) == "W1"


def test_words_that_name_nothing_go_on_with_what_was_spoken_of() -> None:
    found = LINKS.candidates(About("statement", ["it", "was", "a", "mistake"], near=("S1", "CF")))

    assert found.clauses == ("S1",)
    assert LINKS.candidates(About("other", ["it", "was", "a", "mistake"])).clauses == ()


def test_an_exchange_is_named_with_both_its_legs() -> None:
    found = LINKS.candidates(About("agreement", ["hostages", "are", "exchanged", "for", "prisoners"])).clauses

    assert {"H1", "P1", "X1"} <= set(found)


def test_a_word_in_two_parts_counts_only_where_both_stand() -> None:
    assert "bodies" in matters(["the", "dead", "hostages"], "en")
    assert "bodies" not in matters(["the", "dead", "numbered"], "en")


def test_the_commonest_matters_have_words_in_all_three_languages() -> None:
    """A matter that one language lacks would leave its reports without that clause."""
    assert matters(["evacuation"], "en") & matters(["اجلاء"], "ar") & matters(["эвакуация"], "ru") == {"leaving"}
    assert matters(["truce"], "en") & matters(["هدنه"], "ar") & matters(["перемирие"], "ru") == {"truce"}
    assert matters(["flour"], "en") & matters(["طحين"], "ar") & matters(["муки"], "ru") == {"supplies"}


def test_a_duty_about_orders_is_not_taken_for_the_ban_on_fire_that_it_speaks_of() -> None:
    deal = read_deal(
        "```deal\ndeal K: truce\n  zone: Europe/Kyiv\nparty A: A\nparty B: B\nmust O1\n  by: A, B\n"
        "  do: publish orders to keep the ceasefire\nmust not CF\n  by: A, B\n  do: fire\n```\n",
        "k.deal.md",
    )
    links = Links(deal)

    assert links.candidates(About("fire", ["shots", "were", "heard"])).clauses == ("CF",)
    assert links.candidates(About("other", ["the", "orders", "were", "published"])).clauses[0] == "O1"


@pytest.mark.parametrize(
    ("event", "said", "language"),
    [
        ("meeting", "the talks are getting nowhere", "en"),
        ("agreement", "somebody changed the terms overnight", "en"),
        ("meeting", "another round is to follow", "en"),
        ("agreement", "the deal is not dead", "en"),
        ("meeting", "المفاوضات لم تحرز تقدما", "ar"),
        ("agreement", "الصفقه ما زالت قايمه", "ar"),
        ("meeting", "переговоры ничего не дали", "ru"),
        ("agreement", "сделка остается в силе", "ru"),
    ],
)
def test_what_is_told_of_the_bargain_as_a_whole_is_about_the_exchange(event: str, said: str, language: str) -> None:
    assert first(event, said, language) == "X1"


@pytest.mark.parametrize(
    ("event", "said", "language", "clause"),
    [
        ("other", "each family got a loaf and two meals", "en", "S1"),
        ("other", "وزعت وجبات وخبز", "ar", "S1"),
        ("other", "людям раздали хлеб", "ru", "S1"),
        ("other", "the coffins lie in the morgue", "en", "B1"),
        ("other", "тела лежат в морге", "ru", "B1"),
    ],
)
def test_a_clause_is_found_by_things_that_belong_to_it(event: str, said: str, language: str, clause: str) -> None:
    assert first(event, said, language) == clause
