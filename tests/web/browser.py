"""Where the browser is that tests drive."""

import os
import shutil

#: Where the systems that we know keep a Chromium.
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Chromium refuses its sandbox to root, who runs tests in containers; elsewhere newer ones draw WebGL in software only
#: when told so.
ARGUMENTS = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def chromium_path() -> str | None:
    """The Chromium of this machine, None where there is none."""
    return next(filter(None, (shutil.which(name) for name in CHROMIUMS)), None)
