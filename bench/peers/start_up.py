#!/usr/bin/env python3
"""How long one forecast of one series takes, from the start of the process to the written file.

Needs   Linux, Python 3.10; a quiet machine.
Run     start_up.py BINARY SERIES.csv [--runs 30] [--models auto] [--horizon 12] [--season 12]
Output  median, quartiles and extremes of the wall time in milliseconds, and the peak memory
"""

import argparse
import statistics
import tempfile
from pathlib import Path

import measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("series", type=Path)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--models", default="auto")
    parser.add_argument("--horizon", type=int, default=12)
    parser.add_argument("--season", default="", help="default: by the frequency")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "forecast.csv"
        command = [str(Path(args.binary).resolve()), "forecast", str(args.series), "--horizon", str(args.horizon),
                   "--models", args.models, "--quiet", "-o", str(out)]
        command += ["--season", args.season] if args.season else []
        costs = []
        for _ in range(args.runs + 1):
            out.unlink(missing_ok=True)
            costs.append(measure.run(command, pause=60))  # nothing is sampled while the clock runs
            assert out.stat().st_size > 0
        memory = measure.run(command, pause=0.002).memory
    walls = sorted(1000 * cost.wall for cost in costs[1:])  # the first run fills the page cache
    low, middle, high = statistics.quantiles(walls, n=4)
    print(f"{args.models} of one series, {args.runs} runs: median {middle:.1f} ms, quartiles {low:.1f} and {high:.1f}, "
          f"from {walls[0]:.1f} to {walls[-1]:.1f}; first run {1000 * costs[0].wall:.1f}; "
          f"peak {memory:.0f} MiB")


if __name__ == "__main__":
    main()
