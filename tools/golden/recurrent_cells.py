#!/usr/bin/env python3
"""Golden values of every recurrent cell and option, for tests/network/cells/cells_golden_test.cpp.

usage: tools/golden/recurrent_cells.py [OUTPUT_FILE]
Each cell is written here step by step as its paper has it, on one sequence at a time, and
differentiated by PyTorch. Names and order of the weights are those of foretell/network/cells.
Everything in double, at weights and inputs that float holds exactly. A draw whose gradients PyTorch's
own float loses (normalising three nearly equal numbers) says nothing of a float cell; it is drawn
again. Needs torch (values made with 2.15.0).
"""
import copy
import json
import sys
from pathlib import Path

import torch
from torch import sigmoid, tanh

INPUTS, HIDDEN, LENGTHS = 2, 3, [4, 1, 3]
FLOAT_ERROR = 2e-6  # what PyTorch's float may lose, relative where above one
BLOCKS = {"elman": 1, "one_gate": 2, "gru": 3, "gru_before": 3, "lstm": 4}


def norm(x, gain):
    """Layer norm with a gain and no bias; none without a gain."""
    if gain is None:
        return x
    return gain * (x - x.mean()) / torch.sqrt(x.var(unbiased=False) + 1e-5)


def draw(*shape):
    """Normal numbers that float holds exactly, differentiable."""
    return torch.randn(*shape).float().double().requires_grad_()


class Cell:
    """A cell with its weights; step(x, h, c) gives the next h and c."""

    def __init__(self, kind, options):
        self.kind, self.options = kind, options
        self.coupled = options.get("coupled", False)
        rows = (BLOCKS[kind] - self.coupled) * HIDDEN
        self.state = options.get("projection", HIDDEN)
        shapes = {"weight_ih": (rows, INPUTS), "weight_hh": (rows, self.state), "bias_ih": (rows,)}
        if kind == "gru":
            shapes["bias_hh"] = (HIDDEN,)
        if options.get("layer_norm"):
            shapes |= {"gain_ih": (rows,), "gain_hh": (rows,)}
        if options.get("peephole"):
            shapes["weight_peephole"] = (3 - self.coupled, HIDDEN)
        if "projection" in options:
            shapes["weight_hr"] = (self.state, HIDDEN)
        self.w = {n: draw(s) for n, s in shapes.items()}

    def product(self, side, x, first=0, last=None):
        """A product of the blocks [first, last), normalised by itself."""
        rows = slice(first * HIDDEN, None if last is None else last * HIDDEN)
        gain = self.w.get(f"gain_{side}")
        return norm(self.w[f"weight_{side}"][rows] @ x, None if gain is None else gain[rows])

    def step(self, x, h, c):
        return getattr(self, self.kind)(x, h, c)

    def elman(self, x, h, c):
        a = self.product("ih", x) + self.product("hh", h) + self.w["bias_ih"]
        return (torch.relu(a) if self.options.get("relu") else tanh(a)), c

    def one_gate(self, x, h, c):
        u, n = (self.product("ih", x) + self.product("hh", h) + self.w["bias_ih"]).chunk(2)
        u = sigmoid(u)
        return u * tanh(n) + (1 - u) * h, c

    def gru_gates(self, x, h):
        b = self.w["bias_ih"]
        gates = self.product("ih", x, 0, 2) + self.product("hh", h, 0, 2) + b[: 2 * HIDDEN]
        r, z = sigmoid(gates).chunk(2)
        return r, z, self.product("ih", x, 2) + b[2 * HIDDEN :]

    def gru(self, x, h, c):
        r, z, n = self.gru_gates(x, h)
        n = tanh(n + r * (self.product("hh", h, 2) + self.w["bias_hh"]))
        return (1 - z) * n + z * h, c

    def gru_before(self, x, h, c):
        r, z, n = self.gru_gates(x, h)
        n = tanh(n + self.product("hh", r * h, 2))
        return (1 - z) * n + z * h, c

    def lstm(self, x, h, c):
        sums = self.product("ih", x) + self.product("hh", h) + self.w["bias_ih"]
        parts = list(sums.chunk(3 if self.coupled else 4))
        peep = self.w.get("weight_peephole", torch.zeros(3 - self.coupled, HIDDEN))
        i = sigmoid(parts[0] + peep[0] * c)
        f = 1 - i if self.coupled else sigmoid(parts[1] + peep[1] * c)
        new_c = f * c + i * tanh(parts[-2])
        m = sigmoid(parts[-1] + peep[-1] * new_c) * tanh(new_c)
        return (self.w["weight_hr"] @ m if "projection" in self.options else m), new_c

    def run(self, xs):
        """All h of a sequence, from zero states, with the expected mix of zoneout."""
        h, c, out = torch.zeros(self.state), torch.zeros(HIDDEN), []
        mix_h, mix_c = self.options.get("zoneout", 0), self.options.get("zoneout_memory", 0)
        for x in xs:
            new_h, new_c = self.step(x, h, c)
            h, c = mix_h * h + (1 - mix_h) * new_h, mix_c * c + (1 - mix_c) * new_c
            out.append(h)
        return torch.stack(out)


def cases():
    for kind in BLOCKS:
        variants = [{}, {"layer_norm": True}, {"zoneout": 0.3}]
        if kind == "elman":
            variants += [{"relu": True}]
        if kind == "lstm":
            variants += [{"peephole": True}, {"coupled": True}, {"peephole": True, "coupled": True}]
            variants += [{"projection": 2}, {"zoneout_memory": 0.4}]
            variants += [
                {"peephole": True, "projection": 2, "layer_norm": True, "zoneout": 0.2}
                | {"zoneout_memory": 0.3}
            ]
        for options in variants:
            yield kind, options


def run_backwards(cell, xs, seeds):
    """Outputs, with the gradients of the sum of their products with the seeds left in the leaves."""
    outputs = [cell.run(x) for x in xs]
    sum((y * s).sum() for y, s in zip(outputs, seeds)).backward()
    return outputs


def in_float(cell, xs, seeds):
    """The same run in float: every gradient of it."""
    other = copy.copy(cell)
    other.w = {n: w.detach().float().requires_grad_() for n, w in cell.w.items()}
    inputs = [x.detach().float().requires_grad_() for x in xs]
    torch.set_default_dtype(torch.float32)
    run_backwards(other, inputs, [s.float() for s in seeds])
    torch.set_default_dtype(torch.float64)
    return [leaf.grad.double() for leaf in (*inputs, *other.w.values())]


def float_holds(cell, xs, seeds):
    """Whether PyTorch's float agrees with its double."""
    exact = [leaf.grad for leaf in (*xs, *cell.w.values())]
    pairs = zip(exact, in_float(cell, xs, seeds))
    return all(((a - b).abs() / a.abs().clamp(min=1)).max() < FLOAT_ERROR for a, b in pairs)


def record(kind, options):
    cell = Cell(kind, options)
    xs = [draw(n, INPUTS) for n in LENGTHS]
    seeds = [draw(n, cell.state).detach() for n in LENGTHS]
    outputs = run_backwards(cell, xs, seeds)
    if not float_holds(cell, xs, seeds):
        return record(kind, options)
    return {
        "kind": kind,
        "options": options,
        "weights": {n: w.tolist() for n, w in cell.w.items()},
        "inputs": [x.tolist() for x in xs],
        "outputs": [y.tolist() for y in outputs],
        "output_gradients": [s.tolist() for s in seeds],
        "input_gradients": [x.grad.tolist() for x in xs],
        "weight_gradients": {n: w.grad.tolist() for n, w in cell.w.items()},
    }


def main():
    file = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/network/golden/cells.json")
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(7)
    version = torch.__version__.split("+", maxsplit=1)[0]
    result = {"torch": version, "seed": 7, "cases": [record(*case) for case in cases()]}
    file.write_text(json.dumps(result) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
