"""What the tests of the command share: the binary, and tables made on the fly."""
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PRESET = os.environ.get("FORETELL_PRESET", "release")
BINARY = Path(os.environ.get("FORETELL_BINARY", ROOT / "build" / PRESET / "foretell"))


class Command:
    """Runs the command in a folder of its own and keeps what it said."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *arguments, **options):
        options.setdefault("timeout", 120)
        return subprocess.run(
            [BINARY, *map(str, arguments)],
            cwd=self.folder, capture_output=True, text=True, check=False, **options,
        )

    def table(self, name, text):
        """Writes a file into the folder; its name."""
        (self.folder / name).write_text(text)
        return name

    def monthly(self, name="sales.csv", series=2, months=48):
        """A table of monthly series with trend and season."""
        rows = ["unique_id,ds,y"]
        for s in range(series):
            for t in range(months):
                value = 100 + 10 * s + t + 20 * ((t % 12) == 11) + (t * 7919 % 13) / 3
                rows.append(f"store_{s + 1},{2020 + t // 12}-{t % 12 + 1:02d}-01,{value:.3f}")
        return self.table(name, "\n".join(rows) + "\n")

    def files(self):
        """The names of all files in the folder."""
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def foretell(tmp_path):
    return Command(tmp_path)


def only_line(result):
    """The one line of standard error; that it is one is part of the promise."""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]
