from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.brief.hostile import HOSTILE, hostile_report
from tests.brief.world import report
from trucekeeper.brief.markdown import escaped, markdown

GOLDEN = Path(__file__).parent / "golden"


def tokens(text: str) -> list[Token]:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [inner for one in found for inner in (one.children or [one])]


def test_the_internal_report_reads_as_agreed() -> None:
    """Whole, so that every word of a report that changes is seen in a review."""
    assert markdown(report(for_whom="internal")) == (GOLDEN / "internal.md").read_text(encoding="utf-8")


def test_the_public_report_reads_as_agreed() -> None:
    assert markdown(report(for_whom="public")) == (GOLDEN / "public.md").read_text(encoding="utf-8")


def test_hostile_text_comes_out_as_it_was_written() -> None:
    text = markdown(hostile_report())

    read = tokens(text)
    words = "".join(one.content for one in read if one.type in {"text", "text_special"})
    for one in HOSTILE:
        assert one in words
    assert "\u202e" not in text
    assert not [one for one in read if one.type in {"code_inline", "s_open", "em_open", "image", "fence", "code_block"}]
    links = [one.attrGet("href") for one in read if one.type == "link_open"]
    assert all(str(one).startswith("#r") for one in links)
    raw = {one.content for one in read if one.type == "html_inline"}
    assert all(one in {"</a>", "<br>"} or one.startswith('<a id="r') for one in raw)


def test_nothing_that_sites_turn_into_links_is_left_whole() -> None:
    assert escaped("https://a.example www.b.example c@d.example") == (
        "https\\://a.example www\\.b.example c\\@d.example"
    )


def test_a_sentence_that_begins_like_a_list_stays_a_sentence() -> None:
    read = tokens("- \\- not a list\n- 1\\. nor this\n")

    assert [one.type for one in read].count("bullet_list_open") == 1
