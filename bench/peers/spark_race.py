#!/usr/bin/env python3
"""Spark with foretell against Spark with statsforecast on many short series.

Both read the same Parquet file, bring rows together by series, forecast with the same model on the same local cluster
of two executors, and write Parquet. foretell goes through foretell.distributed (mapInArrow), statsforecast through
mapInPandas over the same partitions. Each contender has a session of its own; the clock runs from the read to the
written answer, without the start of Spark.

Needs   Java, pyspark, the package built; --peer: a Python of the same version with statsforecast, pandas, pyarrow.
Run     spark_race.py [--series 1000000] [--length 24] [--model auto_ets] [--peer PYTHON] [--repeats 1]
Output  a Markdown table: seconds, series per second, and the mean difference of the forecasts.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = os.environ.get("FORETELL_PACKAGE", str(ROOT / "build/release/python"))
PEERS = {"auto_ets": "AutoETS", "dotm": "DynamicOptimizedTheta", "seasonal_naive": "SeasonalNaive"}

SESSION = """
import os, sys, time
os.environ["PYSPARK_PYTHON"] = {python!r}
sys.path.insert(0, {package!r})
from pyspark.sql import SparkSession
spark = (SparkSession.builder.master("local-cluster[2,1,2048]").config("spark.ui.enabled", "false")
         .config("spark.sql.session.timeZone", "UTC").config("spark.executorEnv.OMP_NUM_THREADS", "1")
         .config("spark.executorEnv.PYTHONPATH", {paths!r}).config("spark.sql.shuffle.partitions", 8).getOrCreate())
spark.range(10).mapInArrow(lambda batches: batches, "id long").collect()  # workers have started
begin = time.perf_counter()
frame = spark.read.parquet("in.parquet")
"""
FORETELL = SESSION + """
import foretell.distributed as ftd
answer = ftd.forecast(frame, {horizon}, {model!r}, freq="1", season=[12], coverage=[80, 95], partitions=8)
answer.select("unique_id", "ds", answer[{model!r}].alias("mean")).write.mode("overwrite").parquet("a")
print("seconds", time.perf_counter() - begin)
"""
STATSFORECAST = SESSION + """
def work(batches):
    import pandas as pd
    from statsforecast import StatsForecast
    from statsforecast import models
    rows = pd.concat(list(batches))
    if len(rows):
        rows = rows.sort_values(["unique_id", "ds"])
        made = StatsForecast([getattr(models, {peer!r})(season_length=12)], freq=1).forecast(
            df=rows, h={horizon}, level=[80, 95])
        yield made.rename(columns={{{peer!r}: "mean"}})[["unique_id", "ds", "mean"]]
parted = frame.repartition(8, "unique_id")
answer = parted.mapInPandas(work, "unique_id long, ds long, mean double")
answer.write.mode("overwrite").parquet("b")
print("seconds", time.perf_counter() - begin)
"""


def write_series(path, series, length):
    """Short series with a season of twelve and a trend."""
    rng = np.random.default_rng(1)
    t = np.arange(length)
    values = 100 + t * rng.normal(0, 1, (series, 1)) + 10 * np.sin(t * np.pi / 6) + rng.normal(0, 3, (series, length))
    pa.parquet.write_table(pa.table({
        "unique_id": np.repeat(np.arange(series), length), "ds": np.tile(t, series), "y": values.ravel(),
    }), path, row_group_size=1_000_000)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--length", type=int, default=24)
    parser.add_argument("--horizon", type=int, default=6)
    parser.add_argument("--model", default="auto_ets", choices=PEERS)
    parser.add_argument("--peer", default=sys.executable)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_series(folder / "in.parquet", options.series, options.length)
        print(f"{options.series:,} series of {options.length}, {options.model}\n")
        print("| on Spark | seconds | series per second |\n|---|---|---|")
        for label, text, python in (("foretell", FORETELL, sys.executable), ("statsforecast", STATSFORECAST, options.peer)):
            program = text.format(python=python, package=PACKAGE, model=options.model, peer=PEERS[options.model],
                                  horizon=options.horizon, paths=PACKAGE if label == "foretell" else "")
            done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stderr[-3000:])
            seconds = float(done.stdout.split("seconds")[-1])
            print(f"| {label} | {seconds:.1f} | {options.series / seconds:,.0f} |", flush=True)
        ours, theirs = (pd.read_parquet(folder / f).sort_values(["unique_id", "ds"]) for f in "ab")
        gap = np.abs(ours["mean"].to_numpy() - theirs["mean"].to_numpy()).mean() / np.abs(theirs["mean"]).mean()
        print(f"\nmean difference of the forecasts: {100 * gap:.2f} % of their size")


if __name__ == "__main__":
    main()
