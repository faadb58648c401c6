from trucekeeper.reader.evaluation.score import Marked, Tally, dice, exact, marked, pairs

TEXT = 'The ministry said "buses left". Rebels denied that they had fired.'


def claim(speaker: tuple[int, int] | None, content: tuple[int, int], **more: object) -> dict[str, object]:
    span = {"start": speaker[0], "end": speaker[1], "id": None, "side": "unknown"} if speaker else None
    plain: dict[str, object] = {
        "act": "says",
        "event": "other",
        "polarity": "yes",
        "certainty": "stated",
        "actors": [],
        "place": None,
    }
    times: dict[str, object] = {"happened": None, "said": None, "quantity": None, "clauses": []}
    return {
        "speaker": span,
        "cue": None,
        "content": [{"start": content[0], "end": content[1]}],
        **plain,
        **times,
    } | more


def test_contents_overlap_by_the_characters_they_share() -> None:
    one, other = Marked(None, None, ((0, 10),)), Marked(None, None, ((5, 15),))

    assert dice(one, one) == 1
    assert dice(one, other) == 0.5
    assert dice(one, Marked(None, None, ((20, 30),))) == 0


def test_a_claim_is_matched_once_and_by_its_best_partner() -> None:
    gold = [Marked((0, 5), None, ((10, 30),))]
    found = [Marked((0, 5), None, ((10, 24),)), Marked((0, 5), None, ((10, 30),))]

    assert pairs(found, gold) == [(1, 0, 1.0)]


def test_the_same_words_in_anothers_mouth_are_no_match() -> None:
    gold = [Marked((0, 5), None, ((10, 30),))]

    assert pairs([Marked((40, 45), None, ((10, 30),))], gold) == []
    assert pairs([Marked(None, None, ((10, 30),))], gold) == []


def test_strict_asks_for_the_same_words_but_not_for_the_same_marks() -> None:
    quoted = Marked((0, 12), (13, 17), ((18, 30),))
    bare = Marked((4, 12), (13, 17), ((19, 29),))

    assert exact(TEXT, quoted, bare)
    assert not exact(TEXT, quoted, Marked((4, 12), (13, 17), ((19, 24),)))


def test_precision_recall_and_fields_are_shares_of_what_was_seen() -> None:
    tally = Tally()
    gold = [marked(claim((0, 12), (19, 29))), marked(claim((32, 38), (51, 65), act="denies"))]
    found = [marked(claim((0, 12), (19, 29), act="reports", tier="A")), marked(claim(None, (0, 12), tier="C"))]

    tally.add("one", TEXT, found, gold)
    figures = tally.report()

    assert figures["lenient"] == {"precision": 0.5, "recall": 0.5, "f": 0.5, "matched": 1}
    assert figures["fields"]["act"] == {"right": 0, "of": 1, "share": 0.0}
    assert figures["fields"]["event"] == {"right": 1, "of": 1, "share": 1.0}
    assert "quantity" not in figures["fields"]
    assert figures["recall_by_act"] == {"denies": {"met": 0, "of": 1}, "says": {"met": 1, "of": 1}}
    assert figures["precision_by_tier"] == {"A": {"right": 1, "of": 1}, "C": {"right": 0, "of": 1}}
    assert [(e["why"], e["at"]) for e in tally.worst] == [
        ("missed", 51),
        ("not in the gold", 0),
        ("act: reports for says", 19),
    ]


def test_a_number_that_neither_gives_counts_as_agreed_only_over_all_matched_claims() -> None:
    tally = Tally()
    ten, forty = ({"low": n, "high": n, "unit": "people", "approx": False} for n in (10, 40))
    gold = [claim((0, 12), (19, 29)), claim((32, 38), (51, 65), quantity=ten)]
    found = [claim((0, 12), (19, 29)), claim((32, 38), (51, 65), quantity=forty)]

    tally.add("one", TEXT, [marked(one) for one in found], [marked(one) for one in gold])
    figures = tally.report()

    assert figures["fields"]["quantity"] == {"right": 0, "of": 1, "share": 0.0}
    assert figures["fields_over_all"]["quantity"] == {"right": 1, "of": 2, "share": 0.5}
    assert figures["fields_over_all"]["happened"] == {"right": 2, "of": 2, "share": 1.0}
    assert "act" not in figures["fields_over_all"], "which every claim has"


def test_a_clause_counts_as_shown_first_or_at_a_glance_only_where_one_is_marked() -> None:
    tally = Tally()
    gold = [claim((0, 12), (19, 29), clauses=["F1"]), claim((32, 38), (51, 65))]
    found = [claim((0, 12), (19, 29), clauses=["A1", "F1"]), claim((32, 38), (51, 65), clauses=["A1"])]

    tally.add("one", TEXT, [marked(one) for one in found], [marked(one) for one in gold])
    fields = tally.report()["fields"]

    assert fields["clause first"] == {"right": 0, "of": 1, "share": 0.0}
    assert fields["clause in 3"] == {"right": 1, "of": 1, "share": 1.0}
    assert fields["clauses"] == {"right": 0, "of": 2, "share": 0.0}


def test_forces_are_compared_apart_from_doers_that_the_deal_has_no_name_for() -> None:
    tally = Tally()
    army, council = {"id": "Syrian forces", "text": "the army"}, {"id": None, "text": "the council"}
    gold = [claim((0, 12), (19, 29), actors=[army]), claim((32, 38), (51, 65), actors=[council])]
    found = [claim((0, 12), (19, 29), actors=[army, council]), claim((32, 38), (51, 65), actors=[])]

    tally.add("one", TEXT, [marked(one) for one in found], [marked(one) for one in gold])
    fields = tally.report()["fields"]

    assert fields["forces"] == {"right": 1, "of": 1, "share": 1.0}
    assert fields["actors"] == {"right": 0, "of": 2, "share": 0.0}
