"""Reads 100,000 series of 100 rows with Foretell and with Arrow's own readers, alternately.

Usage: python3 bench/peers/ingest_against_arrow.py build/release/bench/ingest/read_speed [SERIES] [ROUNDS]
Checks first that both see the same values; then prints rows per second, their ratio, and the peak memory of each
process against the size of the Arrow table. All cores for both; every reading is a fresh process.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ARROW = """
import json, resource, sys, time
import pyarrow.csv, pyarrow.parquet, pyarrow.compute
path = sys.argv[1]
begin = time.perf_counter()
table = pyarrow.csv.read_csv(path) if path.endswith("csv") else pyarrow.parquet.read_table(path)
seconds = time.perf_counter() - begin
print(json.dumps({"seconds": seconds, "rows": table.num_rows, "bytes": table.nbytes,
                  "sum": pyarrow.compute.sum(table["y"]).as_py(),
                  "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""


def generate(folder, num_series, length):
    import numpy
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    rng = numpy.random.default_rng(1)
    ids = pyarrow.array([f"store_{i}" for i in range(num_series)])
    days = numpy.datetime64("2020-01-01") + numpy.arange(length)
    table = pyarrow.table({
        "unique_id": ids.take(pyarrow.array(numpy.repeat(numpy.arange(num_series), length))),
        "ds": pyarrow.array(numpy.tile(days, num_series)),
        "y": numpy.round(rng.normal(100, 20, num_series * length), 3),
    })
    pyarrow.csv.write_csv(table, folder / "panel.csv")
    pyarrow.parquet.write_table(table, folder / "panel.parquet")


def measure(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    binary = sys.argv[1]
    num_series = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        generate(folder, num_series, 100)
        print("| file | Foretell, rows/s | Arrow, rows/s | ratio | Foretell, peak / table | Arrow, peak / table |")
        print("|---|---|---|---|---|---|")
        for path in (folder / "panel.csv", folder / "panel.parquet"):
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(measure([binary, str(path)]))
                theirs.append(measure([sys.executable, "-c", ARROW, str(path)]))
            assert ours[0]["rows"] == theirs[0]["rows"]
            assert abs(ours[0]["sum"] - theirs[0]["sum"]) <= 1e-9 * abs(theirs[0]["sum"])
            size = theirs[0]["bytes"]
            speed = [row["rows"] / min(run["seconds"] for run in runs)
                     for row, runs in ((ours[0], ours), (theirs[0], theirs))]
            peak = [max(run["peak"] for run in runs) / size for runs in (ours, theirs)]
            print(f"| {path.suffix} ({size / 1e6:.0f} MB as a table) | {speed[0] / 1e6:.2f} million "
                  f"| {speed[1] / 1e6:.2f} million | {speed[0] / speed[1]:.2f} "
                  f"| {peak[0]:.2f} | {peak[1]:.2f} |")


if __name__ == "__main__":
    main()
