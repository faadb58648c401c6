"""Numbers that differ between the language versions of one clause.

## What

The numbers in `do`, `means` and `name` of each language are compared, whatever digits they are written in.

## Why it matters

Each side signs the text in its own language, and each is right.

## Example

```deal
deal EX
  languages: en, ar
party A
must A1
  by: A
  do en: let 1500 people leave
  do ar: السماح بخروج ١٢٠٠ شخص
```

## Write instead

```deal
deal EX
  languages: en, ar
party A
must A1
  by: A
  do en: let 1500 people leave
  do ar: السماح بخروج ١٥٠٠ شخص
```
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from trucekeeper.core.finding import Finding
from trucekeeper.deal.model import Block
from trucekeeper.deal.rules.work import Work, error
from trucekeeper.deal.said import say

_NUMBER = re.compile(r"\d+(?:[,.٬٫]\d{3})*(?:[.:]\d+)?")


def found(work: Work) -> Iterator[Finding]:
    """One finding for each key whose versions differ."""
    blocks: tuple[Block, ...] = (*work.deal.parties, *work.deal.places, *work.deal.terms, *work.deal.clauses)
    for block in blocks:
        yield from _differing(block, "name", block.names)
    for clause in work.deal.clauses:
        yield from _differing(clause, "do", clause.dos)


def _differing(block: Block, key: str, said: Mapping[str, str]) -> Iterator[Finding]:
    versions = [(language, numbers(text)) for language, text in said.items()]
    if len(versions) < 2:
        return
    first_language, first = versions[0]
    for language, other in versions[1:]:
        if first != other:
            only = [f"{n:,}" for n in sorted((first - other) | (other - first))]
            here, there = first_language or say("the first version"), language or say("the other")
            message = say(
                "{block}: {here} and {there} differ in the numbers of `{key}`: {several}",
                block=block.id,
                here=here,
                there=there,
                key=key,
                several=", ".join(only),
            )
            yield error("D23", message, block.span(key), say("let both versions say the same numbers"))


def numbers(text: str) -> Counter[int]:
    """The whole numbers of a text, in any script's digits, each as often as it stands there."""
    return Counter(int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text))
