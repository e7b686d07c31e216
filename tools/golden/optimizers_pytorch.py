#!/usr/bin/env python3
"""Golden values for tests/trainer from PyTorch: ten steps of every optimizer along given gradients,
schedules, and clipping by norm.

usage: python tools/golden/optimizers_pytorch.py tests/trainer/golden
Writes optimizers.json; the version stands in it.
"""
import json
import sys
from pathlib import Path

import torch

STEPS, SIZE = 10, 6
CASES = {
    "sgd": (torch.optim.SGD, {"kind": "sgd"}),
    "sgd momentum": (torch.optim.SGD, {"kind": "sgd", "momentum": 0.9}),
    "sgd nesterov decay": (torch.optim.SGD, {"kind": "sgd", "momentum": 0.8, "nesterov": True,
                                             "weight_decay": 0.01}),
    "rmsprop": (torch.optim.RMSprop, {"kind": "rmsprop"}),
    "rmsprop momentum decay": (torch.optim.RMSprop, {"kind": "rmsprop", "alpha": 0.9, "momentum": 0.5,
                                                     "weight_decay": 0.02, "epsilon": 1e-6}),
    "adam": (torch.optim.Adam, {"kind": "adam"}),
    "adam decay": (torch.optim.Adam, {"kind": "adam", "beta1": 0.8, "beta2": 0.95,
                                      "weight_decay": 0.05, "epsilon": 1e-6}),
    "adamw": (torch.optim.AdamW, {"kind": "adamw", "weight_decay": 0.1}),
}


def arguments(kind, options):
    """PyTorch's spelling of our options."""
    result = {k: v for k, v in options.items() if k in ("momentum", "nesterov", "weight_decay", "alpha")}
    if "epsilon" in options:
        result["eps"] = options["epsilon"]
    if kind in (torch.optim.Adam, torch.optim.AdamW):
        result["betas"] = (options.get("beta1", 0.9), options.get("beta2", 0.999))
        result.setdefault("weight_decay", 0)
    return result


def trajectory(kind, options, start, gradients, rate):
    weights = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = kind([weights], lr=rate, **arguments(kind, options))
    path = []
    for gradient in gradients:
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
        path.append(weights.detach().tolist())
    return path


def main():
    torch.manual_seed(1)
    start = torch.randn(SIZE, dtype=torch.float64).tolist()
    gradients = torch.randn(STEPS, SIZE, dtype=torch.float64).tolist()
    gradients[4][2] = 0.0
    cases = [
        {"name": name, "options": options, "path": trajectory(kind, options, start, gradients, 0.05)}
        for name, (kind, options) in CASES.items()
    ]
    clipped = torch.tensor(gradients[0], dtype=torch.float64, requires_grad=True)
    clipped.grad = torch.tensor(gradients[0], dtype=torch.float64)
    norm = torch.nn.utils.clip_grad_norm_([clipped], 0.5).item()
    golden = {"torch": torch.__version__, "rate": 0.05, "start": start, "gradients": gradients,
              "cases": cases, "clip": {"limit": 0.5, "norm": norm, "result": clipped.grad.tolist()}}
    Path(sys.argv[1], "optimizers.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
