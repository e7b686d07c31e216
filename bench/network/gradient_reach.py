#!/usr/bin/env python3
"""Draws what gradient_reach prints: the norm of the gradient by distance in time, one line per cell.

Needs   matplotlib
Run     build/bench/bench/network/gradient_reach > reach.csv; gradient_reach.py reach.csv docs/images/gradients.png
"""
import csv
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

COLOURS = {"RNN tanh": "#b3261e", "RNN ReLU, identity": "#e8710a", "GRU": "#8ab4f8", "GRU, memory 200": "#1a56c4",
           "LSTM, forget bias 1": "#81c995", "LSTM, memory 200": "#137333"}


def main():
    lines = {}
    with open(sys.argv[1], encoding="utf-8") as file:
        for row in csv.DictReader(file):
            # Of an LSTM the larger of the two ways back: through h and through the memory c.
            norm = max(float(row["h"]), float(row["c"]))
            lines.setdefault(row["cell"], []).append((int(row["distance"]), norm))
    figure, axes = plt.subplots(figsize=(8, 4.2), dpi=150)
    ends = []
    for cell, points in lines.items():
        points = [(k, norm) for k, norm in points if norm > 1e-12]
        axes.plot(*zip(*points), color=COLOURS[cell], linewidth=2)
        ends.append((points[-1][0], points[-1][1], cell))
    height = float("inf")
    for at, norm, cell in sorted(ends, reverse=True):  # names one below the other where lines end together
        height = min(norm, height / 5) if at == 200 and height < 1 else norm
        axes.annotate(f" {cell}", (at, height), color=COLOURS[cell], fontsize=9, va="center")
    axes.set(yscale="log", ylim=(1e-12, 5), xlim=(0, 262), xlabel="steps back from the loss",
             ylabel="norm of the gradient")
    axes.set_xticks(range(0, 201, 50))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#e0e0e0", linewidth=0.6)
    figure.tight_layout()
    figure.savefig(sys.argv[2])


if __name__ == "__main__":
    main()
