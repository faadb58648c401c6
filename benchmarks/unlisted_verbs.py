"""What is found where a verb of saying stands in no list: python -m benchmarks.unlisted_verbs [PARTS [LANGUAGE...]].

A new report has verbs that no list holds. To see how it would be read, the verbs of the lists (the commonest of each
language aside) are parted at random, with a seed, into PARTS parts (2: half of the verbs at a time); one part at a time
is taken out, and all marked reports of the language are read: once with the rules by which any verb attributes, and
once without them. Told are lenient precision, recall and F over all claims, and the claims whose verb was taken out and
that are found all the same. The rules were made while the same reports were at hand, so a new outlet's reports will do
worse. Each part is a process of its own, since lists are read once.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from trucekeeper.reader import lexicon
from trucekeeper.reader.folding import folded

READING = Path(__file__).parents[1] / "examples" / "reading"
KEPT = {"en": frozenset({"say", "tell"}), "ar": frozenset({"قال"}), "ru": frozenset({"сказал"})}
SEED = 1
PARTS = 2
Lists = dict[str, tuple[str, ...]]


def base_of(entry: str) -> str:
    """The verb of an entry such as `speak/spoke/spoken+of`."""
    return entry.partition("+")[0].partition("/")[0]


def verbs_of(language: str) -> set[str]:
    """The verbs of saying of a language's list."""
    if language == "en":
        lines = [line for head, lines in lexicon.sections("en_cues.txt").items() if head for line in lines]
        return {base_of(entry) for line in lines for entry in line.split()}
    from trucekeeper.reader.tongues.tables import tongue

    return {cue.verb for cue in tongue(language).cues.values()}


def part_of_verbs(language: str, part: int, parts: int) -> frozenset[str]:
    """The verbs that are taken out."""
    verbs = sorted(verbs_of(language) - KEPT[language])
    random.Random(SEED).shuffle(verbs)
    return frozenset(verbs[part::parts])


def without(language: str, gone: frozenset[str]) -> frozenset[str]:
    """Take verbs out of the lists before anything else has read them; gives their forms, folded."""
    if language == "en":
        return _without_english(gone)
    from trucekeeper.reader.tongues.tables import tongue, with_noun

    cues = tongue(language).cues
    forms = frozenset(low for low, cue in cues.items() if cue.verb in gone)
    for low in forms:
        del cues[low]
    for low in [low for low, several in with_noun().items() if any(cue.verb in gone for cue in several)]:
        del with_noun()[low]
    return forms


def _without_english(gone: frozenset[str]) -> frozenset[str]:
    forms, whole = _english_forms(gone), lexicon.sections

    def fewer(name: str) -> Lists:
        lists = whole(name)
        if name != "en_cues.txt":
            return lists
        return {
            head: tuple(" ".join(e for e in line.split() if not head or base_of(e) not in gone) for line in lines)
            for head, lines in lists.items()
        }

    lexicon.sections = fewer  # type: ignore[assignment]
    return forms


def _english_forms(verbs: frozenset[str]) -> frozenset[str]:
    """The forms that no other verb shares, by the rules of the reader itself, in a process that is not used further."""
    code = (
        "import json, sys; from trucekeeper.reader.cues import cues; gone = set(json.load(sys.stdin)); "
        "print(json.dumps([f for f, read in cues().items() if all(c.verb in gone for c in read)]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(sorted(verbs)), capture_output=True, text=True, check=True
    )
    return frozenset(json.loads(told.stdout))


def _lists_only(language: str) -> None:
    """Leave out the rules by which a verb that no list has attributes."""
    from trucekeeper.reader.saying import trial
    from trucekeeper.reader.tongues.arabic import sentence as arabic
    from trucekeeper.reader.tongues.russian import sentence as russian

    if language == "en":
        vars(trial)["unlisted"] = lambda at: {}
    elif language == "ar":
        vars(arabic)["unlisted"] = lambda sentence, w, found: []
    else:
        vars(russian)["by_unlisted"] = lambda sentence, w, i, found: None


def counted(language: str, part: int, parts: int, *, any_verb: bool) -> dict[str, int]:
    """Claims marked, proposed and matched; those whose verb is gone, and of these the matched."""
    forms = without(language, part_of_verbs(language, part, parts))
    from trucekeeper.cli.inputs import deal_at
    from trucekeeper.reader.document import Document
    from trucekeeper.reader.engines.surface import read_surface
    from trucekeeper.reader.evaluation.gold import reports
    from trucekeeper.reader.evaluation.score import marked, pairs
    from trucekeeper.reader.lens import lens

    if not any_verb:
        _lists_only(language)
    found = {"marked": 0, "proposed": 0, "matched": 0, "gone": 0, "gone_matched": 0}
    for folder in sorted(path.parent for path in READING.glob("*/sources.jsonl")):
        for one in (report for report in reports(folder) if report.language == language):
            deal = deal_at(folder / one.deal)
            read = read_surface(Document(one.text), deal, one.published, deal.zone or UTC, lens(deal), None)
            proposed = [marked(claim.shown()) for claim in read]
            matched = {j for _, j, _ in pairs(proposed, one.gold)}
            lost = {
                j for j, claim in enumerate(one.gold)
                if claim.cue is not None and not forms.isdisjoint(_words(one.text[slice(*claim.cue)], language))
            }  # fmt: skip
            sums = (len(one.gold), len(proposed), len(matched), len(lost), len(lost & matched))
            for key, n in zip(found, sums, strict=True):
                found[key] += n
    return found


def _words(text: str, language: str) -> list[str]:
    return (text if language == "en" else folded(text).text).lower().split()


def summed(language: str, parts: int, *, any_verb: bool) -> dict[str, int]:
    """The counts of all parts together."""
    total: dict[str, int] = {}
    for one in _parts(language, parts, any_verb=any_verb):
        for key, n in one.items():
            total[key] = total.get(key, 0) + n
    return total


def _parts(language: str, parts: int, *, any_verb: bool) -> Iterator[dict[str, int]]:
    for part in range(parts):
        flag = "with" if any_verb else "without"
        run = [sys.executable, "-m", "benchmarks.unlisted_verbs", "--part", language, str(part), str(parts), flag]
        yield json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Print what is found of each language, by the lists alone and with the rules for any verb."""
    if sys.argv[1:2] == ["--part"]:
        language, part, parts = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        print(json.dumps(counted(language, part, parts, any_verb=sys.argv[5] == "with")))
        return
    parts = int(sys.argv[1]) if len(sys.argv) > 1 else PARTS
    for language in sys.argv[2:] or KEPT:
        kept = " and ".join(sorted(KEPT[language]))
        print(f"{language}: verbs of saying but {kept}, one of {parts} parts taken out at a time")
        for name, any_verb in (("lists alone", False), ("and any verb", True)):
            n = summed(language, parts, any_verb=any_verb)
            precision, recall = n["matched"] / n["proposed"], n["matched"] / n["marked"]
            f = 2 * precision * recall / (precision + recall)
            print(
                f"  {name:13} lenient P {precision:.3f} R {recall:.3f} F {f:.3f}; of {n['gone']} claims whose verb is "
                f"gone {n['gone_matched']} found ({n['gone_matched'] / max(1, n['gone']):.2f})"
            )


if __name__ == "__main__":
    main()
