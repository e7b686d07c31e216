#!/usr/bin/env python3
"""One recurrent layer here and in PyTorch: inference, and training (forward, backward, a step of SGD).

Needs   torch (its current release; no GPU is used)
Run     recurrent_against_pytorch.py [--rounds 3] [--threads 1,2] build/bench/bench/network/recurrent_speed [CASE...]
        CASE is cell:batch:steps:input:hidden[:ragged]; ragged: lengths evenly from 1 to the longest, packed in PyTorch
Output  a Markdown table: medians over the rounds, each program in turn, of the median time of a call; in brackets
        inference with weights laid out once for all calls. GFLOP/s counts the products of the cell: 2 (I + H) H per
        gate, step and sequence forwards, three times that in training.
"""

import argparse
import statistics
import subprocess
import sys
import time

CASES = ["lstm:1:100:64:64", "lstm:1:100:128:128", "lstm:1:100:256:256", "lstm:32:100:128:128", "lstm:32:100:256:256",
         "lstm:32:100:512:512", "lstm:64:50:1024:1024", "gru:32:100:256:256", "lstm:32:100:256:256:ragged",
         "gru:32:100:256:256:ragged"]
GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def lengths_of(case: str) -> tuple[list[int], int, int]:
    """Lengths of the sequences, input and hidden size."""
    parts = case.split(":")
    batch, steps, size, hidden = map(int, parts[1:5])
    ragged = len(parts) > 5
    return [1 + b * (steps - 1) // max(1, batch - 1) if ragged else steps for b in range(batch)], size, hidden


def median_of(run) -> float:
    """Median seconds of a call, half a second of calls."""
    run()
    seconds: list[float] = []
    while (sum(seconds) < 0.5 or len(seconds) < 5) and len(seconds) < 2000:
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def torch_side(threads: int, cases: list[str]) -> None:
    """Prints "CASE inference training" for each case."""
    import torch

    torch.set_num_threads(threads)
    layers = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
    for case in cases:
        lengths, size, hidden = lengths_of(case)
        layer = layers[case.split(":")[0]](size, hidden)
        x = torch.randn(max(lengths), len(lengths), size)
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(sorted(lengths, reverse=True)))
        ragged = min(lengths) < max(lengths)
        optimizer = torch.optim.SGD(layer.parameters(), lr=1e-6)

        def infer(layer=layer, x=packed if ragged else x):
            with torch.inference_mode():
                layer(x)

        def train(layer=layer, x=x, packed=packed, ragged=ragged, optimizer=optimizer):
            if ragged:
                data = packed.data.detach().requires_grad_()
                h = layer(torch.nn.utils.rnn.PackedSequence(data, packed.batch_sizes))[0].data
            else:
                h = layer(x.detach().requires_grad_())[0]
            h.backward(torch.full_like(h, 1e-3))
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)

        print(case, f"{median_of(infer):.9f} {median_of(train):.9f}", flush=True)


def ask(command: list[str], into: dict) -> None:
    """Runs a side and keeps the times of each case: inference, training and, here, with weights laid out once."""
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        case, infer, train, *more = line.split()
        into.setdefault(case, []).append((float(infer), float(train), float(more[2]) if more else 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--torch-side", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    cases = args.cases or CASES
    if args.torch_side:
        return torch_side(args.torch_side, cases)
    print("| threads | case | inference ms, here / PyTorch | ratio | training ms, here / PyTorch | ratio | GFLOP/s here |")
    print("|---|---|---|---|---|---|---|")
    for threads in args.threads.split(","):
        mine, theirs = {}, {}
        for _ in range(args.rounds):
            ask([args.program, threads, *cases], mine)
            ask([sys.executable, __file__, "--torch-side", threads, args.program, *cases], theirs)
        for case in cases:
            a, b = ([statistics.median(one[i] for one in side[case]) for i in (0, 1, 2)] for side in (mine, theirs))
            lengths, size, hidden = lengths_of(case)
            work = 2 * (size + hidden) * hidden * GATES[case.split(":")[0]] * sum(lengths)
            print(f"| {threads} | {case} | {1e3 * a[0]:.3f} ({1e3 * a[2]:.3f}) / {1e3 * b[0]:.3f} | "
                  f"**{b[0] / a[0]:.2f}** ({b[0] / a[2]:.2f}) | "
                  f"{1e3 * a[1]:.3f} / {1e3 * b[1]:.3f} | **{b[1] / a[1]:.2f}** | "
                  f"{work / a[0] / 1e9:.0f}, {3 * work / a[1] / 1e9:.0f} |", flush=True)


if __name__ == "__main__":
    main()
