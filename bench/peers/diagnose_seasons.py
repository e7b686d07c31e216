#!/usr/bin/env python3
"""Detection of seasons beside findfrequency of R's forecast, as a Markdown table.

usage: python bench/peers/diagnose_seasons.py DATA PROGRAM [--sample N]
DATA     a folder with a sub-folder per set (m4-monthly, vic-elec, ...) that holds train.csv.gz,
         long (unique_id, ds, y) or wide (ds, one column per series), and classic/*.csv (ds, y)
PROGRAM  build/bench/bench/diagnose/season_detection_over_csv
Needs Rscript with the package forecast.

Whether a monthly series of the M competitions has a season of 12 cannot be known. "strong" counts
the series whose season of the usual length has a strength above 0.64 by R's mstl, the threshold of
its nsdiffs, "all" every series; a hit is the usual period among those found. Series of a known
nature (electricity, taxis, temperature) and yearly series, which have none, need no such rule.
"""
import argparse
import csv
import gzip
import random
import subprocess
import sys
import tempfile
from pathlib import Path

# set, usual periods, whether every series has them by its nature, columns of wide sets (None: all)
SETS = [
    ("m1-yearly", [], False, None), ("m4-yearly", [], False, None),
    ("m1-quarterly", [4], False, None), ("m4-quarterly", [4], False, None),
    ("m1-monthly", [12], False, None), ("m4-monthly", [12], False, None),
    ("nn5-daily", [7], True, None), ("m4-hourly", [24], False, None),
    ("bike-sharing", [24, 168], True, {"users"}), ("etth1", [24], True, {"OT", "HUFL", "MUFL"}),
    ("vic-elec", [48, 336], True, {"demand"}), ("vic-elec", [48], True, {"temperature"}),
    ("nyc-taxi", [48, 336], True, None), ("taylor", [48, 336], True, None),
    ("elecdemand", [48, 336], True, {"Demand"}), ("ettm1", [96], True, {"OT", "HUFL", "MUFL"}),
    ("weather", [144], True, {"T_degC", "Tpot_K", "rh_pct", "SWDR_W_m2", "Tlog_degC"}),
    ("beijing-pm25", [24], True, {"temp"}),
]  # fmt: skip


def read_series(data, name, columns):
    """Each series of a set: its id and its values as text, empty where missing."""
    single = data / "classic" / f"{name}.csv"
    path = single if single.exists() else data / name / "train.csv.gz"
    opener = open if path == single else gzip.open
    series = {}
    with opener(path, "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        for row in rows:
            if "unique_id" in row:
                series.setdefault(row["unique_id"], []).append(row["y"])
                continue
            for column, value in row.items():
                if column != "ds" and (columns is None or column in columns):
                    series.setdefault(column, []).append(value)
    return series


def write_values(series, path):
    """One "id,value" row per observation."""
    with open(path, "w", encoding="utf-8") as file:
        for name, values in series.items():
            file.writelines(f"{name},{value if value != 'NA' else ''}\n" for value in values)


def run(command):
    """Standard output as lines, and the last line of standard error."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines(), done.stderr.strip().splitlines()[-1]


def ours(program, path, usual):
    """Found periods by series, all and the likely ones; the time."""
    command = [program] + ([",".join(map(str, usual))] if usual else [])
    with open(path, encoding="utf-8") as values:
        done = subprocess.run(command, stdin=values, capture_output=True, text=True, check=True)
    answers = {}
    for line in done.stdout.splitlines():
        name, _, found = line.rpartition(",")
        parts = [item.split(":") for item in found.split()]
        answers[name] = ([int(p[0]) for p in parts], [int(p[0]) for p in parts if p[1] != "weak"])
    return answers, done.stderr.split(",")[1].strip()


def theirs(path, period):
    """findfrequency and the strength of the usual season by series; the time."""
    script = Path(__file__).with_name("diagnose_find_frequency.R")
    lines, time = run(["Rscript", str(script), str(path), str(period)])
    answers = {}
    for line in lines:
        name, found, strength = line.rsplit(",", 2)
        answers[name] = (found, float(strength) if strength != "NA" else None)
    return answers, time.split(",")[1].strip()


def share(hits):
    """A share of series in percent."""
    return f"{100 * sum(hits) / len(hits):.0f} %" if hits else ""


def row_of(name, usual, by_nature, told, blind, reference):
    """One row of the table."""
    ids = list(blind[0])
    strong = [i for i in ids if by_nature or (reference[0][i][1] or 0) > 0.64]
    cells = [name, "/".join(map(str, usual)) or "none", str(len(ids)), str(len(strong) if usual else "")]

    def hit(found):
        return set(usual) <= set(found) if usual else bool(found)

    for answers in (told, blind):
        for certainty in (0, 1):
            if answers is None:
                cells.append("")
                continue
            of_strong = share([hit(answers[0][i][certainty]) for i in strong])
            of_all = share([hit(answers[0][i][certainty]) for i in ids])
            cells.append(f"{of_strong} ({of_all})" if usual and not by_nature else of_all)
    found = {i: reference[0][i][0] for i in ids}
    wanted = [str(usual[0]), str(usual[-1])] if usual else None
    right = {i: (f in wanted if wanted else f not in ("1", "NA")) for i, f in found.items()}
    of_all = share(list(right.values()))
    cells.append(f"{share([right[i] for i in strong])} ({of_all})" if usual and not by_nature else of_all)
    cells += [blind[1].replace(" each", ""), reference[1].replace(" each", "")]
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("program")
    parser.add_argument("--sample", type=int, default=1500, help="series per set, at most")
    options = parser.parse_args()
    print("| set | season | series | strong | told | told, likely | blind | blind, likely "
          "| findfrequency (one season) | time | its time |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, usual, by_nature, columns in SETS:
        series = read_series(options.data, name, columns)
        if len(series) > options.sample:
            chosen = random.Random(1).sample(sorted(series), options.sample)
            series = {i: series[i] for i in chosen}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "values.csv"
            write_values(series, path)
            blind = ours(options.program, path, [])
            told = ours(options.program, path, usual) if usual else None
            reference = theirs(path, usual[0] if usual and not by_nature else 1)
        print(row_of(name, usual, by_nature, told, blind, reference))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
