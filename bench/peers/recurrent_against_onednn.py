#!/usr/bin/env python3
"""One recurrent layer here and by oneDNN's own primitives: inference, and training (forward, backward, a step of SGD).

Needs   oneDNN 2 (Debian: apt-get install libdnnl-dev), found when the benchmarks are configured
Run     recurrent_against_onednn.py [--rounds 3] [--threads 1,2] [--build build/bench] [CASE...]
        CASE is cell:batch:steps:input:hidden; oneDNN's GRU is the one that resets after the product
Output  a Markdown table: medians over the rounds, each program in turn, of the median time of a call. oneDNN's inference has
        its weights laid out beforehand, ours in brackets too; in training, where they change, that is part of the time.
"""

import argparse
import os
import statistics

from recurrent_against_pytorch import CASES, ask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--build", default="build/bench")
    args = parser.parse_args()
    cases = args.cases or [case for case in CASES if not case.endswith("ragged")]
    here, there = f"{args.build}/bench/network/recurrent_speed", f"{args.build}/bench/peers/onednn_recurrent"
    print("| threads | case | inference ms, here / oneDNN | ratio | training ms, here / oneDNN | ratio |")
    print("|---|---|---|---|---|---|")
    for threads in args.threads.split(","):
        os.environ["OMP_NUM_THREADS"] = threads
        mine, theirs = {}, {}
        for _ in range(args.rounds):
            for case in cases:  # in turn, so that a busy moment meets both
                ask([here, threads, case], mine)
                ask([there, threads, case], theirs)
        for case in cases:
            a, b = ([statistics.median(pair[i] for pair in side[case]) for i in (0, 1, 2)] for side in (mine, theirs))
            print(f"| {threads} | {case} | {1e3 * a[0]:.3f} ({1e3 * a[2]:.3f}) / {1e3 * b[0]:.3f} | "
                  f"**{b[0] / a[0]:.2f}** ({b[0] / a[2]:.2f}) | "
                  f"{1e3 * a[1]:.3f} / {1e3 * b[1]:.3f} | **{b[1] / a[1]:.2f}** |", flush=True)


if __name__ == "__main__":
    main()
