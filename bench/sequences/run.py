#!/usr/bin/env python3
"""Published tasks of sequence modelling, each by one command: trains, prints the held-out score.

usage: bench/sequences/run.py TASK DATA [--set section.option=value ...] [--threads N] [--foretell BINARY]
TASK is the name of a configuration beside this file (chorales, shakespeare, ptb_characters, ptb_words); DATA the
folder with its files, named there. Writes model, checkpoint and curves (CSV) into the working folder; for the Penn
Treebank also its text as one character a token (of words: one code point a word, so that perplexity is 2 to the
power of the bits a character).
"""
import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def characters(line, _):
    """The line of `a b _ c` without its blanks."""
    return "".join(line.split())


def words(line, numbers):
    """A code point for each word of the line, in order of appearance."""
    return "".join(chr(0x10000 + numbers.setdefault(word, len(numbers))) for word in line.split())


PREPARED = {"ptb_characters": ("ptb.char", characters), "ptb_words": ("ptb", words)}


def prepare(task, data):
    """Writes the text of the Penn Treebank by token into the working folder."""
    stem, line_of = PREPARED[task]
    numbers = {}
    for part in ("train", "valid", "test"):
        source = Path(data) / f"{stem}.{part}.txt"
        text = source.read_text() if source.exists() else gzip.open(f"{source}.gz", "rt").read()
        lines = [line_of(line, numbers) + "\n" for line in text.splitlines()]
        Path(f"{task}.{part}.txt").write_text("".join(lines), encoding="utf-8")


def configuration(task, data, changes):
    """The task's TOML with the folder of its data, and options that the call changes."""
    lines = (HERE / f"{task}.toml").read_text().replace("DATA", str(Path(data).resolve())).splitlines()
    for change in changes:
        name, value = change.split("=", 1)
        section, option = name.split(".")
        lines = [line for line in lines if not line.startswith(f"{option} =")]
        lines.insert(lines.index(f"[{section}]") + 1, f"{option} = {value}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(p.stem for p in HERE.glob("*.toml")))
    parser.add_argument("data")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--threads", default="1")
    parser.add_argument("--foretell", default=str(ROOT / "build/release/foretell"))
    call = parser.parse_args()
    if call.task in PREPARED:
        prepare(call.task, call.data)
    Path(f"{call.task}.toml").write_text(configuration(call.task, call.data, call.set))
    result = subprocess.run([call.foretell, "train", f"{call.task}.toml", "--threads", call.threads, "--log",
                             f"{call.task}.csv", "--json"], stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        return result.returncode
    print(json.dumps(json.loads(result.stdout)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
