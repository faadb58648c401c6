"""Two laptops and a desk: whatever way packets take, nothing is lost or doubled, nothing takes another's place."""

import json
import random
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from tests.ledger.conftest import Ticking
from trucekeeper.ledger.arrival import Taken, take
from trucekeeper.ledger.packet import NotAPacketError, Signer, UnknownSignerError, packet_lines, read_packet
from trucekeeper.ledger.record import ERASED, CaseStep, Claim, Correction, Key, Record, Source, Withdrawal
from trucekeeper.ledger.store_base import BaseStore
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.ledger.view import view

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)
ONE, TWO = Signer("laptop-1", bytes(31) + b"\1"), Signer("laptop-2", bytes(31) + b"\2")


def claim(id: str, **keys: Any) -> Claim:
    keys.setdefault("speaker", "radio of the north")
    return Claim(id=id, said_at=SAID, **keys)


def laptop(*batches: list[Record]) -> BaseStore:
    store = MemoryStore(now=Ticking())
    for batch in batches:
        store.append(batch, "monitor")
    return store


def packet(store: BaseStore, signer: Signer = ONE, after: int = 0, upto: int | None = None) -> bytes:
    rows = list(store.rows())[:upto]
    documents = {name: content for name, content in store._documents()}
    return "\n".join(packet_lines(rows, store.salts(), documents, signer, after=after)).encode()


def trust(store: BaseStore, *signers: Signer) -> BaseStore:
    keys = [Key(id=f"key {one.name}", holder=one.name, key=one.public, by="head of desk") for one in signers]
    store.append(keys, "head of desk")
    return store


@pytest.fixture
def desk(store: Any) -> BaseStore:
    return trust(store, ONE, TWO)


def arrives(desk: BaseStore, content: bytes) -> Taken:
    taken = take(desk, read_packet(content, "usb/packet"), by="desk")
    assert desk.damage() is None
    return taken


def ids(desk: BaseStore) -> set[str]:
    return {
        one.record.id for one in desk.entries() if isinstance(one.record, Claim | Correction | CaseStep | Withdrawal)
    }


def test_what_a_laptop_recorded_arrives_with_its_texts_and_who_entered_it(desk: BaseStore) -> None:
    field = laptop([claim("c1", words="they fired", via=("a driver",)), claim("c2")])

    taken = arrives(desk, packet(field))

    assert [one.record for one in taken.entries] == [one.record for one in field.entries()]
    assert {one.entered_by for one in taken.entries} == {"monitor via laptop-1"}
    assert (taken.already, taken.renamed, taken.waiting, taken.left) == (0, (), (), ())


def test_a_packet_that_comes_twice_brings_nothing_the_second_time(desk: BaseStore) -> None:
    field = laptop([claim("c1")], [claim("c2")])
    arrives(desk, packet(field))
    end = desk.newest()

    taken = arrives(desk, packet(field))

    assert (taken.entries, taken.already) == ((), 2)
    assert desk.newest() == end


def test_packets_arrive_in_any_order_and_what_names_a_missing_record_waits(store: Any) -> None:
    field = laptop(
        [claim("c1")],
        [Correction(id="k1", corrects="c1", changes={"polarity": "no"}, reason="misheard")],
        [Correction(id="k2", corrects="k1", changes={"changes": {"clause": "A1"}}, reason="misread")],
    )
    parts = [packet(field, after=n, upto=n + 1) for n in range(3)]
    orders = list(permutations(range(3)))
    for order in [random.Random(3).choice(orders)] if not isinstance(store, MemoryStore) else orders:
        desk = trust(store if not isinstance(store, MemoryStore) else MemoryStore(now=Ticking()), ONE)
        taken = [arrives(desk, parts[place]) for place in order]
        assert desk.waiting() == ()
        assert taken[-1].waiting == ()
        assert ids(desk) == {"c1", "k1", "k2"}
        seen = view(desk.entries(), known_by=datetime(2100, 1, 1, tzinfo=UTC))
        (one,) = [entry.record for entry in seen if isinstance(entry.record, Claim)]
        assert (one.clause, one.polarity) == ("A1", "yes")


def test_of_half_a_packet_the_whole_lines_count_and_the_rest_is_named(desk: BaseStore) -> None:
    field = laptop([claim(f"c{n}", words=f"words {n}") for n in range(1, 9)])
    whole = packet(field)

    half = read_packet(whole[: len(whole) * 6 // 10], "usb/packet")
    taken = take(desk, half, by="desk")

    assert half.missing == tuple(range(len(taken.entries) + 1, 9))
    assert half.missing
    assert taken.entries
    assert len(arrives(desk, whole).entries) == len(half.missing)
    assert ids(desk) == {f"c{n}" for n in range(1, 9)}


def test_one_flipped_bit_costs_its_own_line_and_is_told(desk: BaseStore) -> None:
    field = laptop([claim(f"c{n}", words=f"words {n}", incident="fire") for n in range(1, 6)])
    whole = packet(field)
    head = whole.index(b"\n") + 1
    chance = random.Random(14)
    read = read_packet(whole, "usb/packet")
    for _ in range(200):
        at = chance.randrange(head, len(whole))
        bent = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        read = read_packet(bent, "usb/packet")
        good = {line.entry.position: line.entry for line in read.lines}

        assert all(good[one].record == field.entries()[one - 1].record for one in good)
        assert set(read.missing) == set(range(1, 6)) - set(good)
        assert len(good) >= 3
        assert good.keys() != set(range(1, 6)) or bent.split() == whole.split() or not read.damaged
    taken = take(desk, read, by="desk")
    assert len(taken.entries) == len(read.lines)


def test_a_signer_whom_nobody_trusts_brings_nothing(desk: BaseStore) -> None:
    stranger = Signer("laptop-1", bytes(31) + b"\3")
    field = laptop([claim("c1")])
    before = desk.newest()

    with pytest.raises(UnknownSignerError) as refused:
        arrives(desk, packet(field, stranger))

    assert stranger.public[:16] in refused.value.message
    assert desk.newest() == before


def test_a_key_that_was_revoked_opens_nothing_any_more(desk: BaseStore) -> None:
    desk.append([Key(id="lost", holder="laptop-1", key=ONE.public, by="head of desk", revoked=True)], "head of desk")

    with pytest.raises(UnknownSignerError):
        arrives(desk, packet(laptop([claim("c1")])))


def test_two_laptops_that_use_one_id_for_two_things_keep_both(desk: BaseStore) -> None:
    one = laptop([claim("r1", speaker="a team"), Withdrawal(id="w1", withdraws="r1", reason="wrong day")])
    two = laptop([claim("r1", speaker="another team")])

    first, second = arrives(desk, packet(two, TWO)), arrives(desk, packet(one, ONE))

    assert (first.renamed, second.renamed) == ((), (("r1", "r1@laptop-1"),))
    gone = desk.entry("w1")
    assert gone is not None
    assert isinstance(gone.record, Withdrawal)
    assert gone.record.withdraws == "r1@laptop-1"
    again = arrives(desk, packet(one, ONE))
    assert (again.entries, again.already) == ((), 2)


def test_two_laptops_that_edit_the_same_case_keep_both_and_the_conflict_is_shown(store: Any) -> None:
    desk = trust(store, ONE, TWO)
    desk.append([claim("c1"), CaseStep(id="s1", case="ALP-14", step="opened", said_at=SAID, by="desk")], "desk")

    def edited(name: str, polarity: str, outcome: str) -> BaseStore:
        field = MemoryStore(now=Ticking())
        assert arrives(trust(field, DESK), packet(desk, DESK)).left == ()
        correction = Correction(id=f"k {name}", corrects="c1", changes={"polarity": polarity}, reason="seen again")
        step = CaseStep(id=f"f {name}", case="ALP-14", step="finding", said_at=SAID, by=name, outcome=outcome)
        field.append([correction, step], name)
        return field

    one, two = edited("laptop-1", "no", "confirmed"), edited("laptop-2", "yes", "open")
    assert arrives(desk, packet(one, ONE)).conflicts == ()

    taken = arrives(desk, packet(two, TWO))

    assert {"k laptop-1", "k laptop-2", "f laptop-1", "f laptop-2"} <= ids(desk)
    assert [(one.about, one.here, one.came) for one in taken.conflicts] == [
        ("c1: polarity", ("k laptop-1", "no"), ("k laptop-2", "yes")),
        ("case ALP-14: finding", ("f laptop-1", "confirmed by laptop-1"), ("f laptop-2", "open by laptop-2")),
    ]


DESK = Signer("desk", bytes(31) + b"\4")


def test_a_ledger_restored_from_last_nights_copy_gets_the_day_back_from_packets(desk: BaseStore) -> None:
    field = laptop([claim("c1")])
    arrives(desk, packet(field))
    desk.append([claim("d1")], "desk")
    night = MemoryStore(now=Ticking())
    night._rows, night._places = list(desk.rows()), {e.record.id: e.position - 1 for e in desk.entries()}
    night._beside = dict(desk.salts())
    field.append([claim("c2"), Correction(id="k", corrects="c1", changes={"clause": "A"}, reason="misread")], "monitor")
    arrives(desk, packet(field, after=1))

    restored = arrives(night, packet(field))

    assert [one.record.id for one in restored.entries] == ["c2", "k"]
    assert ids(night) == ids(desk)


def test_what_was_erased_here_does_not_come_back_with_an_old_packet(desk: BaseStore) -> None:
    field = laptop([claim("c1", speaker="a very particular name")])
    old = packet(field)
    arrives(desk, old)
    desk.erase(["a very particular name"], by="desk", reason="asked for")

    taken = arrives(desk, old)

    assert taken.entries == ()
    assert "a very particular name" not in {text for _, text in desk.salts().values()}


def test_what_was_erased_in_the_field_is_not_made_up_here(desk: BaseStore) -> None:
    field = laptop([claim("c1", speaker="a very particular name"), claim("c2")])
    field.erase(["a very particular name"], by="monitor", reason="asked for")

    taken = arrives(desk, packet(field))

    assert [one.record.id for one in taken.entries] == ["c2"]
    assert taken.left == (("c1", "a text of it was erased where it comes from"),)
    assert ERASED not in {text for _, text in desk.salts().values()}


def test_report_texts_travel_with_their_sources(desk: BaseStore) -> None:
    from hashlib import sha256

    text = b"They fired at dawn."
    field = MemoryStore(now=Ticking())
    source = Source(id="s1", publisher="an agency", text_sha256=sha256(text).hexdigest())
    field.append([source, claim("c1", source="s1")], "monitor", documents=[text])

    arrives(desk, packet(field))

    assert desk.document(source.text_sha256) == text


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\3\4", b'{"packet": "trucekeeper packet 2"}', b"\xff\xfe\n{}"])
def test_what_is_no_packet_is_one_clear_error(content: bytes) -> None:
    with pytest.raises(NotAPacketError) as refused:
        read_packet(content, "usb/photo.jpg")

    assert refused.value.message == "usb/photo.jpg is no packet that this program reads"


def test_a_line_signed_for_one_ledger_cannot_be_made_to_speak_of_another_record(desk: BaseStore) -> None:
    field = laptop([claim("c1")], [Withdrawal(id="w1", withdraws="c1", reason="wrong")])
    desk.append([claim("c1", speaker="somebody else")], "desk")
    head, _, line = packet(field).split(b"\n")
    rows = list(desk.rows())
    forged = json.loads(line) | {"names": {"c1": [len(rows), rows[-1].seal.hex()]}}

    taken = arrives(desk, b"\n".join([head, json.dumps(forged).encode()]))
    kept = arrives(desk, b"\n".join([head, line]))

    assert taken.entries == ()
    assert (kept.entries, kept.waiting) == ((), ("w1",))
