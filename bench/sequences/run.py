#!/usr/bin/env python3
"""Published tasks of sequence modelling, each by one command: trains, prints the held-out score.

usage: bench/sequences/run.py TASK DATA [--set section.option=value ...] [--threads N] [--foretell BINARY]
TASK is the name of a configuration beside this file (chorales, shakespeare); DATA the folder with its files, named
there. Writes model, checkpoint and curves (CSV) into the working folder.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


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
    Path(f"{call.task}.toml").write_text(configuration(call.task, call.data, call.set))
    result = subprocess.run([call.foretell, "train", f"{call.task}.toml", "--threads", call.threads, "--log",
                             f"{call.task}.csv", "--json"], stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        return result.returncode
    print(json.dumps(json.loads(result.stdout)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
