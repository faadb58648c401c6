"""The kinds of record that a ledger holds: written once, never changed.

One object a line in JSONL, tagged by the key `record`; unknown keys are refused. `recorded_at`, `entered_by` and the
position are the store's alone and stand in `Entry`, not here. Defaults are part of the format: they are left out of the
bytes, so a default is never changed once released.

Names and free text (the fields in `ERASABLE`) do not stand in the sealed bytes: a salted hash does, and the text lies
beside the chain, where it can be erased while the chain still verifies.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct

Moment = Annotated[datetime, Meta(tz=True)]
Id = Annotated[str, Meta(min_length=1, max_length=200)]

Basis = Literal["own observation", "statement", "document", "video", "image", "relay"]
Polarity = Literal["yes", "no"]
Certainty = Literal["stated", "hedged", "possible"]
Precision = Literal["minute", "hour", "part_of_day", "day", "days", "unknown"]
Act = Literal[
    "says",
    "accuses",
    "denies",
    "admits",
    "confirms",
    "claims_responsibility",
    "demands",
    "promises",
    "agrees",
    "orders",
    "predicts",
    "warns",
    "shows",
    "reports",
    "narrates",
]
Event = Literal[
    "fire",
    "shelling",
    "airstrike",
    "killing",
    "detention",
    "obstruction",
    "access",
    "movement",
    "arrival",
    "return",
    "hold",
    "resume",
    "agreement",
    "collapse",
    "meeting",
    "statement",
    "other",
]
MovementEvent = Literal[
    "listed",
    "consented",
    "boarded",
    "departed",
    "at the point",
    "crossed",
    "handed over",
    "arrived",
    "refused",
    "turned back",
    "returned",
    "died",
    "missing",
    "done",
]
DealState = Literal[
    "draft", "offered", "agreed", "in_force", "suspended", "collapsed", "resumed", "completed", "superseded", "ended"
]

CaseStepWord = Literal[
    "received",
    "screened",
    "opened",
    "account asked",
    "account of the accused party",
    "tasked",
    "access asked",
    "access granted",
    "access delayed",
    "access denied",
    "collected",
    "finding",
    "dissent",
    "reported",
    "communicated",
    "reply",
    "handled",
    "published",
    "closed",
    "reopened",
]
Axis = Literal["occurrence", "breach", "attribution", "intent"]
CannotTell = Literal["no access", "lack of evidence", "too late", "contradictory"]
Compass = Literal[
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW", "all directions"
]

#: What came of a step, where the step has a list of its own (domain.md section 4.4).
OUTCOMES: Final[dict[str, tuple[str, ...]]] = {
    "occurrence": ("under verification", "confirmed", "not confirmed", "refuted"),
    "breach": ("not a violation", "misunderstanding", "minor incident", "violation", "grave violation"),
    "attribution": ("party named", "both", "third actor", "not determined"),
    "intent": ("accidental", "intentional", "unknown"),
    "screened": ("opened as a case", "information only", "rejected", "duplicate"),
    "handled": ("resolved locally", "referred up", "corrective action done", "open", "closed unruled"),
    "published": ("public", "partner", "party", "internal"),
}

#: Speaker sides that are no party of the deal.
INDEPENDENT: Final = "independent"
UNKNOWN: Final = "unknown"

#: The value of `clause` for a question about the deal as a whole (R13); `deal` is a kind, so no clause has this id.
WHOLE_DEAL: Final = "deal"


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a record."""


class Happened(_Part, frozen=True, kw_only=True):
    """When something is said to have happened: start in, end out."""

    start: Moment
    end: Moment
    precision: Precision = "unknown"
    basis: str = ""


class Count(_Part, frozen=True, kw_only=True):
    """How many, as said; `high` null where no upper end was said."""

    low: Annotated[int, Meta(ge=0)]
    high: Annotated[int, Meta(ge=0)] | None
    unit: str = "people"
    approx: bool = False


class Spans(_Part, frozen=True, kw_only=True):
    """Where the words stand: character offsets into the text stored under the source's hash."""

    content: tuple[tuple[int, int], ...]
    speaker: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None


class Spot(_Part, frozen=True, kw_only=True):
    """A place: an id of the deal, or words, with a point where one is known."""

    place: str = ""
    north: float | None = None
    east: float | None = None
    radius_km: float | None = None


class _Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="record"):
    """What every record has."""

    id: Id


class _Said(_Record, frozen=True, kw_only=True):
    """What somebody said.

    Attributes:
        speaker: Who first said it, as an institution or a role (rule R2).
        side: A party of the deal, `independent` or `unknown`: set by the deal or by a named analyst, never inferred.
        said_at: When the source said it.
        happened: When it is said to have happened; null where nothing was said about that.
        via: Those who passed it on, outermost first.
        source: The record of the report it was read in; `spans` and `words` are from there.
        confirmed_by: The analyst who confirmed the proposal; `accepted_unread` where nobody read it.
        suppose: Invented to see what it would change; a store refuses such a record.
        deal: Id of the deal it is about, where a ledger serves several; left out, that of the ledger's first text.
    """

    deal: str = ""
    speaker: str
    side: str = UNKNOWN
    said_at: Moment
    happened: Happened | None = None
    basis: Basis = "statement"
    via: tuple[str, ...] = ()
    source: Id | None = None
    spans: Spans | None = None
    words: str = ""
    certainty: Certainty = "stated"
    confirmed_by: str = ""
    accepted_unread: bool = False
    suppose: bool = False


class _About(_Said, frozen=True, kw_only=True):
    """What somebody said about one question: a clause and an incident.

    Attributes:
        clause: A clause of the deal, `deal` for the deal as a whole, null when it is tied to none.
        incident: The question's name, short and without names of people; the same words are the same question.
        polarity: yes = it happened (for `deal`: the state in `state` holds), no = it did not.
        actors: Possible actors; empty = not said (rule R6).
        relays: The record that this one repeats (rule R2).
        answers: The demand or claim that this one agrees to or denies.
        state: With clause `deal`: the state it is said to be in (rule R13).
        position: A third party's congratulation, condemnation, welcome: shown apart, never evidence.
    """

    clause: str | None = None
    incident: str | None = None
    polarity: Polarity = "yes"
    actors: tuple[str, ...] = ()
    act: Act = "says"
    event: Event = "other"
    target: str = ""
    place: Spot | None = None
    quantity: Count | None = None
    relays: Id | None = None
    answers: Id | None = None
    state: DealState | None = None
    position: bool = False


class Claim(_About, tag="claim", frozen=True, kw_only=True):
    """Somebody says something; nothing follows from it but that it was said."""


class Observation(_About, tag="observation", frozen=True, kw_only=True):
    """A named team saw, heard or counted it itself."""


class Decision(_About, tag="decision", frozen=True, kw_only=True):
    """One member of the body that the deal names decides a question; `decides` is the verify clause.

    With basis `own observation` it counts as an observation too.
    """

    decides: str


class Movement(_Said, tag="movement", frozen=True, kw_only=True):
    """A count of people in one state of the journey, by one source.

    Attributes:
        counting: `part` = this group; `total` = all so far by this source. Sources are never added up (rule R14).
    """

    clause: str | None = None
    event: MovementEvent
    quantity: Count
    counting: Literal["part", "total"] = "part"
    category: str | None = None
    convoy: str | None = None
    place: Spot | None = None
    to: Spot | None = None
    relays: Id | None = None


class VehicleMovement(_Said, tag="vehicle movement", frozen=True, kw_only=True):
    """Vehicles that moved, empty ones too."""

    clause: str | None = None
    event: MovementEvent
    vehicles: Count
    loaded: Literal["yes", "no", "unknown"] = "unknown"
    place: Spot | None = None
    to: Spot | None = None
    relays: Id | None = None


class Hold(_Said, tag="hold", frozen=True, kw_only=True):
    """Somebody stops clauses. It stops the clock only where the deal gives `holder` that power (rule R8)."""

    clauses: tuple[str, ...]
    holder: str | None = None
    under: str | None = None
    reason: str = ""


class Resume(_Said, tag="resume", frozen=True, kw_only=True):
    """Somebody lets stopped clauses go on."""

    clauses: tuple[str, ...]
    holder: str | None = None
    ends: Id | None = None


class DealVersion(_Said, tag="deal version", frozen=True, kw_only=True):
    """A text of the deal and who agreed to it; `sha256` is that of the file's bytes."""

    deal: str
    version: str
    file: str = ""
    sha256: str = ""
    state: DealState = "offered"
    agreed_by: tuple[str, ...] = ()
    supersedes: str | None = None


class Demand(_Said, tag="demand", frozen=True, kw_only=True):
    """A condition asked for; it changes nothing until a party that must do something agrees (rule R13)."""

    asks: str
    of: tuple[str, ...] = ()
    clause: str | None = None


class CaseStep(_Record, tag="case step", frozen=True, kw_only=True):
    """A step in verifying an incident (domain.md section 4.2); no step is a finding on the deal.

    Attributes:
        of: Of whom it is asked, who gives the account or the access, who is told; for a task, the team.
        due: By when what this step asks for is promised or wanted.
        axis: What a finding or a dissent judges: whether it occurred, whether it is a breach, who did it, whether it
            was meant.
        code: Why something could not be found out.
        rests_on: Records on which the step rests.
    """

    case: str
    step: CaseStepWord
    said_at: Moment
    by: str
    clause: str | None = None
    incident: str | None = None
    outcome: str = ""
    note: str = ""
    of: tuple[str, ...] = ()
    due: Moment | None = None
    axis: Axis | None = None
    code: CannotTell | None = None
    actors: tuple[str, ...] = ()
    standard: str = ""
    channel: str = ""
    urgent: bool = False
    rests_on: tuple[str, ...] = ()
    deal: str = ""


class Contact(_Record, tag="contact", frozen=True, kw_only=True):
    """A call or message to a party, and whether it was acknowledged.

    Attributes:
        promised: What was promised in it, in words, by `owes` (the party called, where left out) until `due`.
        answers: The contact that this one answers: what was promised there has come.
    """

    party: str
    said_at: Moment
    by: str
    channel: str = ""
    acknowledged: bool = False
    clause: str | None = None
    note: str = ""
    case: str | None = None
    promised: str = ""
    owes: str = ""
    due: Moment | None = None
    answers: Id | None = None
    deal: str = ""


class Patrol(_Record, tag="patrol", frozen=True, kw_only=True):
    """Who could have seen; a refused patrol says so. Silence counts only where somebody was there.

    Attributes:
        place: Where it stood, with how far it sees as `radius_km`; `places` are those it watched by name.
    """

    team: str
    said_at: Moment
    happened: Happened
    places: tuple[str, ...] = ()
    outcome: Literal["done", "refused", "delayed", "cut short"] = "done"
    note: str = ""
    means: Literal["patrol", "post", "camera", "aircraft", "satellite"] = "patrol"
    place: Spot | None = None
    refused_by: str = ""


class Counted(_Record, tag="counted", frozen=True, kw_only=True):
    """One row of an observation table: so many of one kind seen or heard; who fired and whether it may be is not in it.

    Attributes:
        number: How many; each observed event counts one.
        nature: Of an explosion or a projectile: what it was heard or seen to be.
        direction: From the observer, as a compass point.
        exercise: Assessed as a live-fire exercise; counted apart.
        same_as: The row that already holds these events, as heard by another team; not counted again.
    """

    team: str
    said_at: Moment
    happened: Happened
    means: Literal["saw", "heard", "recorded"]
    number: Annotated[int, Meta(ge=1)]
    observation: Literal["explosion", "burst", "shot", "projectile", "muzzle flash", "illumination flare", "other"]
    nature: Literal["undetermined", "impact", "outgoing", "incoming", "airburst"] = "undetermined"
    position: str = ""
    position_north: float | None = None
    position_east: float | None = None
    direction: Compass | None = None
    km_low: float | None = None
    km_high: float | None = None
    weapon: str = ""
    exercise: bool = False
    place: Spot | None = None
    same_as: Id | None = None
    source: Id | None = None
    note: str = ""


class Translation(_Record, tag="translation", frozen=True, kw_only=True):
    """A working translation of a record's words, beside the original and never in its place."""

    translates: Id
    language: str
    words: str
    translator: str
    machine: bool = False
    said_at: Moment | None = None


class Source(_Record, tag="source", frozen=True, kw_only=True):
    """A report as it was read; its text lies beside the chain under `text_sha256`."""

    publisher: str
    text_sha256: str
    raw_sha256: str = ""
    kind: str = ""
    side: str = UNKNOWN
    published: Moment | None = None
    said_at: Moment | None = None
    language: str = ""
    media_type: str = "text/plain"
    address: str = ""
    title: str = ""


class Correction(_Record, tag="correction", frozen=True, kw_only=True):
    """Names what it corrects and the new values; the old record stays."""

    corrects: Id
    changes: dict[str, Any]
    reason: str
    said_at: Moment | None = None


class Withdrawal(_Record, tag="withdrawal", frozen=True, kw_only=True):
    """From when it is recorded, the record that it names counts for nothing."""

    withdraws: Id
    reason: str
    said_at: Moment | None = None


class Side(_Record, tag="side", frozen=True, kw_only=True):
    """A named analyst says for which side somebody speaks or fights; the latest one recorded holds."""

    actor: str
    side: str
    analyst: str
    reason: str = ""
    said_at: Moment | None = None
    deal: str = ""


class Review(_Record, tag="review", frozen=True, kw_only=True):
    """What a person decided about a proposal or a record."""

    reviews: Id
    outcome: Literal["confirmed", "rejected", "accepted unread", "reopened"]
    by: str
    reason: str = ""
    said_at: Moment | None = None


class Edit(_Record, tag="edit", frozen=True, kw_only=True):
    """A step of an editor at the draft of a report; the newest step on a sentence holds, and an undo is a step too.

    Attributes:
        draft: Which draft: its moments, audience, language and edition, as the page and the command write it.
        sentence: The sentence of the draft, or the id of the step that added it.
        follows: The step on this sentence that the editor had before them; null for the draft's own words. Where
            another one came between, this one stands beside it until somebody who has seen both settles it.
        after: For a sentence added or moved: the one that it stands behind; empty = first in its section.
        rests_on: For a sentence added: the records that it rests on.
        codes: For an override: the reasons that are set aside; `reason` says why.
    """

    draft: str
    sentence: str
    step: Literal["reword", "drop", "restore", "add", "move", "undo", "override"]
    by: str
    follows: Id | None = None
    words: str = ""
    after: str = ""
    rests_on: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    reason: str = ""
    said_at: Moment | None = None


class Release(_Record, tag="release", frozen=True, kw_only=True):
    """A report that was given out; its text lies beside the chain under `sha256` and is never changed.

    Attributes:
        draft: Which draft it was made from.
        edition: 1, or one more than the release that it replaces.
        replaces: The release in place of which this one stands from now on; both stay.
        chain: Position and seal of the newest entry of the ledger before it: `171:5f1d...`.
        released_as: In which role, as the text names it to readers who do not get names.
    """

    sha256: str
    audience: str
    at: Moment
    known_by: Moment
    by: str
    draft: str = ""
    language: str = "en"
    edition: int = 1
    replaces: Id | None = None
    chain: str = ""
    released_as: str = ""
    reason: str = ""
    said_at: Moment | None = None


class Batch(_Record, tag="batch", frozen=True, kw_only=True):
    """An import or export, with the file's hash and what it held.

    Attributes:
        signer: Of a packet: the key of the laptop or desk that signed it.
        origins: Of a packet: what each of `ids` was called in the ledger that it comes from.
    """

    direction: Literal["in", "out"]
    format: str
    file_sha256: str
    ids: tuple[str, ...] = ()
    undone: bool = False
    signer: str = ""
    origins: tuple[str, ...] = ()
    undoes: Id | None = None
    said_at: Moment | None = None


class Seal(_Record, tag="seal", frozen=True, kw_only=True):
    """The newest chain value, as published somewhere else.

    Attributes:
        stamp_sha256: Of a time-stamp by a third party (RFC 3161): hash of the answer, which is kept beside.
    """

    position: int
    seal: str
    where: str = ""
    stamp_sha256: str = ""
    said_at: Moment | None = None


class Key(_Record, tag="key", frozen=True, kw_only=True):
    """The public key of a laptop or desk whose packets are taken, or no longer; the latest record on a key holds."""

    holder: str
    key: str
    by: str
    revoked: bool = False
    said_at: Moment | None = None


class HandOver(_Record, tag="hand over", frozen=True, kw_only=True):
    """Names of people that left the vault because a clause asks for the list: how many, to whom, signed off by whom.

    It holds neither names nor codes.
    """

    clause: str
    receiver: str
    count: int
    signed_by: tuple[str, ...]
    said_at: Moment | None = None
    deal: str = ""


class Evidence(_Record, tag="evidence", frozen=True, kw_only=True):
    """A step in the life of a file that may prove something: the chain of custody (Berkeley Protocol, VI.C).

    Attributes:
        sha256: Of the original as it was collected; the name of the piece of evidence in all its steps.
        step: What was done; `copied` makes a working copy, whose hash is `copy_sha256`; `archived` was done by another
            tool, whose own hash stands here.
        by: Who did it, by role or code name.
        where: Where the original is now.
    """

    sha256: str
    step: Literal["collected", "archived", "preserved", "copied", "examined", "handed over", "returned", "destroyed"]
    said_at: Moment
    by: str
    copy_sha256: str = ""
    case: str = ""
    incident: str | None = None
    source: Id | None = None
    media_type: str = ""
    where: str = ""
    address: str = ""
    note: str = ""


class Erasure(_Record, tag="erasure", frozen=True, kw_only=True):
    """Texts that were deleted beside the chain, at somebody's request; only the store writes it.

    Attributes:
        erases: The sealed values (`sha256:...`) whose texts are gone, and hashes of report texts.
        records: Where they stood.
    """

    erases: tuple[str, ...]
    by: str
    reason: str
    records: tuple[str, ...] = ()
    said_at: Moment | None = None


Record = (
    Claim
    | Observation
    | Decision
    | Movement
    | VehicleMovement
    | Hold
    | Resume
    | DealVersion
    | Demand
    | CaseStep
    | Contact
    | Patrol
    | Counted
    | Translation
    | Source
    | Correction
    | Withdrawal
    | Side
    | Review
    | Edit
    | Release
    | Batch
    | Seal
    | Key
    | HandOver
    | Evidence
    | Erasure
)

#: Names and free text: sealed as a salted hash, kept beside the chain, erasable.
ERASABLE: Final = frozenset(
    {
        *("speaker", "words", "via", "asks", "note", "reason", "title", "publisher", "address", "actor", "team"),
        *("target", "promised", "translator"),
    }
)

#: Stands where an erased text stood.
ERASED: Final = "[erased]"


class Entry(Struct, frozen=True, kw_only=True):
    """A record with what the store gave it.

    Attributes:
        position: 1 for the first entry.
        recorded_at: By the store's clock, never earlier than the entry before.
        entered_by: Who entered it.
    """

    position: int
    recorded_at: Moment
    entered_by: str
    record: Record


def said_at(record: Record) -> datetime | None:
    """When a record's source said it, where that is known."""
    return record.said_at
