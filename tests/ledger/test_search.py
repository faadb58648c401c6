"""Finding Arabic words in the forms in which they are written, in every store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.record import Claim
from trucekeeper.ledger.search import holds
from trucekeeper.ledger.store import Store

#: What stands in a text, and what somebody types who looks for it.
FOUND = [
    # the article, alone and behind and, with, like, for
    ("المدينة", "مدينة"),
    ("مدينة", "المدينة"),
    ("والمدينة", "مدينة"),
    ("بالمدينة", "مدينة"),
    ("كالمدينة", "مدينة"),
    ("فالمدينة", "مدينة"),
    ("للمدينة", "مدينة"),
    ("وللمدينة", "مدينة"),
    ("وبالمدينة", "المدينة"),
    ("مدينة", "للمدينة"),
    # a stem that begins with lam: one of three is not written
    ("للجنة", "لجنة"),
    ("للجنة", "اللجنة"),
    ("اللجنة", "لجنة"),
    ("لجنة", "للجنة"),
    # and, so, with, for without an article
    ("وحلب", "حلب"),
    ("بحلب", "حلب"),
    ("لحلب", "حلب"),
    ("وبحلب", "حلب"),
    ("فحلب", "حلب"),
    # forms of alef
    ("أحرار", "احرار"),
    ("احرار", "أحرار"),
    ("إدلب", "ادلب"),
    ("آذار", "اذار"),
    ("ٱلمدينة", "مدينة"),
    # ta marbuta, alef maqsura, hamza on its carriers
    ("مدينه", "مدينة"),
    ("مستشفى", "مستشفي"),
    ("على", "علي"),
    ("مسئول", "مسءول"),
    ("مسؤول", "مسءول"),
    # vowel signs and the stretching stroke
    ("مَدِينَة", "مدينة"),
    ("مـــديـــنة", "مدينة"),
    ("هُدْنَةٌ", "هدنة"),
    # Persian letters that keyboards give
    ("حکومة", "حكومة"),
    ("حكومی", "حكومي"),
    # the beginning of a word, several words in any order, figures of both kinds
    ("مدينتهم", "مدين"),
    ("وقف إطلاق النار في حلب", "حلب اطلاق"),
    ("١٥ حافلة", "15"),
    # other scripts
    ("Ceasefire in Alep", "ceasefire"),
    ("Élysée", "elysee"),
    ("ПЕРЕМИРИЕ", "перемирие"),
]

NOT_FOUND = [
    ("مدينة", "مدرسة"),
    ("بلد", "لد"),  # the stem that would be left is too short
    ("المدينة", "قرية"),
    ("ceasefire", "fire"),
    ("حلب", "حلب مدينة"),
]


@pytest.mark.parametrize(("text", "query"), FOUND)
def test_a_word_is_found_in_the_form_in_which_it_stands(text: str, query: str) -> None:
    assert holds(f"قال {text} اليوم", query)


@pytest.mark.parametrize(("text", "query"), NOT_FOUND)
def test_another_word_is_not_found(text: str, query: str) -> None:
    assert not holds(text, query)


def test_the_same_records_are_found_in_every_store(store: Store) -> None:
    said = datetime(2016, 12, 14, tzinfo=UTC)
    store.append(
        [Claim(id=f"c{number}", speaker="x", said_at=said, words=text) for number, (text, _) in enumerate(FOUND)],
        "desk",
    )

    for number, (_, query) in enumerate(FOUND):
        ids = [one.record.id for one in store.entries() if holds(getattr(one.record, "words", ""), query)]
        assert f"c{number}" in ids


def test_the_log_finds_a_word_with_the_article_by_the_word_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "l.ledger"
    main(
        [
            "record",
            "--into",
            str(ledger),
            "--as",
            "desk",
            "claim",
            "speaker=وزارة",
            "words=قصف للمدينة",
            "said=2016-12-14T09:00Z",
        ]
    )
    capsys.readouterr()

    main(["log", str(ledger), "--search", "المدينه"])

    assert "claim r1" in capsys.readouterr().out
