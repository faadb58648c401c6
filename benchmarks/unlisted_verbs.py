"""What is found where a verb of saying stands in no list: python -m benchmarks.unlisted_verbs [PARTS].

A new report has verbs that no list holds. To see how it would be read, the English verbs of the lists (`say` and `tell`
aside) are parted at random, with a seed, into PARTS parts (8); one part at a time is taken out, and all marked English
reports are read: once with the frames in which any verb attributes, and once without them. Told are the claims whose
verb was taken out and that are found all the same, and lenient precision, recall and F over all claims. The rules were
made while the same reports were at hand, so a new outlet's reports will do worse. Each part is a process of its own,
since the lists are read once.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from trucekeeper.reader import lexicon

EXAMPLES = Path(__file__).parents[1] / "examples"
SETS = ("tune", "held", "held-2", "held-3", "tune-3", "tune-4", "held-4", "held-5")
KEPT = frozenset({"say", "tell"})
SEED = 1
PARTS = 8
Lists = dict[str, tuple[str, ...]]


def base_of(entry: str) -> str:
    """The verb of an entry such as `speak/spoke/spoken+of`."""
    return entry.partition("+")[0].partition("/")[0]


def part_of_verbs(part: int, parts: int) -> frozenset[str]:
    """The verbs that are taken out."""
    lines = [line for head, lines in lexicon.sections("en_cues.txt").items() if head for line in lines]
    verbs = sorted({base_of(entry) for line in lines for entry in line.split()} - KEPT)
    random.Random(SEED).shuffle(verbs)
    return frozenset(verbs[part::parts])


def without(gone: frozenset[str]) -> None:
    """Take verbs out of the list before anything else has read it."""
    whole = lexicon.sections

    def fewer(name: str) -> Lists:
        lists = whole(name)
        if name != "en_cues.txt":
            return lists
        return {
            head: tuple(" ".join(e for e in line.split() if not head or base_of(e) not in gone) for line in lines)
            for head, lines in lists.items()
        }

    lexicon.sections = fewer  # type: ignore[assignment]


def counted(part: int, parts: int, *, frames: bool) -> dict[str, int]:
    """Claims marked, proposed and matched; those whose verb is gone, and of these the matched."""
    gone = part_of_verbs(part, parts)
    forms = _forms(gone)
    without(gone)
    from trucekeeper.cli.inputs import deal_at
    from trucekeeper.reader.document import Document
    from trucekeeper.reader.engines.surface import read_surface
    from trucekeeper.reader.evaluation.gold import reports
    from trucekeeper.reader.evaluation.score import marked, pairs
    from trucekeeper.reader.lens import lens
    from trucekeeper.reader.saying import trial

    if not frames:
        vars(trial)["unlisted"] = lambda at: {}
    found = {"marked": 0, "proposed": 0, "matched": 0, "gone": 0, "gone_matched": 0}
    for folder in (EXAMPLES / "reading" / name for name in SETS):
        for one in (report for report in reports(folder) if report.language == "en"):
            deal = deal_at(folder / one.deal)
            zone = deal.zone or UTC
            read = read_surface(Document(one.text), deal, one.published, zone, lens(deal), None)
            proposed = [marked(claim.shown()) for claim in read]
            matched = {j for _, j, _ in pairs(proposed, one.gold)}
            lost = {
                j for j, claim in enumerate(one.gold)
                if claim.cue is not None and not forms.isdisjoint(one.text[slice(*claim.cue)].lower().split())
            }  # fmt: skip
            sums = (len(one.gold), len(proposed), len(matched), len(lost), len(lost & matched))
            for key, n in zip(found, sums, strict=True):
                found[key] += n
    return found


def _forms(verbs: frozenset[str]) -> frozenset[str]:
    """The forms that no other verb shares, by the rules of the reader itself, in a process that is not used further."""
    code = (
        "import json, sys; from trucekeeper.reader.cues import cues; gone = set(json.load(sys.stdin)); "
        "print(json.dumps([f for f, read in cues().items() if all(c.verb in gone for c in read)]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(sorted(verbs)), capture_output=True, text=True, check=True
    )
    return frozenset(json.loads(told.stdout))


def summed(parts: int, *, frames: bool) -> dict[str, int]:
    """The counts of all parts together."""
    total: dict[str, int] = {}
    for one in _parts(parts, frames=frames):
        for key, n in one.items():
            total[key] = total.get(key, 0) + n
    return total


def _parts(parts: int, *, frames: bool) -> Iterator[dict[str, int]]:
    for part in range(parts):
        flag = "with" if frames else "without"
        run = [sys.executable, "-m", "benchmarks.unlisted_verbs", "--part", str(part), str(parts), flag]
        yield json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(counted(int(sys.argv[2]), int(sys.argv[3]), frames=sys.argv[4] == "with")))
        return
    parts = int(sys.argv[1]) if len(sys.argv) > 1 else PARTS
    print(f"English verbs of saying but {' and '.join(sorted(KEPT))}, one of {parts} parts taken out at a time")
    for name, frames in (("without frames", False), ("with frames", True)):
        n = summed(parts, frames=frames)
        precision, recall = n["matched"] / n["proposed"], n["matched"] / n["marked"]
        f = 2 * precision * recall / (precision + recall)
        print(
            f"{name:15} lenient P {precision:.3f} R {recall:.3f} F {f:.3f}; "
            f"of {n['gone']} claims whose verb is gone {n['gone_matched']} found ({n['gone_matched'] / n['gone']:.2f})"
        )


if __name__ == "__main__":
    main()
