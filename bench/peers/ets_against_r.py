#!/usr/bin/env python3
"""Compares the likelihoods of our exponential smoothing with those of R's `ets`, form by form.

usage: ets_against_r.py DATA_DIR ETS_OVER_CSV [SERIES_PER_SET]
DATA_DIR holds m4-monthly/train.csv.gz, m4-quarterly/..., m1-monthly/... (unique_id,ds,y);
ETS_OVER_CSV is the program built from bench/models/ets_over_csv.cpp. Needs Rscript with `forecast`.
Prints per set and form: series, share with our l >= R's l - 0.01, largest deficit, largest gain, speed.
"""
import csv
import gzip
import math
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PLAIN = "ANN AAN AAdN MNN MAN MAdN".split()
SEASONAL = PLAIN + "ANA AAA AAdA MNA MAA MAdA MNM MAM MAdM".split()
SETS = [("m4-yearly", 1, PLAIN), ("m4-quarterly", 4, SEASONAL), ("m4-monthly", 12, SEASONAL),
        ("m1-monthly", 12, SEASONAL)]


def sample(path, count, out):
    with gzip.open(path, "rt") as file:
        header, *lines = file.read().splitlines()
    groups = {}
    for line in lines:
        groups.setdefault(line.split(",", 1)[0], []).append(line)
    names = sorted(groups)
    step = max(1, len(names) // count)
    with open(out, "w") as file:
        file.write(header + "\n")
        for name in names[step // 2::step][:count]:
            file.write("\n".join(groups[name]) + "\n")


def table(path):
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        return {(r["unique_id"], r["word"]): (float(r["loglik"]) if r["loglik"] not in ("NA", "nan") else math.nan,
                                              float(r["seconds"])) for r in rows}


def report(title, ours, theirs, forms):
    total = good = 0
    print(f"{title}: form, compared, share >= -0.01, worst, best, ours ms, R ms")
    for form in forms:
        keys = [k for k in theirs if k[1] == form and not math.isnan(theirs[k][0])]
        gaps = [ours[k][0] - theirs[k][0] if not math.isnan(ours[k][0]) else -math.inf for k in keys]
        if not gaps:
            continue
        total += len(gaps)
        good += sum(g >= -0.01 for g in gaps)
        milliseconds = [1e3 * sum(t[k][1] for k in keys) / len(keys) for t in (ours, theirs)]
        print(f"  {form:5s} {len(gaps):4d} {100 * sum(g >= -0.01 for g in gaps) / len(gaps):6.1f}% "
              f"{min(gaps):9.3f} {max(gaps):9.3f} {milliseconds[0]:8.3f} {milliseconds[1]:8.1f}")
    print(f"  all   {total:4d} {100 * good / max(1, total):6.2f}%")


def main():
    folder, program = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 75
    with tempfile.TemporaryDirectory() as work:
        for name, period, forms in SETS:
            source, ours, theirs = (f"{work}/{name}{end}" for end in (".csv", "-ours.csv", "-r.csv"))
            sample(f"{folder}/{name}/train.csv.gz", count, source)
            with open(source) as data, open(ours, "w") as out:
                subprocess.run([program, "likelihood", str(period), *forms], stdin=data, stdout=out, check=True)
            subprocess.run(["Rscript", f"{HERE}/ets_reference.R", source, str(period), theirs, *forms], check=True)
            report(name, table(ours), table(theirs), forms)


if __name__ == "__main__":
    main()
