#!/usr/bin/env python3
"""Spark with foretell against Spark with statsforecast on many short series.

Both read the same Parquet file, forecast with the same model on the same local cluster of two executors of one core, and
write Parquet. foretell goes through foretell.distributed (mapInArrow). statsforecast goes through its own path, a Spark
frame given to StatsForecast.forecast, which runs one task of fugue's per series; and once more by hand, a whole partition
at a time through mapInPandas, which is faster than what it offers by itself. Each contender has a session of its own; the
clock runs from the read to the written answer, without the start of Spark. A pilot says beforehand how long it will take;
a contender that would take longer than --most minutes runs on as many series as fit, and its line says on how many.

Needs   Java; the package built; --peer: a Python of the same version with pyspark, statsforecast, fugue[spark], pandas,
        pyarrow. Both contenders run in it.
Run     spark_race.py --peer PYTHON [--series 1000000] [--length 24] [--models seasonal_naive,theta,auto_ets] [--most 0.8]
        [--output race.md]
Output  a Markdown table: series, seconds, series per second, and the mean difference of the forecasts; progress on
        standard error. Three models and programs at 0.8 minutes take at most 3 · 3 · 0.8, and as much again for pilots: a
        quarter of an hour in all, where Spark starts in ten seconds.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = os.environ.get("FORETELL_PACKAGE", str(ROOT / "build/release/python"))
PEERS = {"auto_ets": "AutoETS", "theta": "Theta", "dotm": "DynamicOptimizedTheta", "seasonal_naive": "SeasonalNaive"}
PARTITIONS = 8
PILOT = 200

SESSION = """
import os, sys, time
os.environ["PYSPARK_PYTHON"] = {python!r}
sys.path.insert(0, {package!r})
from pyspark.sql import SparkSession
spark = (SparkSession.builder.master("local-cluster[2,1,2048]").config("spark.ui.enabled", "false")
         .config("spark.sql.session.timeZone", "UTC").config("spark.executorEnv.OMP_NUM_THREADS", "1")
         .config("spark.executorEnv.PYTHONPATH", {paths!r}).config("spark.sql.shuffle.partitions", {partitions}).getOrCreate())
spark.range(10).mapInArrow(lambda batches: batches, "id long").collect()  # workers have started
begin = time.perf_counter()
frame = spark.read.parquet("in.parquet")
"""
FORETELL = SESSION + """
import foretell.distributed as ftd
answer = ftd.forecast(frame, {horizon}, {model!r}, freq="1", season=[12], coverage=[80, 95], partitions={partitions})
answer.select("unique_id", "ds", answer[{model!r}].alias("mean")).write.mode("overwrite").parquet("a")
print("seconds", time.perf_counter() - begin)
spark.stop()
"""
STATSFORECAST = SESSION + """
from statsforecast import StatsForecast, models
made = StatsForecast([models.{peer}(season_length=12)], freq=1).forecast(df=frame, h={horizon}, level=[80, 95])
made.select("unique_id", "ds", made[{peer!r}].alias("mean")).write.mode("overwrite").parquet("b")
print("seconds", time.perf_counter() - begin)
spark.stop()
"""
BY_PARTITIONS = SESSION + """
def work(batches):
    import pandas as pd
    from statsforecast import StatsForecast, models
    rows = pd.concat(list(batches))
    if len(rows):
        made = StatsForecast([models.{peer}(season_length=12)], freq=1).forecast(
            df=rows.sort_values(["unique_id", "ds"]), h={horizon}, level=[80, 95])
        yield made.rename(columns={{{peer!r}: "mean"}})[["unique_id", "ds", "mean"]]
parted = frame.repartition({partitions}, "unique_id")
answer = parted.mapInPandas(work, "unique_id long, ds long, mean double")
answer.write.mode("overwrite").parquet("c")
print("seconds", time.perf_counter() - begin)
spark.stop()
"""
PROGRAMS = {"foretell": (FORETELL, "a"), "statsforecast": (STATSFORECAST, "b"),
            "statsforecast by partitions": (BY_PARTITIONS, "c")}


def write_series(path, series, length):
    """Short series with a season of twelve and a trend; the first ones are the same whatever their number."""
    slopes, noise = np.random.default_rng(1), np.random.default_rng(2)
    t = np.arange(length)
    values = 100 + t * slopes.normal(0, 1, (series, 1)) + 10 * np.sin(t * np.pi / 6) + noise.normal(0, 3, (series, length))
    pa.parquet.write_table(pa.table({
        "unique_id": np.repeat(np.arange(series), length), "ds": np.tile(t, series), "y": values.ravel(),
    }), path, row_group_size=1_000_000)  # fmt: skip


class Race:
    """One model on one machine."""

    def __init__(self, folder, model, options):
        self.folder, self.model, self.options = folder, model, options

    def seconds(self, label, series):
        """Of one contender over so many series, in a session of its own."""
        write_series(self.folder / "in.parquet", series, self.options.length)
        program = PROGRAMS[label][0].format(python=self.options.peer, package=PACKAGE, model=self.model, peer=PEERS[self.model],
                              horizon=self.options.horizon, paths=PACKAGE, partitions=PARTITIONS)  # fmt: skip
        env = {**os.environ, "NIXTLA_ID_AS_COL": "1"}
        done = subprocess.run([self.options.peer, "-c", program], cwd=self.folder, capture_output=True, text=True, env=env)
        if done.returncode:
            sys.exit(f"{label} failed:\n{done.stdout[-500:]}\n{done.stderr[-3000:]}")
        return float(done.stdout.split("seconds")[-1])

    def fitting(self, label):
        """How many series fit into the time, by runs over ever more of them until these are felt."""
        start = self.seconds(label, PILOT)
        series, took = PILOT, start
        while took < start + 5 and 10 * series <= self.options.series:
            series *= 10
            took = self.seconds(label, series)
        each = max(took - start, 0) / max(series - PILOT, 1)  # 0: too few for a difference, all fit
        whole = start + each * self.options.series
        tell(f"  pilot, {self.model}, {label}: {PILOT} series {start:.1f} s, {series:,} {took:.1f} s; all: ~{whole / 60:.1f} minutes")
        if whole <= 60 * self.options.most:
            return self.options.series
        return max(PILOT, int((60 * self.options.most - start) / each / 100) * 100)

    def gap(self, label):
        """Mean difference from foretell's forecasts in percent of their size, over the series that both have."""
        keys = ["unique_id", "ds"]
        ours, theirs = (pd.read_parquet(self.folder / PROGRAMS[name][1]) for name in ("foretell", label))
        both = ours.merge(theirs, on=keys, suffixes=("", "_peer"))
        assert len(both) == min(len(ours), len(theirs)), "forecasts are missing"
        return f"{100 * (both['mean'] - both['mean_peer']).abs().mean() / both['mean'].abs().mean():.3f} %"


def tell(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--length", type=int, default=24)
    parser.add_argument("--horizon", type=int, default=6)
    parser.add_argument("--models", default="seasonal_naive,theta,auto_ets")
    parser.add_argument("--most", type=float, default=0.8, help="most minutes per contender and model")
    parser.add_argument("--programs", default=",".join(PROGRAMS))
    parser.add_argument("--peer", default=sys.executable)
    parser.add_argument("--output", type=Path, help="Markdown file to write as well")
    options = parser.parse_args()
    lines = []

    def say(text):
        print(text, flush=True)
        lines.append(text)
        if options.output:
            options.output.write_text("\n".join(lines) + "\n")

    runs = len(options.models.split(",")) * len(options.programs.split(","))
    tell(f"{runs} runs of at most {options.most} minutes, and pilots: about {2 * runs * options.most:.0f} minutes at most")
    say(f"{options.series:,} series of {options.length} on Spark, {os.cpu_count()} cores\n")
    say("| model | program | series | seconds | series per second | difference |\n|---|---|---|---|---|---|")
    for model in options.models.split(","):
        with tempfile.TemporaryDirectory() as name:
            contest = Race(Path(name), model, options)
            for label in options.programs.split(","):
                series = contest.fitting(label)
                seconds = contest.seconds(label, series)
                tell(f"  {model}, {label}: {series:,} series in {seconds:.1f} s")
                gap = "-" if label == "foretell" else contest.gap(label)
                say(f"| {model} | {label} | {series:,} | {seconds:.1f} | {series / seconds:,.0f} | {gap} |")


if __name__ == "__main__":
    main()
