"""What every store promises; run for each of them."""

import threading
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from tests.ledger.conftest import START, Ticking
from trucekeeper.ledger.admit import NotTaken, unknown_references
from trucekeeper.ledger.chain import Newest
from trucekeeper.ledger.record import (
    ERASED,
    Claim,
    Correction,
    Count,
    Entry,
    Erasure,
    Movement,
    Record,
    Review,
    Source,
    Withdrawal,
)
from trucekeeper.ledger.store import (
    ErasingReasonError,
    MovedOnError,
    NobodyError,
    NoProposalError,
    NothingToEraseError,
    Proposal,
    Store,
)
from trucekeeper.ledger.view import view

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def claim(id: str, speaker: str = "radio of the north", **keys: Any) -> Claim:
    return Claim(id=id, speaker=speaker, said_at=SAID, **keys)


def correction(id: str, corrects: str, /, **changes: Any) -> Correction:
    return Correction(id=id, corrects=corrects, changes=changes, reason="misheard")


def refused(store: Store, *records: Record) -> list[tuple[str, str, str]]:
    with pytest.raises(NotTaken) as error:
        store.append(records, "analyst 1")
    return [(one.id, one.code, one.message) for one in error.value.refusals]


def test_what_is_recorded_is_read_back_with_position_moment_and_who(store: Store) -> None:
    entries = store.append([claim("c1", words="they fired", via=("a driver", "a doctor")), claim("c2")], "analyst 1")

    assert store.entries() == entries
    assert [(e.position, e.recorded_at, e.entered_by) for e in entries] == [
        (1, START + timedelta(minutes=1), "analyst 1"),
        (2, START + timedelta(minutes=1), "analyst 1"),
    ]
    assert store.entry("c1") == entries[0]
    assert store.entry("c9") is None
    assert store.entries(after=1) == entries[1:]
    assert store.damage() is None


def test_an_empty_ledger_verifies_and_its_newest_seal_is_zero(store: Store) -> None:
    assert store.newest() == Newest(0, bytes(32))
    assert store.entries() == ()
    assert store.damage() is None


def test_an_empty_batch_is_no_entry(store: Store) -> None:
    assert store.append([], "analyst 1") == ()
    assert store.newest().position == 0


def test_recorded_at_never_runs_backwards_when_the_clock_is_set_back(store: Store, clock: Ticking) -> None:
    store.append([claim("c1")], "analyst 1")
    clock.at = START - timedelta(days=1)

    store.append([claim("c2")], "analyst 1")

    assert [entry.recorded_at for entry in store.entries()] == [START + timedelta(minutes=1)] * 2


def test_a_newest_seal_kept_elsewhere_still_fits_when_the_ledger_has_grown(store: Store) -> None:
    store.append([claim("c1")], "analyst 1")
    kept = store.newest()
    store.append([claim("c2")], "analyst 1")

    assert store.damage(kept) is None
    damage = store.damage(Newest(kept.position, bytes(32)))
    assert damage is not None
    assert (damage.kind, damage.position) == ("rewritten", 1)


def test_an_id_is_used_once(store: Store) -> None:
    store.append([claim("c1")], "analyst 1")

    assert refused(store, claim("c1"), claim("c2"), claim("c2")) == [
        ("c1", "L11", 'the id "c1" is already used in this ledger'),
        ("c2", "L11", 'the id "c2" is already used in this ledger'),
    ]
    assert store.newest().position == 1


def test_a_batch_with_one_bad_record_leaves_nothing_behind(store: Store) -> None:
    refused(store, claim("c1", speaker="somebody new"), claim("c2", suppose=True))

    assert store.entries() == ()
    assert store.salts() == {}
    assert store.damage() is None


def test_a_supposition_is_not_kept(store: Store) -> None:
    assert refused(store, claim("c1", suppose=True)) == [
        ("c1", "L12", '"c1" is a supposition, and a ledger keeps none')
    ]


def test_what_names_a_record_that_is_not_there_is_refused(store: Store) -> None:
    found = refused(
        store,
        correction("k1", "c1", clause="A1"),
        Withdrawal(id="w1", withdraws="c1", reason="twice"),
        claim("c2", answers="d1"),
        claim("c1"),
    )

    assert found == [
        ("k1", "L13", '"k1" corrects "c1", and there is no such record before it'),
        ("w1", "L13", '"w1" withdraws "c1", and there is no such record before it'),
        ("c2", "L13", '"c2" answers "d1", and there is no such record before it'),
    ]


def test_a_relay_may_name_what_is_not_there_and_that_is_reported(store: Store) -> None:
    batch = [claim("c2", relays="c1", basis="relay"), claim("c3", relays="c2")]

    assert unknown_references(batch, store) == (("c2", "relays", "c1"),)
    store.append(batch, "analyst 1")
    assert unknown_references([claim("c4", relays="c2")], store) == ()


def test_a_correction_that_leaves_no_record_is_refused(store: Store) -> None:
    store.append([claim("c1")], "analyst 1")

    assert refused(store, correction("k1", "c1", polarity="perhaps"), correction("k2", "c1", clause="A1")) == [
        ("k1", "L14", 'correction "k1" leaves "c1" no record: "perhaps" is not a value of "polarity"')
    ]


def test_a_correction_of_a_correction_is_judged_by_what_it_leads_to(store: Store) -> None:
    store.append([claim("c1"), correction("k1", "c1", clause="A1")], "analyst 1")

    assert refused(store, correction("k2", "k1", changes={"polarity": "perhaps"})) == [
        ("k2", "L14", 'correction "k1" leaves "c1" no record: "perhaps" is not a value of "polarity"')
    ]
    store.append([correction("k3", "k1", changes={"clause": "A2"})], "analyst 1")
    assert [entry.record for entry in view(store.entries(), known_by=START + timedelta(days=1))] == [
        claim("c1", clause="A2")
    ]


def test_records_built_wrongly_by_a_program_are_refused_too(store: Store) -> None:
    bad = Movement(id="m1", speaker="x", said_at=SAID, event="arrived", quantity=Count(low=5, high=3))

    assert refused(store, bad) == [("m1", "L10", "low is 5, more than high, 3")]


def test_nobody_cannot_enter_a_record(store: Store) -> None:
    with pytest.raises(NobodyError):
        store.append([claim("c1")], " ")


def test_names_and_free_texts_do_not_stand_in_the_sealed_bytes(store: Store) -> None:
    secret = "a driver of the third convoy"
    store.append([claim("c1", speaker=secret, via=(secret,)), correction("k1", "c1", words=secret)], "analyst 1")

    sealed = b"".join(row.sealed for row in store.rows())
    assert secret.encode() not in sealed
    assert b"driver" not in sealed
    assert [text for _, text in store.salts().values()].count(secret) == 1
    assert store.entries()[1].record == correction("k1", "c1", words=secret)


def test_report_texts_are_kept_by_their_hash(store: Store) -> None:
    report = "النص الكامل".encode()
    name = sha256(report).hexdigest()
    source = Source(id="s1", publisher="an agency", text_sha256=name)

    store.append([source], "analyst 1", documents=[report])

    assert store.document(name) == report
    assert store.document("0" * 64) is None
    assert store.damage() is None


def test_an_erased_name_is_gone_everywhere_and_the_chain_still_verifies(store: Store) -> None:
    name = "a doctor in the east"
    store.append([claim("c1", speaker=name), claim("c2", via=(name, "an agency")), claim("c3")], "analyst 1")
    store.propose([Proposal("p1", "s1", {"speaker": {"text": name}, "content": f"{name} said"})])
    kept = store.newest()
    seen = store.entries()

    erased = store.erase([name], by="head of mission", reason="asked for by the person")

    assert erased.records == ("c1", "c2")
    first, second, third, last = (entry.record for entry in store.entries())
    assert first == claim("c1", speaker=ERASED)
    assert second == claim("c2", via=(ERASED, "an agency"))
    assert third == seen[2].record
    assert isinstance(last, Erasure)
    assert (last.by, last.reason, last.records) == ("head of mission", "asked for by the person", ("c1", "c2"))
    assert store.proposals()[0].body == {"speaker": {"text": ERASED}, "content": f"{ERASED} said"}
    assert name not in [text for _, text in store.salts().values()]
    assert store.damage(kept) is None


def test_an_erased_name_may_be_said_again_and_gets_another_hash(store: Store) -> None:
    store.append([claim("c1", speaker="a doctor")], "analyst 1")
    before = set(store.salts())
    store.erase(["a doctor"], by="analyst 1", reason="asked for")

    store.append([claim("c2", speaker="a doctor")], "analyst 1")

    (name,) = [one for one, (_, text) in store.salts().items() if text == "a doctor"]
    assert name not in before
    assert store.entries()[0].record == claim("c1", speaker=ERASED)
    assert store.damage() is None


def test_an_erasure_says_where_the_text_still_stands(store: Store) -> None:
    report = b"Dr Rami said so."
    name = sha256(report).hexdigest()
    store.append(
        [
            Source(id="s1", publisher="an agency", text_sha256=name),
            claim("c1", speaker="Dr Rami", incident="arrest of Dr Rami"),
            claim("c2", words="as Dr Rami told us"),
        ],
        "analyst 1",
        documents=[report],
    )

    erased = store.erase(["Dr Rami"], by="analyst 1", reason="asked for")

    assert erased.inside == ("c2",)
    assert erased.in_clear == (("c1", "incident"),)
    assert erased.documents == (name,)


def test_a_report_text_can_be_erased_and_the_chain_still_verifies(store: Store) -> None:
    report = b"names of many"
    name = sha256(report).hexdigest()
    store.append([Source(id="s1", publisher="an agency", text_sha256=name)], "analyst 1", documents=[report])

    erased = store.erase([], documents=[name], by="analyst 1", reason="not ours")

    assert store.document(name) is None
    assert erased.records == ("s1",)
    assert store.damage() is None


def test_what_is_not_there_cannot_be_erased(store: Store) -> None:
    store.append([claim("c1")], "analyst 1")

    with pytest.raises(NothingToEraseError):
        store.erase(["radio"], by="analyst 1", reason="asked for")
    with pytest.raises(ErasingReasonError):
        store.erase(["radio of the north"], by="analyst 1", reason="radio of the north asked")
    assert store.newest().position == 1


def test_the_mark_of_an_erased_text_cannot_be_recorded(store: Store) -> None:
    assert refused(store, claim("c1", speaker=ERASED)) == [
        ("c1", "L15", '"c1" holds [erased], which stands for a text that was deleted')
    ]


def test_proposals_wait_and_count_for_nothing_until_a_person_decides(store: Store) -> None:
    store.propose([Proposal("p1", "s1", {"act": "says"}), Proposal("p2", "s1", {"act": "denies"})])
    assert store.propose([Proposal("p1", "s1", {"act": "other"})]) == ()
    assert store.entries() == ()

    entries = store.decide("p1", "confirmed", by="analyst 1", records=[claim("c1", confirmed_by="analyst 1")])

    assert [entry.record for entry in entries] == [
        claim("c1", confirmed_by="analyst 1"),
        Review(id="review 2 of p1", reviews="p1", outcome="confirmed", by="analyst 1"),
    ]
    assert [(one.id, one.state, one.by, one.at) for one in store.proposals()] == [
        ("p1", "confirmed", "analyst 1", entries[-1].recorded_at),
        ("p2", "open", "", None),
    ]
    assert [one.body for one in store.proposals("open")] == [{"act": "denies"}]


def test_a_decision_whose_record_is_refused_leaves_the_proposal_open(store: Store) -> None:
    store.propose([Proposal("p1", "s1", {})])

    with pytest.raises(NotTaken):
        store.decide("p1", "confirmed", by="analyst 1", records=[claim("c1", suppose=True)])
    with pytest.raises(NoProposalError):
        store.decide("p9", "rejected", by="analyst 1", reason="no claim")

    assert [one.state for one in store.proposals()] == ["open"]
    assert store.entries() == ()


def test_an_erasure_is_recorded_by_the_ledger_alone(store: Store) -> None:
    assert refused(store, Erasure(id="e1", erases=("x",), by="somebody", reason="")) == [
        ("e1", "L17", '"e1" is an erasure, which only the ledger records')
    ]


def test_nobody_can_enter_what_looks_like_the_hash_of_a_text(store: Store) -> None:
    hash = "sha256:" + "a" * 64

    assert refused(store, claim("c1", incident=hash), correction("k1", "c1", incident=hash)) == [
        ("c1", "L15", '"c1" holds "sha256:...", which stands for a text in the chain'),
        ("k1", "L15", '"k1" holds "sha256:...", which stands for a text in the chain'),
    ]
    store.append([claim("c2", words=hash)], "analyst 1")
    assert store.damage() is None
    assert store.entries()[0].record == claim("c2", words=hash)


def test_who_follows_a_ledger_gets_what_is_there_and_then_what_comes(store: Store) -> None:
    store.append([claim("c1"), claim("c2")], "analyst 1")
    told = store.follow(after=1, patience_s=0.01)

    assert [entry.record.id for entry in next(told)] == ["c2"]
    assert next(told) == ()

    late = threading.Timer(0.05, store.append, [[claim("c3", words="the road is open")], "analyst 2"])
    late.start()
    waiting = store.follow(after=2, patience_s=30)
    begun = time.monotonic()
    came = next(waiting) or next(waiting)
    late.join()

    assert [(entry.record.id, entry.entered_by) for entry in came] == [("c3", "analyst 2")]
    assert time.monotonic() - begun < 20
    assert [entry.position for entry in next(told) or next(told)] == [3]


def test_what_is_asked_of_the_end_alone_reads_as_in_the_whole(store: Store) -> None:
    store.append([claim(f"c{n}", f"witness {n}", words=f"words {n}") for n in range(5)], "analyst 1")
    end = store.entries(after=3)

    assert end == store.entries()[3:]
    store.erase(["words 4"], by="analyst 1", reason="asked for")
    assert store.entries(after=4) == store.entries()[4:]
    assert store.entries(after=9) == ()


def test_what_was_worked_out_from_a_ledger_is_refused_once_it_has_gone_on(store: Store) -> None:
    store.append([claim("c1")], "desk", behind=0)

    with pytest.raises(MovedOnError) as refused:
        store.append([claim("c2")], "desk", behind=0)

    assert (refused.value.behind, refused.value.newest) == (0, 1)
    assert [one.record.id for one in store.entries()] == ["c1"]
    store.append([claim("c2")], "desk", behind=1)
    assert [one.record.id for one in store.entries()] == ["c1", "c2"]


def test_of_two_that_record_at_once_behind_the_same_entry_one_is_refused(store: Store) -> None:
    ready, taken, refused = threading.Barrier(2), list[Entry](), list[str]()

    def enter(id: str) -> None:
        ready.wait(10)
        try:
            taken.extend(store.append([claim(id)], "desk", behind=0))
        except MovedOnError:
            refused.append(id)

    several = [threading.Thread(target=enter, args=(id,)) for id in ("c1", "c2")]
    for one in several:
        one.start()
    for one in several:
        one.join(20)

    assert (len(taken), len(refused)) == (1, 1)
    assert len(store.entries()) == 1
