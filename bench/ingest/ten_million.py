#!/usr/bin/env python3
"""Forecasts ten million short series, a table larger than the memory that the command may use.

usage: ten_million.py FORETELL [--series 10000000] [--length 24] [--limit-mib 1536] [--models theta]
Makes a Parquet table of quarterly series in a temporary folder (removed at the end), runs
`foretell forecast --stream` with its address space limited, and prints time, rate and peak memory. Needs pyarrow, numpy.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy
import pyarrow
import pyarrow.parquet

CHUNK = 100_000  # series per row group


def make_table(path, series, length):
    """Seasonal random walks; the rows of a series stand together."""
    months = numpy.datetime64("2018-01", "M") + 3 * numpy.arange(length)
    stamps = months.astype("datetime64[ms]")
    season = numpy.tile([8.0, 0.0, -5.0, -3.0], length // 4 + 1)[:length]
    writer = None
    for first in range(0, series, CHUNK):
        count = min(CHUNK, series - first)
        noise = numpy.random.default_rng(first).standard_normal((count, length))
        values = 100 + numpy.cumsum(noise, axis=1) + season
        ids = pyarrow.DictionaryArray.from_arrays(
            numpy.repeat(numpy.arange(count, dtype=numpy.int32), length),
            pyarrow.array([f"item_{i:08d}" for i in range(first, first + count)]))
        table = pyarrow.table({"unique_id": ids.cast(pyarrow.string()),
                               "ds": pyarrow.array(numpy.tile(stamps, count)),
                               "y": pyarrow.array(values.ravel())})
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("foretell")
    parser.add_argument("--series", type=int, default=10_000_000)
    parser.add_argument("--length", type=int, default=24)
    parser.add_argument("--limit-mib", type=int, default=1536)
    parser.add_argument("--models", default="theta")
    arguments = parser.parse_args()
    limit = arguments.limit_mib << 20
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/tmp")) as folder:
        data, output = os.path.join(folder, "data.parquet"), os.path.join(folder, "out.parquet")
        make_table(data, arguments.series, arguments.length)
        rows = arguments.series * arguments.length
        print(f"{arguments.series:,} series, {rows:,} rows, {os.path.getsize(data) >> 20} MiB as a file, "
              f"{rows * 24 >> 20} MiB as columns of ids, stamps and values; limit {arguments.limit_mib} MiB",
              flush=True)
        begin = time.monotonic()
        run = subprocess.run(
            [arguments.foretell, "forecast", data, "--stream", "--horizon", "4", "--models",
             arguments.models, "-o", output, "--quiet"],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)))
        seconds = time.monotonic() - begin
        if run.returncode != 0:
            sys.exit(f"ten_million: the command ended with {run.returncode}")
        answer = pyarrow.parquet.ParquetFile(output).metadata
        assert answer.num_rows == arguments.series * 4, answer.num_rows
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{seconds:.0f} s, {arguments.series / seconds:,.0f} series/s, processor "
              f"{usage.ru_utime + usage.ru_stime:.0f} s, peak memory {usage.ru_maxrss >> 10} MiB")


if __name__ == "__main__":
    main()
