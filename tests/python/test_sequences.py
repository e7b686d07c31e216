"""train, apply, generate and inspect: what the command does, on arrays, and all that can go wrong."""
import json
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time

import foretell as ft
import numpy as np
import pytest
from conftest import BINARY, ROOT

TUNES = ROOT / "data/sequences/tunes.abc"
SONNETS = ROOT / "data/sequences/sonnets.txt"
MUSIC = dict(hidden=16, epochs=2, steps_per_quarter=2, batch=4, learning_rate=0.01, dropout=0.2)
TEXT = dict(hidden=16, embedding=8, layers=2, max_steps=6, batch=8, window=20)


@pytest.fixture(scope="module")
def music():
    return ft.train(TUNES, "music", **MUSIC)


@pytest.fixture(scope="module")
def text():
    return ft.train(SONNETS, "text", TEXT)


def command(folder, *arguments):
    done = subprocess.run([BINARY, *arguments], cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["music", "text"])
def config(request, tmp_path):
    """A configuration as a file, and the model that the command makes of it."""
    task, options = ("music", MUSIC) if request.param == "music" else ("text", TEXT)
    data = {"kind": task, "train": str(TUNES if task == "music" else SONNETS)}
    sections = {"data": data, "model": {}, "training": {}}
    for name, value in options.items():
        section = ("model" if name in ("hidden", "embedding", "layers", "dropout")
                   else "data" if name == "steps_per_quarter" else "training")
        sections[section][name] = value
    lines = [f"[{section}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in entries.items())
             for section, entries in sections.items()]
    path = tmp_path / "config.toml"
    path.write_text("".join(lines))
    command(tmp_path, "train", "config.toml", "-o", "theirs.model", "--log", "theirs.csv", "-q")
    return task, path, sections


def test_the_model_is_that_of_the_command_byte_for_byte(config, tmp_path):
    task, path, sections = config
    theirs = (tmp_path / "theirs.model").read_bytes()
    model = ft.train(config=path, output=tmp_path / "mine.model", threads=1)
    assert (tmp_path / "mine.model").read_bytes() == theirs
    assert (tmp_path / "mine.model.checkpoint").read_bytes() == (
        tmp_path / "theirs.model.checkpoint").read_bytes()
    held_out = [held for held in model.history["held_out"].to_pylist() if held is not None]
    assert model.summary.get("held_out") == min(held_out, default=None)  # six steps are no epoch
    for same in (ft.train(config=sections),
                 ft.train(sections["data"]["train"], task, sections["training"],
                          **sections["model"], **{k: v for k, v in sections["data"].items()
                                                  if k not in ("kind", "train")}),
                 ft.Model.load(tmp_path / "theirs.model"),
                 pickle.loads(pickle.dumps(model))):
        same.save(tmp_path / "again.model")
        assert (tmp_path / "again.model").read_bytes() == theirs
        assert same.config == model.config


def test_the_history_is_the_log_of_the_command(config, tmp_path):
    _, path, _ = config
    history = ft.train(config=path).history
    lines = (tmp_path / "theirs.csv").read_text().splitlines()
    assert history.column_names == lines[0].split(",")
    for row, line in zip(history.to_pylist(), lines[1:], strict=True):
        cells = dict(zip(history.column_names, line.split(",")))
        for name in ("step", "epoch", "loss", "held_out", "gradient_norm", "learning_rate"):
            assert cells[name] == ("" if row[name] is None else f"{row[name]:.6g}"), name


def test_what_is_generated_is_what_the_command_generates(config, tmp_path):
    task, _, _ = config
    model = ft.Model.load(tmp_path / "theirs.model")
    drawn = ["--length", "40", "--temperature", "0.8", "--top-k", "9", "--top-p", "0.9", "--seed", "5"]
    options = dict(length=40, temperature=0.8, top_k=9, top_p=0.9, seed=5)
    if task == "text":
        theirs = command(tmp_path, "generate", "theirs.model", "--begin", "Shall I ", *drawn)
        assert model.generate("Shall I ", **options) + "\n" == theirs.decode()
        assert model.generate("Shall I compare", prompt_length=8, **options) + "\n" == theirs.decode()
        (tmp_path / "begin.txt").write_text("Shall I ")
        assert model.generate(tmp_path / "begin.txt", **options) + "\n" == theirs.decode()
    else:
        begin = ["--begin", str(TUNES), "--begin-length", "16", "--tempo", "90"]
        command(tmp_path, "generate", "theirs.model", *begin, *drawn, "-o", "theirs.mid")
        mine = model.generate(TUNES, prompt_length=16, tempo=90, **options)
        mine.to_midi(tmp_path / "mine.mid")
        assert (tmp_path / "mine.mid").read_bytes() == (tmp_path / "theirs.mid").read_bytes()
        assert mine.tempo == 90 and mine.roll.shape == (56, 88)
        begin = mine.roll[:16]
        assert np.array_equal(model.generate(begin, tempo=90, **options).roll, mine.roll)
        again = model.generate(mine, prompt_length=16, tempo=90, **options)
        assert again.notes == mine.notes and again.to_abc() == mine.to_abc()
        again.save(tmp_path / "mine.abc")
        assert (tmp_path / "mine.abc").read_text() == again.to_abc()


def test_inspect_says_what_the_command_says(config, tmp_path):
    _, path, sections = config
    model, data = ft.Model.load(tmp_path / "theirs.model"), sections["data"]["train"]
    theirs = json.loads(command(tmp_path, "inspect", "theirs.model", data, "--json", "--gates"))
    mine = model.inspect(data, gates=True)
    assert mine == {key: theirs[key] for key in mine}
    assert set(mine) >= {"input", "gradient_flow", "gates"}


def test_a_sequence_has_the_same_bits_alone_and_in_a_batch(text, music):
    lines = [line for line in SONNETS.read_text().splitlines() if line]
    together, states = text.apply(lines, states=True)
    for i in (0, 7, len(lines) - 1):
        alone, h = text.apply(lines[i], states=True)
        assert np.array_equal(alone, together[i]) and np.array_equal(h, states[i])
        assert alone.shape == (len(lines[i]), len(text.vocabulary)) and h.shape == (len(lines[i]), 16)
        assert np.allclose(alone.sum(axis=1), 1, atol=1e-6)
        tokens = text.encode(lines[i])
        for same in (tokens, tuple(tokens), np.array(tokens), np.array(tokens, "uint8")):
            assert np.array_equal(text.apply(same), alone)
    assert np.array_equal(text.apply([text.encode(line) for line in lines[:3]])[2], together[2])
    block = np.array([text.encode(lines[0][:9]), text.encode(lines[1][:9])])
    assert np.array_equal(text.apply(block)[1], text.apply(lines[1][:9]))
    roll = music.generate(length=50, seed=1).roll
    rolls = [roll, roll[:7], roll[20:]]
    for one, made in zip(rolls, music.apply(rolls)):
        assert np.array_equal(music.apply(one), made)
        assert made.shape == one.shape and ((made > 0) & (made < 1)).all()
    assert np.array_equal(music.apply(roll.astype(bool)), music.apply(roll))
    assert np.array_equal(music.apply(roll.tolist()), music.apply(roll))
    assert np.array_equal(music.apply(np.stack([roll[:9], roll[9:18]]))[0], music.apply(roll[:9]))


class Foreign:
    """An array of another library, of which only DLPack is known."""

    def __init__(self, array):
        self.array = array
        self.__dlpack__ = array.__dlpack__
        self.__dlpack_device__ = array.__dlpack_device__


def test_arrays_of_any_library_through_dlpack(music, text):
    roll = np.array(music.generate(length=12, seed=2).roll)
    assert np.array_equal(music.apply(Foreign(roll)), music.apply(roll))
    assert np.array_equal(music.apply([Foreign(roll.astype("float64"))])[0], music.apply(roll))
    tokens = np.array(text.encode("love"))
    assert np.array_equal(text.apply(Foreign(tokens)), text.apply("love"))
    assert music.generate(Foreign(roll), length=3).roll.shape == (15, 88)


def test_parameters_look_into_the_model_and_compute_what_it_computes(text):
    weights = text.parameters()
    assert list(weights) == ["embedding.weight", "rnn.weight_ih_l0", "rnn.weight_hh_l0",
                             "rnn.bias_ih_l0", "rnn.weight_ih_l1", "rnn.weight_hh_l1",
                             "rnn.bias_ih_l1", "output.weight", "output.bias"]
    assert all(w.dtype == np.float32 and not w.flags.writeable for w in weights.values())
    again = text.parameters()["output.weight"]
    assert again.__array_interface__["data"] == weights["output.weight"].__array_interface__["data"]
    assert np.from_dlpack(weights["output.bias"]).shape == (1, len(text.vocabulary))
    made, h = text.apply("thou art", states=True)
    logits = h @ weights["output.weight"].T + weights["output.bias"]
    expected = np.exp(logits - logits.max(axis=1, keepdims=True))
    assert np.allclose(made, expected / expected.sum(axis=1, keepdims=True), atol=1e-6)


def test_arrays_outlive_the_model():
    model = ft.train(TUNES, "music", MUSIC, max_steps=1)
    weights, roll = model.parameters()["output.bias"], model.generate(length=4).roll
    before = weights.copy()
    del model
    assert np.array_equal(weights, before) and roll.sum() >= 0


def test_songs_at_hand_are_learned_like_those_of_a_file(tmp_path):
    songs = [[[60 + (i + t) % 12] for t in range(20 + i)] for i in range(6)]
    (tmp_path / "songs.json").write_text(json.dumps({"train": songs, "valid": songs[:2]}))
    options = dict(hidden=8, epochs=2, lowest=60, highest=71, batch=3)
    theirs = ft.train(tmp_path / "songs.json", "music", options)
    rolls = []
    for song in songs:
        roll = np.zeros((len(song), 12))
        for t, keys in enumerate(song):
            roll[t, [key - 60 for key in keys]] = 1
        rolls.append(roll)
    mine = ft.train(rolls, "music", options, valid=rolls[:2], test=rolls[:1])
    for name, weights in theirs.parameters().items():
        assert np.array_equal(weights, mine.parameters()[name]), name
    assert mine.summary["test"] > mine.summary["test_without_first"] * 0.5
    assert ft.train([Foreign(roll) for roll in rolls], config=options).summary["held_out"] > 0


def test_resume_goes_on_with_the_same_bits(tmp_path):
    whole = ft.train(TUNES, "music", MUSIC, epochs=4)
    ft.train(TUNES, "music", MUSIC, checkpoint=tmp_path / "half")
    again = ft.train(TUNES, "music", MUSIC, epochs=4, resume=tmp_path / "half")
    for name, weights in whole.parameters().items():
        assert np.array_equal(weights, again.parameters()[name]), name
    assert again.history["step"][0].as_py() == len(whole.history) // 2 + 1
    assert ft.Model.load(tmp_path / "half").config["model"] == whole.config["model"]


LONG = """
    import sys, time, foretell as ft
    print("ready", flush=True)
    try:
        ft.train({data!r}, "text", hidden=64, epochs=10000, checkpoint={checkpoint!r},
                 checkpoint_every=1000000)
        print("done", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    print(ft.Model.load({checkpoint!r}).kind, flush=True)
"""


def test_ctrl_c_stops_within_a_second_and_leaves_a_checkpoint(tmp_path):
    checkpoint = str(tmp_path / "stopped.checkpoint")
    program = textwrap.dedent(LONG.format(data=str(SONNETS), checkpoint=checkpoint))
    process = subprocess.Popen([sys.executable, "-c", program], text=True, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    assert process.stdout.readline() == "ready\n"
    time.sleep(1.5)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    line = process.stdout.readline()
    waited = time.monotonic() - begin
    rest, errors = process.stdout.read(), process.stderr.read()
    assert process.wait(timeout=60) == 0 and line == "interrupted\n", errors
    assert waited < (2.5 if os.environ.get("FORETELL_PRESET") == "dev" else 1.0)
    assert rest == "text\n", errors
    gone_on = ft.train(SONNETS, "text", hidden=64, max_steps=3, resume=checkpoint)
    assert gone_on.summary["steps"] >= 1


def test_progress_through_tqdm(capsys, monkeypatch):
    pytest.importorskip("tqdm")
    ft.train(SONNETS, "text", hidden=256, max_steps=80, progress=True)
    assert "training" in capsys.readouterr().err


def test_what_is_said_of_a_model(text, music):
    assert repr(text).startswith("Model of text: 2 × lstm(16), ")
    assert repr(music) == "Model of music: 1 × lstm(16), 8,216 parameters"
    assert repr(music.generate(length=5, seed=1)).startswith("Music of 5 steps, ")
    assert music.vocabulary is None and text.vocabulary[:2] == ["<unk>", "<pad>"]
    assert ft.Model.load is not None and pickle.loads(pickle.dumps(text)).history == text.history


WRONG = [
    (ft.OptionError, "nothing to learn from", lambda p: ft.train()),
    (ft.UnknownNameError, "did you mean 'hidden'", lambda p: ft.train(TUNES, hiden=3)),
    (ft.UnknownNameError, "belongs to", lambda p: ft.train(TUNES, config={"data": {"hidden": 3}})),
    (ft.ModelSyntaxError, "hidden: a whole number", lambda p: ft.train(TUNES, hidden="many")),
    (ft.ModelSyntaxError, "hidden: a whole number", lambda p: ft.train(TUNES, hidden=-1)),
    (ft.ModelSyntaxError, "hidden: a whole number", lambda p: ft.train(TUNES, hidden=2**70)),
    (ft.ModelSyntaxError, "layer_norm: true", lambda p: ft.train(TUNES, layer_norm=1)),
    (ft.OptionError, "hidden", lambda p: ft.train(TUNES, hidden=0)),
    (ft.UnknownNameError, "cell: ", lambda p: ft.train(TUNES, cell="lsmt")),
    (ft.UnknownNameError, "kind: ", lambda p: ft.train(TUNES, "video")),
    (ft.CallTypeError, "config", lambda p: ft.train(TUNES, config=3)),
    (ft.CallTypeError, "output", lambda p: ft.train(TUNES, output=3)),
    (ft.NotFoundError, "nowhere", lambda p: ft.train(p / "nowhere.mid", "music")),
    (ft.NotFoundError, "nowhere", lambda p: ft.train(config=p / "nowhere.toml")),
    (ft.CallTypeError, "path of a file", lambda p: ft.train(["to be"], "text")),
    (ft.CallTypeError, "array of numbers", lambda p: ft.train([np.zeros((3, 2, 2, 2))], "music")),
    (ft.OptionError, "12 keys, the model has 88", lambda p: ft.train([np.zeros((5, 12))])),
    (ft.NotFiniteError, "train song 2",
     lambda p: ft.train([np.zeros((5, 88)), np.full((5, 88), np.nan)])),
    (ft.TooShortError, "no song", lambda p: ft.train([], "music")),
    (ft.CallTypeError, "all data as arrays", lambda p: ft.train([np.zeros((5, 88))], valid=TUNES)),
    (ft.BadFileError, ".", lambda p: ft.Model.load(ROOT / "data/demo.csv")),
    (ft.BadFileError, ".", lambda p: ft.train(TUNES, resume=ROOT / "data/demo.csv")),
    (ft.NotFoundError, ".", lambda p: ft.train(TUNES, weights=p / "nowhere")),
    (ft.FileError, ".", lambda p: ft.train(TUNES, None, MUSIC, output=p)),
    (ft.CallTypeError, "ft.train makes", lambda p: ft.Model(3)),
]


@pytest.mark.parametrize("kind,words,call", WRONG, ids=range(len(WRONG)))
def test_wrong_training_is_refused(kind, words, call, tmp_path):
    with pytest.raises(kind, match=words):
        call(tmp_path)


def test_a_loss_that_becomes_no_number_is_told(tmp_path):
    with pytest.raises(ft.NotFiniteError, match="at step .* of epoch"):
        ft.train(TUNES, "music", MUSIC, learning_rate=1e30, clip_norm=0, cell="rnn_relu", epochs=50)


def test_wrong_sequences_and_options_are_refused(text, music, tmp_path):
    width = len(text.vocabulary)
    for kind, words, call in [
        (ft.TooShortError, "no sequence", lambda: text.apply([])),
        (ft.TooShortError, "sequence 2", lambda: text.apply([[4], []])),
        (ft.OptionError, f"0 to {width - 1}", lambda: text.apply([width])),
        (ft.OptionError, "whole number from 0", lambda: text.apply(np.array([-1, 4]))),
        (ft.CallTypeError, "whole numbers", lambda: text.apply([0.5, 1])),
        (ft.CallTypeError, "float32 ", lambda: text.apply(np.zeros((4, 3), "float32"))),
        (ft.CallTypeError, "no sequence", lambda: text.apply(None)),
        (ft.CallTypeError, "text=4", lambda: text.encode(4)),
        (ft.UnknownNameError, ".", lambda: text.apply("→→")),
        (ft.UnsupportedError, "frames", lambda: music.apply("love")),
        (ft.OptionError, "3 keys, the model has 88", lambda: music.apply(np.zeros((4, 3)))),
        (ft.NotFiniteError, "sequence 2",
         lambda: music.apply([np.zeros((4, 88)), np.full((4, 88), np.inf)])),
        (ft.CallTypeError, "steps, width", lambda: music.apply([1.0, 2.0])),
        (ft.CallTypeError, ".", lambda: music.apply(np.array([["a"]]))),
        (ft.CallTypeError, "states", lambda: text.apply("a", states=2)),
        (ft.OptionError, "length", lambda: text.generate("a", 0)),
        (ft.OptionError, "temperature", lambda: text.generate("a", temperature=-1)),
        (ft.OptionError, "top_p", lambda: text.generate("a", top_p=0)),
        (ft.OptionError, "tempo", lambda: text.generate("a", tempo=100)),
        (ft.OptionError, "tempo", lambda: music.generate(tempo=1)),
        (ft.CallTypeError, "prompt", lambda: text.generate(3)),
        (ft.UnknownNameError, ".", lambda: text.generate("→")),
        (ft.NotFoundError, ".", lambda: text.generate(tmp_path / "nowhere.txt")),
        (ft.NotFoundError, ".", lambda: music.generate("nowhere.mid")),
        (ft.UnknownNameError, "extension|written|read", lambda: music.generate(__file__)),
        (ft.OptionError, ".mid", lambda: music.generate(length=3).to_midi("x.abc")),
        (ft.UnknownNameError, "music is written as", lambda: music.generate(length=3).save("x.png")),
        (ft.NotFoundError, ".", lambda: text.inspect(tmp_path / "nowhere.txt")),
        (ft.OptionError, "steps", lambda: text.inspect(SONNETS, steps=0)),
    ]:
        with pytest.raises(kind, match=words):
            call()


def test_without_numpy_all_but_arrays_works():
    program = f"""
        import sys
        sys.modules["numpy"] = None
        import foretell as ft
        model = ft.train({str(SONNETS)!r}, "text", hidden=8, max_steps=1)
        assert len(model.generate("a", 5)) == 6 and model.history.num_rows == 1
        for call in (lambda: model.apply("a"), model.parameters):
            try:
                call()
            except ft.OptionError as error:
                assert "pip install numpy" in str(error)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True)
