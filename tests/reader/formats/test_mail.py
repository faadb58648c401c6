"""Messages: what the sender wrote, apart from what is quoted; no name of a person is kept beside it."""

import time
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import Inside, Item, NotReadableError, Part, Unread
from trucekeeper.reader.formats.mail import told_apart


def message(
    text: str = "The Red Cross said that 350 people had left.\n", sender: str = "Some Body <s.b@un.example>"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, "Update", "Wed, 14 Dec 2016 05:12:00 +0200"
    made.set_content(text)
    return made


def read(made: EmailMessage | bytes) -> list[Item]:
    return list(items(made if isinstance(made, bytes) else made.as_bytes(), "m.eml", None))


def texts(found: list[Item]) -> list[str]:
    return [one.document.text for one in found if isinstance(one, Part)]


def test_a_message_is_a_report_of_the_organisation_behind_the_address() -> None:
    [one] = read(message())

    assert isinstance(one, Part)
    assert one.document.text == "The Red Cross said that 350 people had left."
    assert (one.publisher, one.document.title) == ("a sender at un.example", "Update")
    assert one.published == datetime(2016, 12, 14, 5, 12, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize("sender", ["Some Body <some.body@gmail.com>", "Some Body", "", "<script>@x"])
def test_who_writes_from_anywhere_is_a_private_sender(sender: str) -> None:
    [one] = read(message(sender=sender))

    assert isinstance(one, Part)
    assert one.publisher == "a private sender"
    assert "Body" not in repr(one)


QUOTES = [
    ("On Tue, 13 Dec 2016 at 10:00, A B <a@b.example> wrote:\n> They fired.\n> Twice.\n", "They fired.\nTwice."),
    ("On Tue, 13 Dec 2016 at 10:00, A B <a@b.example>\nwrote:\n> They fired.\n", "They fired."),
    ("13.12.2016 10:00, А Б пишет:\n> Они стреляли.\n", "Они стреляли."),
    ("-----Original Message-----\nFrom: A B\nSent: Tuesday\n\nThey fired.\n",
     "From: A B\nSent: Tuesday\n\nThey fired."),
    ("From: A B <a@b.example>\nSent: Tuesday, 13 December\nTo: C\n\nThey fired.",
     "From: A B <a@b.example>\nSent: Tuesday, 13 December\nTo: C\n\nThey fired."),
    ("Begin forwarded message:\n\n> They fired.\n", "They fired."),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "expected"), QUOTES)
def test_a_quoted_reply_is_kept_apart_from_the_message(quote: str, expected: str) -> None:
    own, quoted, _ = told_apart(f"We deny that.\n\n{quote}")

    assert (own, quoted) == ("We deny that.", expected)


def test_answers_between_quoted_lines_stay_in_the_message() -> None:
    own, quoted, _ = told_apart("> They fired.\nWe did not.\n\n> They fired twice.\nNever.\n")

    assert own == "We did not.\n\nNever."
    assert quoted == "They fired.\nThey fired twice."


def test_words_that_only_look_like_a_quotation_stay() -> None:
    text = "On Tuesday the ministry wrote:\nThe buses left.\n\nFrom: here to there it is far."

    assert told_apart(text) == (text, "", False)


def test_what_is_quoted_is_of_somebody_else_and_says_so() -> None:
    own, quoted = read(message("We deny that.\n\nOn Tue, 13 Dec 2016, A <a@b.example> wrote:\n> They fired.\n"))

    assert isinstance(quoted, Part)
    assert isinstance(own, Part)
    assert quoted.publisher == "not known (quoted by a sender at un.example)"
    assert quoted.document.text == "They fired."
    assert quoted.notes == ("quoted in the message: said at some moment before it, by somebody else",)


def test_a_signature_is_left_out_and_that_is_told() -> None:
    [one] = read(message("Buses wait.\n\n-- \nSome Body\n+963 11 0000\n"))

    assert isinstance(one, Part)
    assert one.document.text == "Buses wait."
    assert one.notes == ("the signature below the message is left out",)


def test_a_message_in_html_alone_is_read_as_it_is_seen() -> None:
    made = message()
    made.set_content(
        "<style>p{}</style><p>Buses wait.</p><p style='display:none'>hidden words</p><script>fire()</script>"
        "<blockquote><p>They fired.</p></blockquote>",
        subtype="html",
    )

    assert texts(read(made)) == ["Buses wait.", "They fired."]


def test_attachments_of_a_known_format_are_files_inside_and_pictures_are_named() -> None:
    made = message()
    made.add_attachment(b"The UN said that nobody left.", maintype="text", subtype="plain", filename="note.txt")
    made.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="../../photo\u202e.jpg")
    inner = message("Inner words.")
    made.add_attachment(inner)

    found = read(made)

    note, picture, forwarded = found[1:]
    assert isinstance(note, Inside)
    assert (note.name, note.raw, note.publisher) == (
        "note.txt", b"The UN said that nobody left.", "not known (attached by a sender at un.example)",
    )  # fmt: skip
    assert picture == Unread("../../photo?.jpg", "image/jpeg holds no text", lost=False)
    assert isinstance(forwarded, Inside)
    assert forwarded.name == "forwarded message 3.eml"
    assert texts(read(forwarded.raw)) == ["Inner words."]


def test_a_message_that_lies_about_its_letters_is_read_by_what_they_are() -> None:
    raw = b"From: a@b.example\nDate: Wed, 14 Dec 2016 05:12:00 -0000\nContent-Type: text/plain; charset=iso-8859-1\n\n"

    found = read(raw + "قالت الأمم المتحدة".encode())

    assert texts(found) == ["قالت الأمم المتحدة"]
    assert isinstance(found[0], Part)
    assert found[0].published == datetime(2016, 12, 14, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\nDate: nonsense\n\nwords",
        b"From: =?utf-8?B?broken\nSubject: =?x?Q?=?=\nContent-Type: multipart/mixed; boundary=x\n\nno part",
        b"From: a@b.example\nContent-Type: text/plain; charset=no-such-set\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: a@b.example\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 300,
    ],
)
def test_a_broken_message_is_read_without_failing(raw: bytes) -> None:
    for one in read(raw):
        assert not isinstance(one, Part) or one.document.text


def test_what_has_no_header_is_no_message() -> None:
    with pytest.raises(NotReadableError) as refused:
        read(b"\n\nwords")

    assert refused.value.message == "m.eml cannot be read: it is no message: it has no header"


@pytest.mark.parametrize(
    "header", [b"Subject: " + b"=?utf-8?q?a?= " * 30_000, b"Content-Type: text/plain" + b";" * 300_000]
)
def test_a_header_without_end_is_read_in_bounded_time(header: bytes) -> None:
    start = time.process_time()

    [one] = read(b"From: x@un.example\n" + header + b"\n\nBuses wait.")

    assert isinstance(one, Part)
    assert one.document.text == "Buses wait."
    assert time.process_time() - start < 3


@pytest.mark.parametrize("date", ["", "Date: nonsense\n", "Date: Wed, 99 Dec 2016 18:00:00 +0200\n"])
def test_a_message_whose_date_cannot_be_read_says_so(date: str) -> None:
    raw = f"From: a@un.example\n{date}Subject: x\n\nThe UN said that 20 people had left.\n".encode()

    [one] = items(raw, "m.eml", None)

    assert isinstance(one, Part)
    assert (one.published, one.sure) == (None, False)
    assert one.notes == ("its date cannot be read, or it has none",)
