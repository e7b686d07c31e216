#!/usr/bin/env python3
"""Golden values of recurrent layers from PyTorch, for tests/network/pytorch_test.cpp.

usage: tools/golden/recurrent_pytorch.py [OUTPUT_FOLDER]
Writes one JSON per cell: weights, inputs, outputs, final states and gradients of a two-layer
bidirectional network over a ragged batch, and the losses and weights of ten steps of plain gradient
descent on a tagging task. Everything in double. Needs torch (values made with 2.15.0).

PyTorch keeps two biases where one is enough. bias_hh is held at its start while training, except
the candidate's block of a GRU, so that both move alike.
"""
import json
import sys
from pathlib import Path

import torch

INPUTS, HIDDEN, CLASSES = 3, 4, 5
LENGTHS = [5, 2, 4, 1]
CELLS = {
    "elman_tanh": (torch.nn.RNN, {"nonlinearity": "tanh"}),
    "elman_relu": (torch.nn.RNN, {"nonlinearity": "relu"}),
    "lstm": (torch.nn.LSTM, {}),
    "lstm_projection": (torch.nn.LSTM, {"proj_size": 2}),
    "gru": (torch.nn.GRU, {}),
}


def run(layer, sequences):
    """Outputs by sequence and final states, of a batch of unequal lengths."""
    packed = torch.nn.utils.rnn.pack_sequence(sequences, enforce_sorted=False)
    out, state = layer(packed)
    padded, lengths = torch.nn.utils.rnn.pad_packed_sequence(out, batch_first=True)
    outputs = [row[:length] for row, length in zip(padded, lengths)]
    return outputs, state if isinstance(state, tuple) else (state,)


def lists(tensors):
    return [t.detach().tolist() for t in tensors]


def gradients(layer, record):
    """Outputs, states and gradients of a loss that weighs every number differently."""
    sequences = [torch.randn(n, INPUTS, requires_grad=True) for n in LENGTHS]
    outputs, state = run(layer, sequences)
    weights = [torch.randn_like(y) for y in outputs]
    state_weights = [torch.randn_like(s) for s in state]
    loss = sum((y * w).sum() for y, w in zip(outputs, weights))
    loss = loss + sum((s * w).sum() for s, w in zip(state, state_weights))
    loss.backward()
    record["inputs"] = lists(sequences)
    record["outputs"] = lists(outputs)
    record["states"] = lists(state)
    record["output_gradients"] = lists(weights)
    record["state_gradients"] = lists(state_weights)
    record["input_gradients"] = lists(s.grad for s in sequences)
    record["weight_gradients"] = {n: p.grad.tolist() for n, p in layer.named_parameters()}


def freeze_second_bias(name, parameter):
    """Keeps bias_hh where it is, but for the candidate of a GRU."""
    keep = torch.zeros_like(parameter)
    if parameter.shape[0] == 3 * HIDDEN:
        keep[2 * HIDDEN :] = 1
    parameter.register_hook(lambda gradient: gradient * keep)


def train(layer, record):
    """Ten steps on a tagging task, mean cross-entropy over all steps of all sequences."""
    width = 2 * (layer.proj_size or HIDDEN)
    output = torch.nn.Linear(width, CLASSES)
    for name, parameter in layer.named_parameters():
        if name.startswith("bias_hh"):
            freeze_second_bias(name, parameter)
    sequences = [torch.randn(n, INPUTS) for n in LENGTHS]
    targets = [torch.randint(CLASSES, (n,)) for n in LENGTHS]
    parameters = [*layer.parameters(), *output.parameters()]
    rate = 0.5
    record["training"] = {
        "rate": rate,
        "output_weight": output.weight.tolist(),
        "output_bias": output.bias.tolist(),
        "inputs": lists(sequences),
        "targets": lists(targets),
    }
    losses = []
    for _ in range(10):
        for parameter in parameters:
            parameter.grad = None
        logits = output(torch.cat(run(layer, sequences)[0]))
        loss = torch.nn.functional.cross_entropy(logits, torch.cat(targets))
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            for parameter in parameters:
                parameter -= rate * parameter.grad
    record["training"]["losses"] = losses
    record["training"]["weights"] = {n: p.tolist() for n, p in layer.named_parameters()}


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/network/golden")
    torch.set_default_dtype(torch.float64)
    for seed, (name, (kind, options)) in enumerate(CELLS.items()):
        torch.manual_seed(seed)
        layer = kind(INPUTS, HIDDEN, num_layers=2, bidirectional=True, **options)
        record = {"torch": torch.__version__.split("+")[0], "seed": seed}
        record["weights"] = {n: p.tolist() for n, p in layer.named_parameters()}
        gradients(layer, record)
        train(layer, record)
        (folder / f"{name}.json").write_text(json.dumps(record) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
