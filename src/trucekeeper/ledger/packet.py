"""Packets: entries of one ledger that travel to another by file, each line signed and checked by itself.

A laptop in the field keeps a ledger of its own. What it recorded goes into a packet: one JSON object a line, with the
sealed bytes, the seal before them, the texts that belong to them, and an Ed25519 signature over the seal. A line that
arrives proves by itself who signed it and that no bit of it changed, so half a packet is worth its whole lines, and the
order in which packets come does not matter.

The other ledger records the same records anew, at its own time. What it has already it passes over; a record under an
id that stands for something else there is kept beside it under another id. Neither value ever takes the other's place.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import NOTHING, Row, digest, hashes_in, opened, seal
from trucekeeper.ledger.codec import KINDS, canonical
from trucekeeper.ledger.deals import may_name_a_deal
from trucekeeper.ledger.record import Entry

#: First word of a packet; a program that does not know the number refuses it.
KIND: Final = "trucekeeper packet 1"

#: Before the seal in what is signed, so that a signature made for something else is none here.
SIGNED: Final = b"trucekeeper entry\0"


#: Among the names of a line: the deal that its record is about, though it names none. No id holds this sign.
OF_DEAL: Final = "\0deal"

#: Keys of a record that name another one.
REFERENCES: Final = ("source", "relays", "answers", "ends", "corrects", "withdraws", "reviews")


class NotAPacketError(TruceError):
    """A file that is something else, or a packet that a newer program made."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no packet that this program reads", "truce pack makes packets")


class UnknownSignerError(TruceError):
    """A packet whose signer this ledger does not trust."""

    def __init__(self, name: str, signer: str, key: str) -> None:
        super().__init__(
            f"{name} is signed by {signer} with key {key[:16]}..., which this ledger does not trust; nothing was taken",
            "compare the key with its owner by another way, then: truce key --trust",
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it travels.

    Attributes:
        names: Where in the chain that it comes from the records lie that it names: position and seal by id.
        seal: Its own seal in that chain.
        raw: The line itself, to be kept while it waits.
    """

    signer: str
    by: str
    entry: Entry
    seal: str
    names: Mapping[str, tuple[int, str]]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Packet:
    """What of a file proves itself.

    Attributes:
        by: Name of the laptop or desk that signed it.
        signer: Its public key, 64 hexadecimal digits.
        documents: Report texts by their SHA-256.
        damaged: Numbers of lines, from 1, that are not what was signed.
        missing: Positions that the packet says it holds and that are not whole here.
        sha256: Of the file.
    """

    name: str
    by: str
    signer: str
    lines: tuple[Line, ...]
    documents: Mapping[str, bytes]
    damaged: tuple[int, ...]
    missing: tuple[int, ...]
    sha256: str


class Signer:
    """Signs entries in the name of a ledger.

    Args:
        name: A code name of the laptop or desk, never of a person.
        private: Ed25519 private key, 32 bytes.
    """

    def __init__(self, name: str, private: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self.name = name
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, seal: bytes, names: Mapping[str, tuple[int, str]]) -> str:
        """Sign the seal of an entry and what its names stand for."""
        return self._key.sign(SIGNED + seal + canonical(dict(names))).hex()


def packet_lines(
    rows: Sequence[Row],
    salts: Mapping[str, tuple[bytes, str]],
    documents: Mapping[str, bytes],
    signer: Signer,
    *,
    after: int = 0,
    first_deal: str = "",
) -> Iterator[str]:
    """Write a packet.

    Args:
        rows: The whole ledger, in its order.
        salts: Salt and text by the hash that stands in the chain.
        documents: Report texts to go with it, by their SHA-256.
        signer: In whose name.
        after: The position of the last entry that does not go into it.
        first_deal: The deal that records are about which name none; another ledger may have another one.
    """
    head = {"packet": KIND, "by": signer.name, "signer": signer.public, "first": after + 1, "last": len(rows)}
    yield json.dumps(head)
    places: dict[str, tuple[int, str]] = {}
    previous = NOTHING
    for position, row in enumerate(rows, 1):
        record = msgspec.json.decode(row.sealed)["record"]
        if position > after:
            named = {str(record[key]) for key in REFERENCES if record.get(key)}
            names = {id: places[id] for id in sorted(named) if id in places}
            if first_deal and "deal" not in record and may_name_a_deal(KINDS[record["record"]]):
                names[OF_DEAL] = (0, first_deal)
            line = {
                "after": previous.hex(),
                "sealed": row.sealed.decode(),
                "texts": {one: (salts[one][0].hex(), salts[one][1]) for one in hashes_in(row.sealed) if one in salts},
                "names": names,
                "signature": signer.sign(row.seal, names),
            }
            yield json.dumps(line, ensure_ascii=False)
        places[record["id"]] = (position, row.seal.hex())
        previous = row.seal
    for name, content in documents.items():
        yield json.dumps({"document": name, "content": b64encode(content).decode()})


def read_packet(content: bytes, name: str) -> Packet:
    """Read what of a packet is whole; bytes that are not what was signed are told by the number of their line.

    Raises:
        NotAPacketError: When its first line is no packet's.
    """
    head, *rest = content.split(b"\n")
    try:
        said = json.loads(head)
        by, signer, first, last = str(said["by"]), str(said["signer"]), int(said["first"]), int(said["last"])
        known = said["packet"] == KIND and len(bytes.fromhex(signer)) == 32 and by.isprintable() and last < 2**40
    except (ValueError, KeyError, TypeError):
        raise NotAPacketError(name) from None
    if not known:
        raise NotAPacketError(name)
    lines: list[Line] = []
    documents: dict[str, bytes] = {}
    damaged: list[int] = []
    for number, raw in enumerate(rest, 2):
        if raw.startswith(b'{"document"'):
            text = _document(raw)
            if text is not None:
                documents[sha256(text).hexdigest()] = text
            else:
                damaged.append(number)
        elif raw.strip():
            line = checked(raw, signer, by)
            if line is not None:
                lines.append(line)
            else:
                damaged.append(number)
    there = {line.entry.position for line in lines}
    missing = tuple(sorted(set(range(first, last + 1)) - there))
    sha = sha256(content).hexdigest()
    return Packet(name, by, signer, tuple(lines), documents, tuple(damaged), missing, sha)


def _document(raw: bytes) -> bytes | None:
    try:
        line = json.loads(raw)
        content = b64decode(line["content"], validate=True)
        return content if sha256(content).hexdigest() == line["document"] else None
    except (ValueError, KeyError, TypeError):
        return None


def checked(raw: bytes, signer: str, by: str) -> Line | None:
    """Check one line; None where it is not what the signer signed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        line = json.loads(raw)
        sealed = line["sealed"].encode()
        made = seal(bytes.fromhex(line["after"]), sealed)
        names = {str(id): (int(position), str(value)) for id, (position, value) in line["names"].items()}
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer))
        key.verify(bytes.fromhex(line["signature"]), SIGNED + made + canonical(names))
        texts = {name: (bytes.fromhex(salt), str(text)) for name, (salt, text) in line["texts"].items()}
        entry = opened(sealed, {name: text for name, (_, text) in texts.items()})
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature, msgspec.MsgspecError):
        return None
    if any(digest(salt, text) != name for name, (salt, text) in texts.items()):
        return None
    return Line(signer, by, entry, made.hex(), names, raw)


def waiting_line(kept: bytes) -> Line | None:
    """Read a line that was kept while it waited: signer and name in front of it."""
    signer, by, raw = kept.split(b"\n", 2)
    return checked(raw, signer.decode(), by.decode())


def kept_line(line: Line) -> bytes:
    """Write a line to be kept while it waits."""
    return b"\n".join((line.signer.encode(), line.by.encode(), line.raw))
