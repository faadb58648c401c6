"""What many reports cost: python -m benchmarks.reader_scale [--few N] [--many N] [--reports N] [--rounds N].

Two questions. Does the memory stay the same: peak resident memory of `truce read ARCHIVE --json` over few and over many
short reports in a packed tar (default 10,000 and 100,000; aim: within 10 per cent). Do workers pay: the same archive of
reports of 800 words by one process, by `--workers 2`, and by two plain processes that read one half each at the same
time, by turns in one run; the gain of two workers is to be at least 90 per cent of that of two plain processes. Wall
clock, the best of the rounds; other work on the machine disturbs all three alike, so look at the ratio. Each report is
another mix of the paragraphs of the examples: an archive of copies would measure how copies are told, of which the
halves have fewer.
"""

import argparse
import io
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from itertools import accumulate
from pathlib import Path

from benchmarks.reader_speed import STORY, WORDS, reports

TRUCE = (sys.executable, "-c", "import sys; from trucekeeper.cli.main import main; sys.exit(main())")
SHORT = "The Red Cross said on Wednesday that {n} people had left eastern Aleppo by bus number {m}.\n"


def mixed(count: int) -> list[str]:
    """So many reports of 800 words, no two of which tell the same; the same ones each time."""
    paragraphs = sorted({paragraph for text in reports() for paragraph in text.split("\n\n")})
    chance = random.Random(count)
    made = []
    for _ in range(count):
        chance.shuffle(paragraphs)
        lengths = accumulate(len(paragraph.split()) for paragraph in paragraphs)
        made.append("\n\n".join(paragraphs[: 1 + next(n for n, words in enumerate(lengths) if words >= WORDS)]))
    return made


def archive(path: Path, texts: list[str]) -> None:
    """A packed tar with a report a file."""
    with tarfile.open(path, "w:gz", compresslevel=1) as packed:
        for number, text in enumerate(texts):
            raw = text.encode()
            one = tarfile.TarInfo(f"{number // 1000:03}/{number:06}.txt")
            one.size = len(raw)
            packed.addfile(one, io.BytesIO(raw))
            packed.members = []  # type: ignore[attr-defined]


def begun(path: Path, *more: str) -> "subprocess.Popen[bytes]":
    """A reading that is under way."""
    deal = ("--deal", str(STORY / "repaired.deal.md"), "--published", "2016-12-14T20:00+02:00", "--json")
    return subprocess.Popen(
        [*TRUCE, "read", str(path), *deal, *more], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def peak_mb(path: Path) -> tuple[float, float]:
    """Peak resident memory and CPU seconds of reading an archive with one process."""
    _, status, used = os.wait4(begun(path).pid, 0)
    assert status == 0, "the reading failed"
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def wall_s(*runs: tuple[Path, tuple[str, ...]]) -> float:
    """Seconds until all of several readings, begun at once, are done."""
    start = time.perf_counter()
    under_way = [begun(path, *more) for path, more in runs]
    assert all(one.wait() == 0 for one in under_way), "a reading failed"
    return time.perf_counter() - start


def memory(folder: Path, few: int, many: int) -> None:
    """Print how memory depends on how many reports there are."""
    peaks = []
    for count in (few, many):
        path = folder / f"{count}.tar.gz"
        archive(path, [SHORT.format(n=n, m=n % 97) for n in range(count)])
        peak, cpu = peak_mb(path)
        peaks.append(peak)
        print(f"{count:>9,} short reports: peak {peak:6.1f} MB, {count / cpu:6.0f} reports a CPU second")
    print(f"peak of {many:,} against {few:,}: {peaks[1] / peaks[0]:.3f} (aim: at most 1.100)")


def gain(folder: Path, count: int, rounds: int) -> None:
    """Print what two workers gain, beside two plain processes."""
    texts = mixed(count)
    paths = [folder / name for name in ("whole.tar.gz", "first.tar.gz", "second.tar.gz")]
    for path, part in zip(paths, (texts, texts[::2], texts[1::2]), strict=True):
        archive(path, part)
    whole, first, second = paths
    takes: dict[str, list[float]] = {"one process": [], "two workers": [], "two plain processes": []}
    for _ in range(rounds):
        takes["one process"].append(wall_s((whole, ())))
        takes["two workers"].append(wall_s((whole, ("--workers", "2"))))
        takes["two plain processes"].append(wall_s((first, ()), (second, ())))
    best = {name: min(several) for name, several in takes.items()}
    for name, seconds in best.items():
        print(f"{name:20} {seconds:6.1f} s, {count / seconds:6.1f} reports of 800 words a second")
    ratio = best["two plain processes"] / best["two workers"]
    print(f"two workers gain {ratio:.3f} of what two plain processes gain (aim: at least 0.900)")


def main() -> None:
    """Answer both questions."""
    parser = argparse.ArgumentParser()
    for name, usual in (("few", 10_000), ("many", 100_000), ("reports", 400), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.many:
            memory(Path(folder), asked.few, asked.many)
        if asked.reports:
            gain(Path(folder), asked.reports, asked.rounds)


if __name__ == "__main__":
    main()
