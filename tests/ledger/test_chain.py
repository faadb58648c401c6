import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.made import records
from trucekeeper.ledger.chain import (
    Beside,
    Damage,
    Newest,
    Row,
    digest,
    first_damage,
    opened,
    seal,
    sealed_bytes,
    texts_in,
)
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import ERASED, Claim, Correction, Entry, Record
from trucekeeper.ledger.store_memory import MemoryStore

SAID = datetime(2016, 12, 14, 9, tzinfo=UTC)


def written(count: int) -> MemoryStore:
    """A ledger with so many entries, one a batch."""
    store = MemoryStore()
    for n in range(1, count + 1):
        store.append([Claim(id=f"c{n}", speaker=f"witness {n}", said_at=SAID, incident=f"fire {n}")], "analyst 1")
    return store


def shown(damage: Damage | None) -> tuple[str, int, str] | None:
    return None if damage is None else (damage.kind, damage.position, damage.message)


def sealed_anew(contents: list[bytes]) -> list[Row]:
    """What somebody does who changes an entry and then makes all seals fit."""
    rows: list[Row] = []
    previous = bytes(32)
    for content in contents:
        previous = seal(previous, content)
        rows.append(Row(content, previous))
    return rows


def test_a_seal_is_the_hash_that_the_documentation_gives() -> None:
    (first, second) = written(2).rows()

    assert first.seal == sha256(b"\0" + bytes(32) + first.sealed).digest()
    assert second.seal == sha256(b"\0" + first.seal + second.sealed).digest()


def test_sealed_bytes_are_the_entry_with_salted_hashes_for_texts() -> None:
    store = written(1)
    (row,) = store.rows()
    ((name, (salt, text)),) = store.salts().items()

    assert text == "witness 1"
    assert name == digest(salt, text) == "sha256:" + sha256(salt + b"witness 1").hexdigest()
    assert len(salt) == 16
    (entry,) = store.entries()
    moment = entry.recorded_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert row.sealed.decode() == (
        '{"entered_by":"analyst 1","position":1,'
        '"record":{"id":"c1","incident":"fire 1","record":"claim","said_at":"2016-12-14T09:00:00Z",'
        f'"speaker":"{name}"}},"recorded_at":"{moment}"}}'
    )


def test_an_entry_without_its_texts_shows_that_they_were_erased() -> None:
    store = MemoryStore()
    store.append([Claim(id="c1", speaker="x", said_at=SAID, via=("y", "z"))], "analyst 1")
    store.append([Correction(id="k1", corrects="c1", changes={"speaker": "u"}, reason="misheard")], "analyst 1")
    first, second = store.rows()

    assert opened(first.sealed, {}).record == Claim(id="c1", speaker=ERASED, said_at=SAID, via=(ERASED, ERASED))
    assert opened(second.sealed, {}).record == Correction(
        id="k1", corrects="c1", changes={"speaker": ERASED}, reason=ERASED
    )


def changed(row: Row, old: bytes, new: bytes) -> Row:
    assert old in row.sealed
    return Row(row.sealed.replace(old, new), row.seal)


def test_each_kind_of_damage_is_told_apart() -> None:
    rows = list(written(6).rows())
    altered = [*rows[:2], changed(rows[2], b"fire 3", b"fire 9"), *rows[3:]]
    last = [*rows[:5], changed(rows[5], b"fire 6", b"fire 9")]
    renumbered = [*rows[:2], changed(rows[2], b'"position":3', b'"position":5'), *rows[3:]]
    torn = [*rows[:2], Row(rows[2].sealed[:40], rows[2].seal), *rows[3:]]
    seal_altered = [*rows[:2], Row(rows[2].sealed, bytes(32)), *rows[3:]]

    assert shown(first_damage(rows)) is None
    assert shown(first_damage(altered)) == ("altered entry", 3, "entry 3 is not what was written")
    assert shown(first_damage(last)) == (
        "altered entry",
        6,
        "entry 6, the last one, or its seal is not what was written",
    )
    assert shown(first_damage(renumbered)) == (
        "altered entry",
        3,
        "entry 3 is not what was written: it calls itself 5",
    )
    assert shown(first_damage(torn)) == ("altered entry", 3, "entry 3 is not what was written")
    assert shown(first_damage(seal_altered)) == (
        "altered seal",
        3,
        "the seal of entry 3 was changed; the entry itself was not",
    )
    assert shown(first_damage([*rows[:2], *rows[3:]])) == ("removed", 3, "entry 3 is missing")
    assert shown(first_damage([*rows[:2], *rows[4:]])) == ("removed", 3, "entries 3 to 4 are missing")
    assert shown(first_damage(rows[1:])) == ("removed", 1, "entry 1 is missing")
    assert shown(first_damage([*rows[:2], rows[3], rows[2], *rows[4:]])) == (
        "reordered",
        3,
        "entries were reordered: entry 4 stands where entry 3 should",
    )
    assert shown(first_damage([*rows[:3], rows[2], *rows[3:]])) == (
        "inserted",
        4,
        "an entry that does not belong to the ledger stands before entry 4",
    )
    foreign = changed(rows[3], b"fire 4", b"fire 9")
    assert shown(first_damage([*rows[:3], foreign, *rows[3:]])) == (
        "inserted",
        4,
        "an entry that does not belong to the ledger stands before entry 4",
    )


def test_a_cut_off_end_shows_against_a_kept_seal_only() -> None:
    rows = list(written(4).rows())
    kept = Newest(4, rows[3].seal)

    assert first_damage(rows[:3]) is None
    assert shown(first_damage(rows[:3], kept=kept)) == (
        "cut off",
        4,
        "the end is cut off: a seal was kept for entry 4, it ends after entry 3",
    )
    assert shown(first_damage([], kept=kept)) == (
        "cut off",
        1,
        "the end is cut off: a seal was kept for entry 4, it is empty",
    )


def test_a_chain_written_anew_shows_against_a_kept_seal_only() -> None:
    rows = list(written(4).rows())
    anew = sealed_anew([row.sealed.replace(b"fire 2", b"fire 9") for row in rows])

    assert first_damage(anew) is None
    assert shown(first_damage(anew, kept=Newest(3, rows[2].seal))) == (
        "rewritten",
        3,
        "the chain was written anew: its seal of entry 3 is not the one that was kept; "
        "something at or before this entry was changed",
    )


def test_texts_beside_the_chain_are_checked_too() -> None:
    store = written(3)
    rows = list(store.rows())
    texts = [(name, salt, text) for name, (salt, text) in store.salts().items()]
    (name, salt, _), *others = texts

    def found(*given: tuple[str, bytes, str], documents: Any = ()) -> Any:
        return shown(first_damage(rows, Beside(given, documents)))

    assert found(*texts) is None
    assert found((name, salt, "witness 9"), *others) == ("altered text", 1, "a text of entry 1 was changed")
    assert found(*others) == (
        "missing text",
        1,
        "a text of entry 1 is gone, and no record says that it was erased",
    )
    stray = (digest(salt, "stray"), salt, "stray")
    assert found(*texts, stray) == ("foreign text", 0, "a text that no entry names lies beside the ledger")
    assert found(*texts, documents=[("a" * 64, "b" * 64)]) == (
        "altered text",
        0,
        "the report or deal text aaaaaaaaaaaa... was changed",
    )
    assert found(*texts, documents=[("a" * 64, "a" * 64)]) == (
        "foreign text",
        0,
        "the report or deal text aaaaaaaaaaaa... belongs to no record",
    )


def test_an_erased_text_that_came_back_is_foreign() -> None:
    store = written(2)
    back = [(name, salt, text) for name, (salt, text) in store.salts().items()]
    store.erase(["witness 1"], by="analyst 1", reason="asked for")
    now = {name: (salt, text) for name, (salt, text) in store.salts().items()} | {n: (s, t) for n, s, t in back}

    damage = first_damage(store.rows(), Beside((n, s, t) for n, (s, t) in now.items()))

    assert shown(damage) == ("foreign text", 1, "a text of entry 1 that was erased lies beside the ledger")


LEDGER = list(written(8).rows())


@settings(max_examples=300)
@given(st.integers(0, 7), st.data())
def test_a_changed_byte_is_found_where_it_was_changed(place: int, data: st.DataObject) -> None:
    row = LEDGER[place]
    whole = row.sealed + row.seal
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda new: new != whole[at]))
    broken = whole[:at] + bytes([byte]) + whole[at + 1 :]
    rows = [*LEDGER]
    rows[place] = Row(broken[: len(row.sealed)], broken[len(row.sealed) :])

    damage = first_damage(rows)

    assert damage is not None
    assert damage.position == place + 1


@given(st.integers(0, 7), st.integers(1, 7))
def test_removed_entries_are_missed_where_they_stood(start: int, count: int) -> None:
    rows = LEDGER[:start] + LEDGER[start + count :]

    damage = first_damage(rows, kept=Newest(8, LEDGER[7].seal))

    assert damage is not None
    assert damage.kind in ("removed", "cut off")
    assert damage.position == start + 1


@given(st.permutations(range(8)))
def test_any_other_order_is_noticed(order: list[int]) -> None:
    damage = first_damage([LEDGER[n] for n in order])

    first_wrong = next((n for n in range(8) if order[n] != n), None)
    assert (damage and damage.position) == (None if first_wrong is None else first_wrong + 1)


@pytest.mark.parametrize(
    "sealed", [b"", b"[]", b"null", b"{}", b'{"position":1}', b"\xff", b'{"position":true,"record":{}}']
)
def test_bytes_that_are_no_entry_are_damage_and_no_crash(sealed: bytes) -> None:
    damage = first_damage([Row(sealed, seal(bytes(32), sealed)), *LEDGER[1:]])

    assert shown(damage) == ("altered entry", 1, "entry 1 is not what was written")


def test_the_sealed_bytes_are_json_that_any_program_reads() -> None:
    for position, row in enumerate(LEDGER, 1):
        assert json.loads(row.sealed)["position"] == position


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(records())
def test_what_is_sealed_is_opened_again_as_it_was(record: Record) -> None:
    flat_record = flat(record)
    hashes = {text: digest(b"salt", text) for text in texts_in(flat_record)}
    moment = SAID.isoformat()
    sealed = sealed_bytes({"position": 1, "recorded_at": moment, "entered_by": "x", "record": flat_record}, hashes)

    entry = opened(sealed, {name: text for text, name in hashes.items()})

    assert entry == Entry(position=1, recorded_at=SAID, entered_by="x", record=record)
