#!/usr/bin/env python3
"""foretell against statsforecast on M4: same series, whole processes from cold start, all cores, answers scored.

For each folder and model pair the two commands run in turn, REPEATS times each. Both read the same Parquet file
(--input csv: the same CSV) and write point forecasts with 80 and 95 % intervals to Parquet.

Needs   Linux, Python 3.10, numpy, pandas, pyarrow, polars, statsforecast 2.1.1; a quiet machine.
Run     against_statsforecast.py BINARY FOLDER... [--models auto_ets,dotm] [--repeats 3] [--sample 1000]
        FOLDER holds train.csv.gz, test.csv.gz, naive2.csv.gz, meta.json; WORD=Peer names a pair by hand.
Output  a Markdown table: medians of wall seconds, CPU seconds and peak MiB, their ratios, and the scores of both.
        All series with a training part are forecast; those with an official test part are scored.
"""

import argparse
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import measure
from m4_scores import M4Set, Scores, read_set, read_table, scores

PEERS = {
    "auto_ets": "AutoETS", "auto_arima": "AutoARIMA", "auto_ces": "AutoCES", "theta": "Theta",
    "optimized_theta": "OptimizedTheta",
    "dynamic_theta": "DynamicTheta", "dotm": "DynamicOptimizedTheta", "naive": "Naive",
    "seasonal_naive": "SeasonalNaive", "drift": "RandomWalkWithDrift", "mean": "HistoricAverage",
    "window_average(window=3)": "WindowAverage", "scum": "Scum",
}
RUNNER = Path(__file__).with_name("statsforecast_run.py")


@dataclass
class Side:
    """One program's runs on one set."""

    command: list[str]
    out: Path
    costs: list[measure.Cost]

    def run(self) -> None:
        self.out.unlink(missing_ok=True)
        self.costs.append(measure.run(self.command))

    def score(self, m4: M4Set) -> Scores:
        forecast = read_table(self.out)
        return scores(m4, forecast)


def in_turn(ours: Side, theirs: Side, repeats: int, peer_repeats: int) -> None:
    """Runs both in turn; the peer `peer_repeats` times only, if that is given."""
    for k in range(repeats):
        ours.run()
        if k < (peer_repeats or repeats):
            theirs.run()


def pair(word: str) -> tuple[str, str]:
    """A model word of foretell and its peer."""
    ours, given, peer = word.rpartition("=")
    if given and "(" not in peer and ")" not in peer:
        return ours, peer
    if word not in PEERS:
        sys.exit(f"no peer is known for {word}: write {word}=PeerModel")
    return word, PEERS[word]


def words_of(text: str) -> list[str]:
    """Splits at commas outside brackets."""
    words, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            words.append("")
        else:
            words[-1] += letter
    return [word.strip() for word in words if word.strip()]


def season_of(m4: M4Set) -> int:
    """M4's own season of the set: 24 hourly, 12 monthly, 4 quarterly, else 1."""
    return int(m4.meta["season_length"])


def write_input(m4: M4Set, folder: Path, form: str) -> Path:
    """The training part as one file, written once."""
    path = folder / f"{m4.name}.{form}"
    m4.train.to_parquet(path, index=False) if form == "parquet" else m4.train.to_csv(path, index=False)
    return path


def sides(args, m4: M4Set, word: str, peer: str, train: Path, folder: Path) -> tuple[Side, Side]:
    """The two commands."""
    ours, theirs = folder / "foretell.parquet", folder / "statsforecast.parquet"
    common = ["--horizon", str(m4.horizon), "--season", str(args.season or season_of(m4))]
    return (Side([args.binary, "forecast", str(train), *common, "--models", word, "--coverage", "80,95",
                  "--quiet", "-o", str(ours)], ours, []),
            Side([sys.executable, str(RUNNER), peer, str(train), str(theirs), *common], theirs, []))


def row(m4: M4Set, count: int, word: str, a: Side, b: Side) -> str:
    """One line of the table: foretell, statsforecast, ratio."""
    x, y, scored = measure.median(a.costs), measure.median(b.costs), m4.scored()
    s, t = a.score(scored), b.score(scored)
    both = [f"{x.wall:.2f} / {y.wall:.2f}", f"**{y.wall / x.wall:.1f}**", f"{x.cpu:.1f} / {y.cpu:.1f}",
            f"{y.cpu / x.cpu:.1f}", f"{x.memory:.0f} / {y.memory:.0f}", f"{count / x.wall:,.0f} / {count / y.wall:,.0f}",
            f"{s.smape:.3f} / {t.smape:.3f}", f"{s.mase:.3f} / {t.mase:.3f}", f"{s.owa:.4f} / {t.owa:.4f}"]
    return f"| {m4.name} ({count:,}) | {word} | " + " | ".join(both) + " |"


HEADER = """| set (series) | model | wall s | ratio | CPU s | ratio | peak MiB | series/s | sMAPE | MASE | OWA |
|---|---|---|---|---|---|---|---|---|---|---|"""


def compare(args, folder: Path, scratch: Path) -> None:
    """All pairs on one set."""
    m4 = read_set(folder).sample(args.sample, args.seed)
    train, count = write_input(m4, scratch, args.input), m4.train["unique_id"].nunique()
    for word, peer in map(pair, words_of(args.models)):
        a, b = sides(args, m4, word, peer, train, scratch)
        in_turn(a, b, args.repeats, args.peer_repeats)
        print(row(m4, count, word, a, b), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--models", default="auto_ets,dotm")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--peer-repeats", type=int, default=0, help="fewer runs of a slow peer, 0: as many")
    parser.add_argument("--sample", type=int, default=0, help="series per set, 0: all")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--season", type=int, default=0, help="0: that of the set")
    parser.add_argument("--input", choices=("parquet", "csv"), default="parquet")
    args = parser.parse_args()
    args.binary = str(Path(args.binary).resolve())
    print(f"foretell / statsforecast, medians of {args.repeats} runs in turn, {os.cpu_count()} cores, "
          f"{platform.processor() or platform.machine()}; ratio = theirs / ours\n\n{HEADER}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for folder in args.folders:
            compare(args, folder, Path(scratch))


if __name__ == "__main__":
    main()
