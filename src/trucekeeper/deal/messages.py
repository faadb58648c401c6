"""The codes of reading: what each means, for `truce explain` and docs/reference/messages.md."""

from typing import Final

#: Code -> (title, what it means and what to write).
READING: Final = {
    "E001": (
        "A line that is neither a block nor a key.",
        "A block begins flush left with its kind and an id (`must A1`), a key is a word of that kind, a colon and a "
        "value. The nearest kind or key is named. The rest of the block is read, but not reported on.",
    ),
    "E002": (
        "An id that is used twice.",
        "Ids are unique in the file, over all kinds, because conditions name clauses, parties and places by their id "
        "alone. The second block is left out until it has an id of its own.",
    ),
    "E003": (
        "A key that stands twice in a block.",
        "The first one counts. Put both values into one line, or take one out. A key in two languages (`do ar`, "
        "`do en`) is no repetition.",
    ),
    "E004": ("A key that this kind of block does not have.", "The nearest key is named, and all keys of the kind."),
    "E005": (
        "A block without a key that it cannot do without.",
        "must, must not and may need `by` and `do`; an exchange `legs`; a verify clause `who`; a term what it means.",
    ),
    "E006": (
        "An indentation with a tab.",
        "How far a tab indents differs from screen to screen, so two readers may see two different deals. "
        "Indent with spaces.",
    ),
    "E007": ("A number that cannot be read.", "Write 1250, 1,250 or one to ten; ranges as 2200 to 2350."),
    "E008": (
        "A moment that cannot be read.",
        "Write YYYY-MM-DD HH:MM, with Z or an offset such as +02:00 where the deal has no zone.",
    ),
    "E009": ("A length of time that cannot be read.", "Write 6 hours, or 1 day 6 hours; a day is 24 hours."),
    "E010": (
        "A window that cannot be read, or that ends before it begins.",
        "Write MOMENT to MOMENT, from MOMENT, or until MOMENT. The start belongs to it, the end does not.",
    ),
    "E011": (
        "A condition that cannot be read.",
        "Conditions join single ones with and, or, not and brackets: `A1 arrived and (B1 in force or G says resume)`. "
        "A comma before `and` or `or` changes nothing.",
    ),
    "E012": ("A word that is not in the list that this key allows.", "The nearest word and the whole list are named."),
    "E013": ("A language that this reader does not know.", "After a key stand ar, en or ru."),
    "E014": ("A time zone that the IANA list does not have.", "Write it like Europe/Kyiv or Africa/Khartoum."),
    "E015": (
        "A deal block that is not the first block, or not the only one.",
        "The deal block holds for the whole file: its zone is used for all times.",
    ),
    "E016": (
        "A header without an id, or with something that is none.",
        "An id begins with a letter of any script, then letters, digits, _ and -. A name follows after a colon.",
    ),
    "E017": (
        "A list that can be understood in two ways, or is none.",
        "`A, B` is each of them, `A and B` is jointly, `A or B` is any one alone; `and` and `or` are not mixed.",
    ),
    "E018": (
        "A file without a deal.",
        "The blocks stand in a fence that begins with three backquotes and the word deal.",
    ),
    "E019": (
        "A fence that is never closed.",
        "All that follows, prose too, would be read as blocks. Close it with a line of three backquotes.",
    ),
    "E020": ("A fence whose word is nearly deal.", "Only fences with exactly the word deal or deal-test are read."),
    "E021": ("A point that is not on the map.", "Write 36.17 N 37.15 E, within 2 km."),
    "E022": (
        "A key that is indented so far that it continues the line above.",
        "A line indented two or more deeper than its key continues the value. Indent keys of a block alike.",
    ),
    "E023": ("A key without a value.", "Write a value, or take the line out."),
    "E024": (
        "A line of a test that cannot be read.",
        "Write `at MOMENT` and a record, or `at MOMENT expect CLAUSE [PARTY] STAGE FINDING`.",
    ),
    "E025": ("A line before the first block.", "A key belongs to the block above it; begin with a block."),
    "E026": ("Parts that exceed the whole.", "The numbers after `of which` add up to at most the number before it."),
    "E027": (
        "A number or a place in an operation that does not fit the rest of it.",
        "The message says which; operations are read with the same lines as deals.",
    ),
    "E028": (
        "An `ahead` for the side that follows.",
        "Under `first` the other side's k-th batch leaves only when the leader's k-th has counted: its `ahead` is 0. "
        "Write `ahead: 0 | N` in the order of the legs.",
    ),
    "E029": (
        "A `together` that fits nothing else that the exchange says.",
        "Under `together: crossed` the batches of all legs cross at one moment. Then nobody leads (`first`), and no "
        "other event counts (`count`). Write `together` with an event on the way: boarded, departed, at the point, "
        "crossed, handed over or arrived.",
    ),
    "E030": (
        "A deal that amends itself.",
        "`amends` names the file of the version before this one. Otherwise nobody can say what was changed.",
    ),
    "E031": (
        "A hidden mark that turns the direction of a line.",
        "Such marks (U+202A to U+202E) let a line look otherwise than it is read: a number or a name may seem to stand "
        "elsewhere. Arabic needs none of them; take them out.",
    ),
    "T01": (
        "A test of the deal that does not come out.",
        "A `deal-test` line expects another stage or finding than status gives; the help is why status gives it.",
    ),
    "T02": (
        "Words in a test that make no record.",
        "A `deal-test` line is `at MOMENT` and a record in the words of `truce record`: KIND and KEY=VALUE.",
    ),
}
