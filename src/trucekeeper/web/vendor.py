"""The files of other projects that the pages load: which, from where, and whether they are still what was fetched.

They lie in `static/vendor` under version control, so that installing needs neither Node nor a network. To move to a
newer version, a maintainer changes the exact numbers in `package.json` and runs

    python -m trucekeeper.web.vendor

which asks npm for them; `--check` compares what lies there with `vendor.json`, without npm.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
TARGET: Final = HERE / "static" / "vendor"
LIST: Final = TARGET / "vendor.json"

#: By package: files in it, and how they are called here.
FILES: Final[Mapping[str, Mapping[str, str]]] = {
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js", "dist/ext/hx-sse.min.js": "hx-sse.min.js"},
    "uplot": {"dist/uPlot.iife.min.js": "uPlot.iife.min.js", "dist/uPlot.min.css": "uPlot.min.css"},
    "maplibre-gl": {
        "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
        "dist/maplibre-gl.css": "maplibre-gl.css",
    },
    "pmtiles": {"dist/pmtiles.js": "pmtiles.js"},
    "@fontsource/noto-sans-arabic": {
        "files/noto-sans-arabic-arabic-400-normal.woff2": "noto-sans-arabic-400.woff2",
        "files/noto-sans-arabic-arabic-700-normal.woff2": "noto-sans-arabic-700.woff2",
    },
}
#: Each licence as the package's own file says it; where the package has none, from here.
LICENCE_FILES: Final = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE")
LICENCES: Final = HERE / "licences"


def described() -> dict[str, dict[str, Any]]:
    """What `vendor.json` says, by the name of a file here."""
    read: dict[str, dict[str, Any]] = json.loads(LIST.read_text(encoding="utf-8"))
    return read


def differences() -> list[str]:
    """What lies in the folder and is not what `vendor.json` says, or the other way round; empty where all is well."""
    said = described()
    there = {one.name: one for one in TARGET.iterdir() if one.name != LIST.name}
    found = [f"{name} is missing" for name in said if name not in there]
    found += [f"{name} is not in vendor.json" for name in there if name not in said]
    for name, about in said.items():
        if name in there and sha256(there[name].read_bytes()).hexdigest() != about["sha256"]:
            found.append(f"{name} is not what was fetched")
    pins = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, about in said.items():
        if pins.get(about["package"]) != about["version"]:
            found.append(f"{name} is of {about['package']} {about['version']}, and package.json asks for another")
    return sorted(found)


def fetch() -> None:
    """Ask npm for the packages, and copy the files, their licences and their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "package.json").write_bytes((HERE / "package.json").read_bytes())
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
        TARGET.mkdir(parents=True, exist_ok=True)
        listed: dict[str, dict[str, str]] = {}
        for package, files in FILES.items():
            listed |= _copied(Path(folder) / "node_modules" / package, package, files)
    LIST.write_text(json.dumps(listed, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _copied(source: Path, package: str, files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    about = json.loads((source / "package.json").read_text(encoding="utf-8"))
    ours = f"{package.rpartition('/')[2]}.LICENSE.txt"
    licences = [*(source / name for name in LICENCE_FILES), LICENCES / ours]
    wanted = {source / inside: here for inside, here in files.items()}
    wanted[next(one for one in licences if one.exists())] = ours
    listed = {}
    for original, here in wanted.items():
        content = _without_map(original.read_bytes())
        (TARGET / here).write_bytes(content)
        listed[here] = {
            "package": package,
            "version": about["version"],
            "licence": about["license"],
            "sha256": sha256(content).hexdigest(),
        }
    return listed


def _without_map(content: bytes) -> bytes:
    """Leave out the line that makes a browser's tools ask for a source map, which is not here."""
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.lstrip().startswith(b"//# sourceMappingURL="))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch, or with `--check` only compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only compare, without npm")
    if not parser.parse_args(arguments).check:
        fetch()
    found = differences()
    sys.stdout.write("".join(f"{one}\n" for one in found or ["vendored files are what vendor.json says"]))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
