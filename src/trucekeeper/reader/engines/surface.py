"""The surface engine: cues, phrases and word lists, no parser and no weights; always there and always the same."""

from datetime import datetime, tzinfo

from trucekeeper.deal.model import Deal
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.dateline import past_dateline
from trucekeeper.reader.claiming.entries import entry_of, without_stamp
from trucekeeper.reader.claiming.finished import finish
from trucekeeper.reader.claiming.paragraph import read_paragraph
from trucekeeper.reader.claiming.passages import paragraphs_of
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.dating import Reference, own_clock
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.parser import Parser
from trucekeeper.reader.folding import folded
from trucekeeper.reader.incident import answering
from trucekeeper.reader.language import READ, language_of
from trucekeeper.reader.lens import Lens, lens
from trucekeeper.reader.proposal import Proposal, Span, accepted, unfolded
from trucekeeper.reader.references import Seen
from trucekeeper.reader.sentences import sentences
from trucekeeper.reader.tongues.claiming.paragraph import claims
from trucekeeper.reader.tongues.claiming.teller import Teller, teller
from trucekeeper.reader.tongues.posts import gone_on

#: So many claims are completed at once, and some more.
_TOGETHER = 100


def read_surface(
    document: Document, deal: Deal, published: datetime, zone: tzinfo, prepared: Lens | None = None,
    parser: Parser | None = None,
) -> tuple[Proposal, ...]:  # fmt: skip
    """Propose the claims of a report.

    Args:
        document: The stored text.
        deal: Whose parties, places, forces and clauses are looked for.
        published: When the report was published, with its offset: what `Tuesday` and `within hours` are counted from.
        zone: The zone in which the report's times are meant where they name none.
        prepared: The deal made ready (`lens(deal)`), where many reports are read.
        parser: A second engine; what both find is marked as agreed.
    """
    view = prepared if prepared is not None else lens(deal)
    flat = folded(document.text)
    ref = Reference(published, zone, own_clock(flat.text))
    same = flat.text is document.text
    reading = Reading(document if same else Document(flat.text), view, ref, Seen(view.roster), published=ref)
    tellers: dict[str, Teller] = {}
    whole = language_of(flat.text)
    if parser is not None:
        reading.parsed = _parsed(parser, reading.document, whole)
    paragraphs = [(span, _language(flat.text, span, whole)) for span in reading.document.paragraphs]
    english = paragraphs_of(reading, [(n, span) for n, (span, language) in enumerate(paragraphs) if language == "en"])
    for number, (paragraph, language) in enumerate(paragraphs):
        if language == "en":
            read_paragraph(reading, next(english))
            if len(reading.begun) > _TOGETHER:
                finish(reading)
        elif language in READ:
            one = tellers.get(language) or teller(view, language, document.sha256)
            tellers[language] = one
            at = entry_of(reading, paragraph)
            entry = without_stamp(flat.text, paragraph)
            told = claims(one, flat.text, entry, number, at, reading.parsed)
            reading.made += gone_on(told, entry) if at is not ref else told
    finish(reading)
    answered = answering(reading.made)
    found = answered if same else [unfolded(one, document, flat) for one in answered]
    return accepted(document, found)


def _parsed(parser: Parser, document: Document, whole: str) -> dict[int, list[Attribution]] | None:
    """What the second engine finds, by the start of the sentence, in the paragraphs whose language it reads.

    None where it gave no answer: then the surface engine's proposals stay as they would be without it.
    """
    text = document.text
    cut = [
        found
        for number, paragraph in enumerate(document.paragraphs)
        if _language(text, paragraph, whole) in getattr(parser, "languages", READ)
        and (found := sentences(text, _behind_what_heads_it(text, paragraph), number))
    ]
    read = parser.attributions(text, cut)
    if read is None:
        return None
    return {
        one.start: found
        for paragraph, all_found in zip(cut, read, strict=True)
        for one, found in zip(paragraph, all_found, strict=True)
    }


def _behind_what_heads_it(text: str, paragraph: Span) -> Span:
    """Where the first sentence of a paragraph begins: behind the time of an entry, and behind an English dateline."""
    return past_dateline(text, without_stamp(text, paragraph))


def _language(text: str, paragraph: Span, whole: str) -> str:
    """A paragraph's own script decides; within Latin letters the report's language does."""
    part = text[slice(*paragraph)]
    if part.isascii():
        return "en" if whole in {"ar", "ru", "uk", "fa"} else whole
    own = language_of(part)
    return whole if own == "en" and whole not in {"ar", "ru", "uk", "fa"} else own
