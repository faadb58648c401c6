"""The second engine: who said what by the dependencies of a spaCy pipeline that the user has (extra `parse`).

Labels may be Universal Dependencies or CLEAR, as the pipelines that spaCy publishes have them. Paragraphs are parsed
one by one with the sentence starts of our own cutter: a parser that never saw a line end takes one for a subject, and
F rises from 42 to 59 by that alone (docs/concepts/reading.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.cues import Cue, cues
from trucekeeper.reader.sentences import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass"})
_PASSIVE = frozenset({"aux:pass", "auxpass"})
_OBJECTS = frozenset(
    {"obj", "dobj", "iobj", "dative", "obl", "obl:arg", "prep", "xcomp", "advcl", "attr", "oprd", "acl"}
)
_RELATIVE = frozenset({"acl:relcl", "relcl"})
_NOT_SPEAKER = frozenset({"acl:relcl", "relcl", "parataxis", "punct", "acl", "dep"})
_WHO = frozenset({"who", "which", "that"})
_VERBS = frozenset({"VERB", "AUX"})
#: Frames of the cue list that attribute more than a clause.
_WITH_PHRASES = frozenset({"n", "o", "i", "v", "p", "r", "l", "t"})


class NoPipelineError(TruceError):
    """A parser engine without a pipeline."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"the parser engine cannot start with {name}: {why}",
            "install the extra (pip install 'trucekeeper[parse]') and a spaCy pipeline with a parser "
            "(python -m spacy download en_core_web_sm), or name the folder of one (docs/concepts/reading.md)",
        )


class Parser(Protocol):
    """Anything that attributes by sentences; the surface engine asks it once a report.

    Attributes:
        name: For messages.
    """

    name: str

    def attributions(self, text: str, sentences: Sequence[Sequence[Sentence]]) -> list[list[list[Attribution]]] | None:
        """For each paragraph, for each of its sentences, what was found; None where there was no answer."""


class SpacyParser:
    """A loaded pipeline.

    Raises:
        NoPipelineError: When spaCy or the pipeline is missing, or the pipeline does not parse.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.nlp = _loaded(name)
        #: The language of the pipeline; other paragraphs are left to the surface engine.
        self.languages = frozenset({self.nlp.lang})

    def attributions(self, text: str, sentences: Sequence[Sequence[Sentence]]) -> list[list[list[Attribution]]]:
        """Parse paragraph by paragraph with the sentence starts given."""
        docs = [self._cut(text, paragraph) for paragraph in sentences]
        parsed: Iterable[Doc] = docs
        for _, part in self.nlp.pipeline:
            pipe = getattr(part, "pipe", None)
            parsed = pipe(parsed) if pipe is not None else [part(doc) for doc in parsed]
        return [list(_by_sentence(doc, paragraph)) for doc, paragraph in zip(parsed, sentences, strict=True)]

    def _cut(self, text: str, paragraph: Sequence[Sentence]) -> "Doc":
        start = paragraph[0].start
        doc = self.nlp.make_doc(text[start : paragraph[-1].end].replace("\n", " "))
        begins = {one.start - start for one in paragraph}
        for token in doc:
            token.is_sent_start = token.i == 0 or any(token.idx <= b < token.idx + len(token) for b in begins)
        return doc


def _loaded(name: str) -> "Language":
    try:
        import spacy
    except ImportError:
        raise NoPipelineError(name, "spaCy is not installed") from None
    try:
        nlp = spacy.load(name, exclude=["ner", "lemmatizer", "senter", "textcat"])
    except (OSError, ValueError) as error:
        raise NoPipelineError(name, str(error).splitlines()[0][:120]) from None
    if "parser" not in nlp.pipe_names:
        raise NoPipelineError(name, "it has no parser")
    return nlp


def _by_sentence(doc: "Doc", paragraph: Sequence[Sentence]) -> Iterator[list[Attribution]]:
    base = paragraph[0].start
    for one in paragraph:
        tokens = [t for t in doc if one.start <= t.idx + base < one.end and not t.is_space]
        yield list(_attributions(tokens, base))


def _attributions(tokens: Sequence["Token"], base: int) -> Iterator[Attribution]:
    for token in tokens:
        made = _according(token) if token.lower_ == "according" else _at_verb(token)
        if made is not None:
            speaker, cue, contents, act, verb, negated, whole = made
            shifted = tuple((a + base, b + base) for a, b in contents)
            yield Attribution(
                (speaker[0] + base, speaker[1] + base), (cue[0] + base, cue[1] + base), shifted, act, verb, "parsed",
                negated=negated, whole=whole,
            )  # fmt: skip


_Made = tuple[Span, Span, tuple[Span, ...], str, str, bool, bool]
#: What a question asks is nobody's word.
_ASKING = frozenset({"whether", "if", "who", "what", "why", "how", "where", "which", "when"})


def _cue_of(token: "Token") -> tuple[Cue, int] | None:
    """The reading of a verb as a cue, and the last word that belongs to it."""
    if token.pos_ not in _VERBS:
        return None
    doc = token.doc
    for cue in cues().get(token.lower_, ()):
        last = token.i + len(cue.particles)
        if last < len(doc) and tuple(doc[m].lower_ for m in range(token.i + 1, last + 1)) == cue.particles:
            return cue, last
    return None


def _at_verb(token: "Token") -> _Made | None:
    read = _cue_of(token)
    if read is None:
        return None
    cue, last = read
    passive = any(c.dep_ in _PASSIVE or c.dep_ in _PASSIVE_SUBJECTS for c in token.children)
    subject = _agent(token) if passive else _subject(token)
    if subject is None or subject.pos_ in {"NUM", "PUNCT"}:
        return None
    contents = _contents(token, cue, subject, last)
    if not contents:
        return None
    negated = any(c.dep_ == "neg" or c.lower_ in {"not", "n't", "n’t", "never"} for c in token.children)
    span = (token.idx, token.doc[last].idx + len(token.doc[last]))
    whole = cue.frames in {"c", "a"} and _says_a_clause(token, subject)
    return _speaker(subject), span, contents, cue.act, cue.verb, negated, whole


def _says_a_clause(token: "Token", subject: "Token") -> bool:
    """True for `X said (that) A`; not for `to say`, not for a question, not where the verb is an infinitive."""
    infinitive = any(c.lower_ == "to" and c.i < token.i for c in token.children)
    clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
    if infinitive or clause is None or subject.lower_ in _ASKING:
        return False
    first = clause.left_edge
    return first.lower_ not in _ASKING and clause.pos_ in _VERBS and any(c.dep_ in _SUBJECTS for c in clause.children)


def _subject(token: "Token") -> "Token | None":
    """The subject of a verb, of the verb it is joined to, or what its relative clause is about."""
    seen = token
    for _ in range(4):
        for child in seen.children:
            if child.dep_ in _SUBJECTS:
                relative = child.lower_ in _WHO and seen.dep_ in _RELATIVE
                return seen.head if relative else child
        if seen.dep_ in {"conj", "advcl", "xcomp"} and seen.head is not seen and seen.head.pos_ in _VERBS:
            seen = seen.head
        elif seen.dep_ in {"acl", *_RELATIVE} and seen.head is not seen:
            return seen.head
        else:
            return None
    return None


def _agent(token: "Token") -> "Token | None":
    for child in token.children:
        if child.dep_ in {"obl:agent", "obl"} and any(c.lower_ == "by" for c in child.children):
            return child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _speaker(subject: "Token") -> Span:
    """The noun phrase of a subject without relative clauses and what stands behind a comma."""
    tokens = [subject]
    for child in subject.children:
        comma = child.i > subject.i and any(
            t.text in {",", "(", "–", "—"} for t in subject.doc[subject.i : child.left_edge.i + 1]
        )
        if child.dep_ in _NOT_SPEAKER or child.dep_ == "case" or (comma and child.dep_ not in {"conj", "cc", "flat"}):
            continue
        tokens += [t for t in child.subtree if not t.is_punct or t.i < child.right_edge.i]
    return _hull(sorted(tokens, key=lambda t: t.i))


def _hull(tokens: Sequence["Token"]) -> Span:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _contents(token: "Token", cue: Cue, subject: "Token", last: int) -> tuple[Span, ...]:
    clause = next((c for c in token.children if c.dep_ in {"ccomp", "parataxis"} and _is_clause(c, token)), None)
    own = set(subject.subtree) | {token}
    if clause is not None:
        return _spans([t for t in clause.subtree if t not in own], token)
    if token.dep_ in {"parataxis"} and token.head is not token:
        inner = set(token.subtree)
        return _spans([t for t in token.head.subtree if t not in inner], token)
    if cue.frames in _WITH_PHRASES or cue.act in {"denies", "confirms", "admits", "announces"}:
        phrases = [c for c in token.children if c.i > last and (c.dep_ in _OBJECTS or c.dep_ in {"obl", "nmod"})]
        if phrases:
            tail = [t for t in token.subtree if t.i > last and t not in own]
            return _spans(tail, token)
    return ()


def _is_clause(child: "Token", verb: "Token") -> bool:
    """A clause of its own: it holds a verb, or a copula makes one; not a remark in brackets."""
    if child.pos_ in _VERBS or any(c.dep_ in {"cop", "aux"} for c in child.children):
        return True
    return child.dep_ == "ccomp" and abs(child.i - verb.i) > 1


def _spans(tokens: Sequence["Token"], verb: "Token") -> tuple[Span, ...]:
    """The words before the verb and those behind it, without the marks at their borders and a leading `that`."""
    parts = [[t for t in tokens if t.i < verb.i], [t for t in tokens if t.i > verb.i]]
    made: list[Span] = []
    for part in parts:
        while part and (part[0].text in ",:;.-–—" or part[0].lower_ == "that" or part[0].is_space):
            part = part[1:]
        while part and (part[-1].text in ",:;.-–—" or part[-1].is_space):
            part = part[:-1]
        if part and any(t.text[0].isalnum() for t in part):
            made.append(_hull(part))
    return tuple(made)


def _according(token: "Token") -> _Made | None:
    """`according to X`: in one label set X carries it, in the other it carries X."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    if token.dep_ == "case":
        source, main = token.head, token.head.head
    else:
        to = next((c for c in token.children if c.lower_ == "to"), None)
        found = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        if found is None:
            return None
        source, main = found, token.head
    if main is source or main is token:
        return None
    phrase = set(source.subtree) | set(token.subtree)
    tokens = [t for t in main.subtree if t not in phrase and t.i not in {token.i, token.i + 1}]
    contents = _spans(tokens, token)
    span = (token.idx, doc[token.i + 1].idx + 2)
    speaker = _speaker(source)
    if speaker[0] <= token.idx:
        tail = [t for t in source.subtree if t.i > token.i + 1 and not t.is_punct]
        if not tail:
            return None
        speaker = _hull(tail)
    return (speaker, span, contents, "says", "according", False, True) if contents else None
