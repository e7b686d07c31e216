#!/usr/bin/env python3
"""Accuracy of foretell's models on M4 by the competition's formulas, with the published figures beside.

Needs   Python 3.10, numpy, pandas, pyarrow.
Run     m4_accuracy.py BINARY ROOT [--models auto,auto_ets,theta] [--sets m4-yearly,...] [--season m4-weekly=52]
        ROOT holds the folders m4-yearly, m4-quarterly, m4-monthly, m4-weekly, m4-hourly (train.csv.gz, test.csv.gz,
        naive2.csv.gz, meta.json) and m4-benchmarks/evaluation.json with the published scores.
Output  a Markdown table: sMAPE, MASE, OWA per set and model. Published figures stand only for complete sets; a partial
        one is compared with naive2 on the same series, which is what OWA does.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import measure
from against_statsforecast import season_of, words_of, write_input
from m4_scores import M4Set, read_set, read_table, scores

SETS = "m4-yearly,m4-quarterly,m4-monthly,m4-weekly,m4-hourly"
PUBLISHED = ["Theta", "Damped", "Com", "sNaive"]


def published(root: Path, m4: M4Set) -> list[str]:
    """Lines with the published figures of well-known methods on a complete set."""
    if not m4.meta["complete_official_set"]:
        return []
    frequency = m4.name.removeprefix("m4-").capitalize()
    methods = json.loads((root / "m4-benchmarks" / "evaluation.json").read_text())["methods"]
    shown = [name for name in PUBLISHED if name in methods]
    shown += sorted(methods, key=lambda name: methods[name]["OWA"][frequency])[:1]
    authors = {name: methods[name]["info"]["author"].strip("- ") or name for name in shown}
    return [f"| {m4.name} | {authors[name]}, published | {methods[name]['sMAPE'][frequency]:.3f} | "
            f"{methods[name]['MASE'][frequency]:.3f} | {methods[name]['OWA'][frequency]:.4f} | | |" for name in shown]


def ours(binary: str, m4: M4Set, word: str, train: Path, season: str, extra: list[str]) -> str:
    """Runs one model over one set and scores it."""
    out = train.with_name("forecast.parquet")
    cost = measure.run([binary, "forecast", str(train), "--horizon", str(m4.horizon), "--models", word, "--season",
                        season, "--coverage", "80,95", "--quiet", *extra, "-o", str(out)])
    s = scores(m4, read_table(out))
    return (f"| {m4.name} | **{word}**, season {season} | {s.smape:.3f} | {s.mase:.3f} | {s.owa:.4f} | "
            f"{s.series:,} | {cost.wall:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("root", type=Path)
    parser.add_argument("--models", default="auto,auto_ets,theta,dotm,seasonal_naive")
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--season", action="append", default=[], metavar="SET=M", help="instead of M4's own season")
    parser.add_argument("--extra", default="", help="further options of the command, e.g. --non-negative")
    args = parser.parse_args()
    seasons = dict(item.split("=") for item in args.season)
    print("| set | model | sMAPE | MASE | OWA | series scored | wall s |\n|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.sets.split(","):
            m4 = read_set(args.root / name).scored()
            train = write_input(m4, Path(scratch), "parquet")
            for line in published(args.root, m4):
                print(line, flush=True)
            for word in words_of(args.models):
                season = seasons.get(name, str(season_of(m4)))
                print(ours(str(Path(args.binary).resolve()), m4, word, train, season, args.extra.split()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
