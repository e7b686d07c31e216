"""export: weights under PyTorch's names and ONNX files compute what the model computes."""
import json
import struct

import numpy as np
import pytest
from conftest import only_line

TEXT = "round and round the rugged rock the ragged rascal ran\n" * 12
CELLS = ["rnn", "rnn_relu", "lstm", "gru"]
BEYOND_TORCH = ["peephole_lstm", "gru_reset_before"]


def config(cell, layers=2, more=""):
    return (f'[data]\nkind = "text"\ntrain = "text.txt"\n[model]\ncell = "{cell}"\nlayers = {layers}\n'
            f'hidden = 12\nembedding = 7\n{more}\n[training]\nepochs = 2\nbatch = 4\nwindow = 10\n'
            'learning_rate = 0.01\n')


@pytest.fixture
def trained(foretell):
    """A function that trains a small model of a cell; the model, its alphabet and its loss on the text."""
    foretell.table("text.txt", TEXT)

    def train(cell, **options):
        foretell.table("c.toml", config(cell, **options))
        result = foretell("train", "c.toml", "-o", "c.model", "-q")
        assert result.returncode == 0, result.stderr
        report = json.loads(foretell("inspect", "c.model", "text.txt", "--json").stdout)
        return report["input"]["nats"]

    return train


def safetensors(path):
    """The tensors of a safetensors file of floats, and of bytes and integers."""
    types = {"F32": np.float32, "U8": np.uint8, "I64": np.int64}
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    return {name: np.frombuffer(data[8 + length:][slice(*entry["data_offsets"])], types[entry["dtype"]])
            .reshape(entry["shape"]) for name, entry in header.items()}


def alphabet(model):
    """Characters and their numbers, from the model's file."""
    tensors = safetensors(model)
    ends = tensors["vocabulary_end"]
    text = tensors["vocabulary"].tobytes()
    return {text[a:b].decode(): i for i, (a, b) in enumerate(zip([0, *ends[:-1]], ends))}


def streams(model):
    """The text as `inspect` reads it: 32 parts side by side, as inputs and targets."""
    numbers = alphabet(model)
    tokens = np.array([numbers[c] for c in TEXT])
    count = len(tokens) - 1
    lengths = [count // 32 + (i < count % 32) for i in range(32)]
    begins = np.cumsum([0, *lengths[:-1]])
    return [(tokens[b:b + n], tokens[b + 1:b + n + 1]) for b, n in zip(begins, lengths)]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def step(cell, x, state, w, suffix):
    """One step by the equations of PyTorch's documentation, with its two biases."""
    h, c = state
    a = w[f"rnn.weight_ih{suffix}"] @ x + w[f"rnn.bias_ih{suffix}"]
    b = w[f"rnn.weight_hh{suffix}"] @ h + w[f"rnn.bias_hh{suffix}"]
    if cell == "rnn":
        return np.tanh(a + b), c
    if cell == "rnn_relu":
        return np.maximum(a + b, 0), c
    if cell == "lstm":
        i, f, g, o = np.split(a + b, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c
    (ar, az, an), (br, bz, bn) = np.split(a, 3), np.split(b, 3)
    z = sigmoid(az + bz)
    n = np.tanh(an + sigmoid(ar + br) * bn)
    return (1 - z) * n + z * h, c


def loss(logits, targets):
    logits = logits - logits.max(axis=-1, keepdims=True)
    chosen = np.take_along_axis(logits, targets[..., None], axis=-1)[..., 0]
    return np.log(np.exp(logits).sum(axis=-1)) - chosen


@pytest.mark.parametrize("cell", CELLS)
def test_weights_compute_by_pytorchs_equations_what_the_model_computes(foretell, trained, cell):
    expected = trained(cell)
    assert foretell("export", "c.model", "-o", "w.safetensors").returncode == 0
    w = {name: t.astype(np.float64) for name, t in safetensors(foretell.folder / "w.safetensors").items()}
    losses = []
    for inputs, targets in streams(foretell.folder / "c.model"):
        states = [(np.zeros(12), np.zeros(12)) for _ in range(2)]
        for token, target in zip(inputs, targets):
            x = w["embedding.weight"][token]
            for layer in range(2):
                states[layer] = step(cell, x, states[layer], w, f"_l{layer}")
                x = states[layer][0]
            losses.append(loss(w["output.weight"] @ x + w["output.bias"], np.array(target)))
    assert np.mean(losses) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_weights_come_back_as_the_same_model(foretell, trained, cell):
    expected = trained(cell)
    foretell("export", "c.model", "-o", "w.safetensors")
    foretell.table("c.toml", config(cell).replace("epochs = 2", "epochs = 0"))
    result = foretell("train", "c.toml", "--weights", "w.safetensors", "-o", "again.model", "-q")
    assert result.returncode == 0, result.stderr
    report = json.loads(foretell("inspect", "again.model", "text.txt", "--json").stdout)
    assert report["input"]["nats"] == expected


@pytest.mark.parametrize("cell", CELLS + BEYOND_TORCH)
def test_onnx_runtime_computes_what_the_model_computes(foretell, trained, cell):
    onnxruntime = pytest.importorskip("onnxruntime")
    expected = trained(cell, more="residual = true")
    assert foretell("export", "c.model", "-o", "m.onnx").returncode == 0
    session = onnxruntime.InferenceSession((foretell.folder / "m.onnx").read_bytes(),
                                           providers=["CPUExecutionProvider"])
    parts = streams(foretell.folder / "c.model")
    lengths = np.array([len(inputs) for inputs, _ in parts], dtype=np.int32)
    tokens = np.zeros((lengths.max(), len(parts)), dtype=np.int64)  # one batch of all lengths
    for i, (inputs, _) in enumerate(parts):
        tokens[:len(inputs), i] = inputs
    logits, *states = session.run(None, {"tokens": tokens, "lengths": lengths})
    losses = np.concatenate([loss(logits[:len(targets), i].astype(np.float64), targets)
                             for i, (_, targets) in enumerate(parts)])
    assert losses.mean() == pytest.approx(expected, abs=1e-5)
    assert len(states) == (4 if "lstm" in cell else 2)
    assert all(state.shape == (1, len(parts), 12) for state in states)
    names = [output.name for output in session.get_outputs()][1:]
    first, later = {"tokens": tokens[:9], "lengths": np.minimum(lengths, 9)}, tokens[9:]
    begun, *carried = session.run(None, first)  # in two calls, the states carried on
    carried = {name.replace("last", "first"): state for name, state in zip(names, carried)}
    rest, *ended = session.run(None, {"tokens": later, "lengths": lengths - 9, **carried})
    for i, length in enumerate(lengths):
        together = np.concatenate([begun[:, i], rest[:, i]])[:length]
        assert np.abs(together - logits[:length, i]).max() < 1e-5
    assert all(np.abs(a - b).max() < 1e-5 for a, b in zip(ended, states))
    optional = {i.name for i in session.get_overridable_initializers()}
    assert optional == set(carried) and {i.name for i in session.get_inputs()} == {"tokens", "lengths"}


def test_what_cannot_be_exported_is_refused(foretell, trained):
    trained("one_gate_gru", layers=1)
    result = foretell("export", "c.model", "-o", "m.onnx")
    assert result.returncode == 1
    assert "ONNX has no operator for the one-gate GRU" in only_line(result)
    trained("lstm", layers=1, more="layer_norm = true")
    assert "layer norm" in only_line(foretell("export", "c.model", "-o", "m.onnx"))
    assert ".safetensors or .onnx" in only_line(foretell("export", "c.model", "-o", "m.pt"))
    assert "m.onnx" not in foretell.files()


def test_weights_of_another_network_are_refused(foretell, trained):
    trained("gru")
    foretell("export", "c.model", "-o", "w.safetensors")
    foretell.table("d.toml", config("lstm"))
    result = foretell("train", "d.toml", "--weights", "w.safetensors", "-q")
    assert "w.safetensors: rnn.weight_ih_l0: 252 weights there, 336 here" in only_line(result)
    (foretell.folder / "cut.safetensors").write_bytes((foretell.folder / "w.safetensors").read_bytes()[:-9])
    result = foretell("train", "c.toml", "--weights", "cut.safetensors", "-q")
    assert "cut.safetensors: " in only_line(result)
