"""The report as one HTML file: no script, nothing fetched from anywhere, good on paper and on a small screen."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trucekeeper.brief.links import MARKS, links
from trucekeeper.brief.model import Annex, Figure, Listing, Report, Sentence, Table
from trucekeeper.brief.paper import more_words, position_words
from trucekeeper.brief.plain import seen
from trucekeeper.brief.tongue import tongue_of


def html(report: Report) -> str:
    """Write a report as a page that stands alone; words of others find their direction by themselves."""
    page = _environment().get_template("brief.html")
    return page.render(
        report=report,
        links=links(report),
        marks=MARKS,
        t=tongue_of(report.language),
        position=position_words,
        more=more_words,
        direction="rtl" if report.right_to_left else "ltr",
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("trucekeeper.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Whatever is printed, an id or a caption too: nothing unseen, nothing that turns the line round.
        finalize=lambda value: seen(value) if type(value) is str else value,
    )
    made.tests.update(
        sentence=lambda block: isinstance(block, Sentence),
        listing=lambda block: isinstance(block, Listing),
        table=lambda block: isinstance(block, Table),
        figure=lambda block: isinstance(block, Figure),
        annex=lambda block: isinstance(block, Annex),
    )
    made.filters.update(identity=id, cssstring=css_string)
    return made


def css_string(text: str) -> str:
    """Write a text as a CSS string: everything but letters, digits and plain marks by its code point."""
    kept = "".join(one if one.isalnum() or one in " .,:;()+-/·" else f"\\{ord(one):06x}" for one in text)
    return f'"{kept}"'
