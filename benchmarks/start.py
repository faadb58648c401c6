"""How long a command takes to start: python benchmarks/start.py [REPETITIONS]. Needs a checkout that is set up."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEAL = "examples/aleppo-2016/repaired.deal.md"
COMMANDS = {
    "an empty Python": [sys.executable, "-c", ""],
    "the same without ./truce": [sys.executable, "-P", "-m", "trucekeeper", "--version"],
    "./truce --version": ["./truce", "--version"],
    "./truce --help": ["./truce", "--help"],
    f"./truce check {DEAL}": ["./truce", "check", DEAL],
}


def seconds(command: list[str], repetitions: int) -> list[float]:
    """How long each run took, the shortest first."""
    taken = []
    for _ in range(repetitions):
        begun = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)


if __name__ == "__main__":
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    for name, command in COMMANDS.items():
        taken = seconds(command, repetitions)
        print(f"{name:<60} {taken[0] * 1000:5.0f} ms at best, {taken[len(taken) // 2] * 1000:5.0f} ms mostly")
