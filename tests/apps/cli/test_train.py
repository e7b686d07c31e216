"""train, generate and inspect: from a folder of tunes or a text to a continuation, and all that can go wrong on the way."""
import base64
import csv
import json
import os
import resource
import shutil
import signal
import subprocess
import time

import pytest
from conftest import BINARY, ROOT, only_line

TUNES = """X:1
T:Up and down
M:4/4
L:1/4
K:C
CDEF|GFED|CDEF|GFED|C4|]

X:2
K:C
M:4/4
L:1/4
[V:1] cBAG|FGAB|c4|
[V:2] C2E2|F2D2|C4|
"""

MUSIC = """
[data]
kind = "music"
train = "tunes.abc"
steps_per_quarter = 1
lowest = 48
highest = 84
[model]
cell = "gru"
hidden = 16
[training]
epochs = 4
batch = 2
window = 4
learning_rate = 0.01
"""

TEXT = """
[data]
kind = "text"
train = "text.txt"
[model]
hidden = 16
embedding = 8
dropout = 0.1
[training]
epochs = 3
batch = 4
window = 10
learning_rate = 0.01
"""


@pytest.fixture
def music(foretell):
    foretell.table("tunes.abc", TUNES)
    foretell.table("music.toml", MUSIC)
    return foretell


@pytest.fixture
def text(foretell):
    foretell.table("text.txt", "round and round the rugged rock the ragged rascal ran\n" * 12)
    foretell.table("text.toml", TEXT)
    return foretell


def trained(foretell, name, *more):
    result = foretell("train", f"{name}.toml", "-o", f"{name}.model", "--quiet", *more)
    assert result.returncode == 0, result.stderr
    return f"{name}.model"


def wrong(foretell, *arguments, status=1):
    result = foretell(*arguments)
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    return only_line(result)


def test_music_is_learned_and_continued(music):
    result = music("train", "music.toml", "-o", "m.model", "--json")
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    assert summary["epochs"] == 4
    assert summary["held_out"]["nats"] > 0
    assert sorted(summary) == sorted(["output", "checkpoint", "steps", "epochs", "stopped_early",
                                      "seconds", "parameters", "loss", "held_out"])
    again = music("generate", "m.model", "--begin", "tunes.abc", "--length", 8, "-o", "more.mid")
    assert again.returncode == 0, again.stderr
    midi = (music.folder / "more.mid").read_bytes()
    assert midi.startswith(b"MThd\0\0\0\6\0\1")
    shown = music("generate", "m.model", "--begin", "more.mid", "--length", 4, "--tempo", 90)
    assert "Q:1/4=90" in shown.stdout
    assert shown.stdout.startswith("X:1\n")


def test_text_is_learned_and_continued_the_same_way_for_a_seed(text):
    model = trained(text, "text")
    calls = [text("generate", model, "--begin", "round ", "--length", 40, "--seed", seed).stdout
             for seed in (1, 1, 2)]
    assert calls[0] == calls[1] != calls[2]
    assert calls[0].startswith("round ")
    assert len(calls[0]) == 6 + 40 + 1
    small = text("generate", model, "--begin", "round ", "--length", 40, "--precision", "int8")
    assert small.returncode == 0 and len(small.stdout) == 6 + 40 + 1
    wrong = text("generate", model, "--precision", "int9")
    assert wrong.returncode == 2 and "float, int8" in wrong.stderr
    sure = text("generate", model, "--temperature", 0, "--top-k", 3, "--top-p", 0.9, "--length", 5)
    assert sure.returncode == 0 and len(sure.stdout) == 6


def test_curves_have_a_row_for_every_step(music):
    trained(music, "music", "--log", "curves.csv")
    rows = list(csv.DictReader(open(music.folder / "curves.csv")))
    assert [int(row["step"]) for row in rows] == list(range(1, len(rows) + 1))
    assert sum(row["held_out"] != "" for row in rows) == 4
    assert all(float(row["gradient_norm"]) > 0 for row in rows)


def data_of(page):
    """The JSON that a page carries."""
    return json.loads(page.split('id="foretell-data">')[1].split("</script>")[0])


def test_the_page_of_a_training_shows_the_numbers_of_its_table(music):
    trained(music, "music", "--log", "curves.csv", "--report", "page.html")
    page = (music.folder / "page.html").read_text()
    assert "default-src 'none'" in page
    data = data_of(page)
    rows = list(csv.DictReader(open(music.folder / "curves.csv")))
    assert data["kind"] == "training" and data["clip_norm"] == 1
    assert data["steps"]["step"] == [int(row["step"]) for row in rows]
    for column in ("loss", "gradient_norm", "tokens_per_second"):
        assert all(abs(a - float(row[column])) <= 1e-5 * abs(a) for a, row in zip(data["steps"][column], rows))
    held = [row for row in rows if row["held_out"]]
    assert data["epochs"]["step"] == [int(row["step"]) for row in held]
    assert ["model.cell", "gru"] in data["options"]


def test_a_long_training_is_thinned_on_its_page_by_means(text):
    text.table("long.toml", '[data]\nkind = "text"\ntrain = "text.txt"\n[model]\nhidden = 2\nembedding = 2\n'
                            '[training]\nbatch = 1\nwindow = 1\nepochs = 1000\nmax_steps = 4101\n')
    trained(text, "long", "--log", "curves.csv", "--report", "page.html")
    data = data_of((text.folder / "page.html").read_text())
    rows = list(csv.DictReader(open(text.folder / "curves.csv")))
    steps = data["steps"]
    assert len(rows) == 4101 and steps["step"] == [*range(2, 4101, 2), 4101]
    for k in (0, 1000, 2049):
        pair = (float(rows[2 * k]["loss"]) + float(rows[2 * k + 1]["loss"])) / 2
        assert abs(steps["loss"][k] - pair) < 1e-4
    assert data["note"] == "A point is the mean over 2 steps."


def test_the_page_of_an_inspection_shows_gradients_and_gates(text):
    model = trained(text, "text")
    call = ("inspect", model, "text.txt", "--json", "--gates", "--steps", 7, "--report", "page.html")
    report = json.loads(text(*call).stdout)
    data = data_of((text.folder / "page.html").read_text())
    assert data["verdict"] == report["gradient_flow"]["verdict"]
    assert report["gradient_flow"]["advice"] in data["advice"][0]
    assert data["inputs"] == list("round a") and data["steps"] == 7
    layer, shown = report["gradient_flow"]["layers"][0], data["layers"][0]
    assert all(abs(a - b) <= 1e-5 * abs(b) for a, b in zip(shown["h"], layer["dh_by_distance"]))
    forget = next(m for m in shown["maps"] if m["gate"] == "forget")
    values = [forget["low"] + (forget["high"] - forget["low"]) * b / 255 for b in base64.b64decode(forget["data"])]
    exact = [v for row in report["gates"][0]["gates"]["forget"] for v in row]
    assert len(values) == len(exact) and all(abs(a - b) < 0.003 for a, b in zip(values, exact))
    refused = text("inspect", model, "--report", "page.html")
    assert refused.returncode == 2 and "INPUT" in refused.stderr


def test_the_example_configurations_train(foretell):
    for name in ("tunes", "sonnets"):
        config = (ROOT / "examples/sequences" / f"{name}.toml").read_text()
        config = config.replace("../../", f"{ROOT}/").replace("epochs = 30", "epochs = 1")
        foretell.table(f"{name}.toml", config)
        trained(foretell, name)


def test_every_default_stands_in_the_model_file(music):
    report = json.loads(music("inspect", trained(music, "music"), "--json").stdout)
    options = report["options"]
    assert options["model.cell"] == "gru"
    assert options["training.optimizer"] == "adam"
    assert options["training.beta2"] == "0.999"
    assert options["data.valid_share"] == "0.1"
    assert report["parameters"] == sum(t["count"] for t in report["tensors"])
    assert {"rnn.weight_ih_l0", "output.bias"} <= {t["name"] for t in report["tensors"]}


def test_the_guide_lists_every_option_with_its_default(text):
    text.table("plain.toml", '[data]\nkind = "text"\ntrain = "text.txt"\n[training]\nmax_steps = 1\n')
    options = json.loads(text("inspect", trained(text, "plain"), "--json").stdout)["options"]
    given = {"data.kind", "data.train", "training.max_steps"}
    stored = {name: value for name, value in options.items()
              if name.split(".")[0] in ("data", "model", "training") and "result" not in name}
    listed, section = {}, ""
    for line in (ROOT / "docs/sequences.md").read_text().splitlines():
        if line.startswith("### ["):
            section = line[5:-1]
        elif section and line.startswith("| `"):
            name, default = line.split("|")[1:3]
            listed[f"{section}.{name.strip().strip('`')}"] = default.strip().strip("`")
    assert set(listed) == set(stored)
    assert {n: v for n, v in listed.items() if n not in given} == {n: v for n, v in stored.items() if n not in given}


def test_inspect_says_how_well_a_model_predicts(text):
    model = trained(text, "text")
    report = json.loads(text("inspect", model, "text.txt", "--json").stdout)
    assert 0 < report["input"]["bits"] < 6
    assert abs(report["input"]["nats_int8"] - report["input"]["nats"]) < 0.05
    assert report["gradient_flow"]["verdict"] in ("vanishing", "healthy", "exploding")
    assert [gate["name"] for gate in report["gradient_flow"]["layers"][0]["gates"]] == [
        "input", "forget", "candidate", "output"]
    gates = json.loads(text("inspect", model, "text.txt", "--json", "--gates", "--steps", 7).stdout)
    assert gates["inputs"] == list("round a")
    forget = gates["gates"][0]["gates"]["forget"]
    assert len(forget) == 7 and len(forget[0]) == 16 and all(0 <= v <= 1 for row in forget for v in row)
    assert "bits" in text("inspect", model, "text.txt").stdout


def test_inspect_shows_a_saved_forecaster_too(foretell):
    data = foretell.monthly()
    foretell("forecast", data, "--horizon", 2, "--models", "naive", "--save", "f.model", "-o", "f.csv")
    shown = foretell("inspect", "f.model")
    assert shown.returncode == 0 and "naive" in shown.stdout


def weights_of(foretell, model):
    """What a model says about itself and every file of the same weights."""
    report = json.loads(foretell("inspect", model, "--json").stdout)
    return [(t["name"], t.get("rms"), t.get("largest")) for t in report["tensors"]]


@pytest.mark.parametrize("steps", [1, 5, 17])
def test_a_run_that_was_interrupted_goes_on_bit_by_bit(text, steps):
    trained(text, "text")
    whole = (text.folder / "text.model").read_bytes()
    text.table("part.toml", TEXT + f"max_steps = {steps}\n")
    assert text("train", "part.toml", "-o", "part.model", "--quiet").returncode == 0
    result = text("train", "text.toml", "-o", "again.model", "--quiet", "--resume", "part.model.checkpoint")
    assert result.returncode == 0, result.stderr
    assert (text.folder / "again.model").read_bytes() == whole


def test_threads_change_no_bit(music):
    trained(music, "music", "--threads", 1)
    one = (music.folder / "music.model").read_bytes()
    trained(music, "music", "--threads", 2)
    assert (music.folder / "music.model").read_bytes() == one


def test_a_checkpoint_is_a_model_too(text):
    trained(text, "text")
    result = text("generate", "text.model.checkpoint", "--length", 3)
    assert result.returncode == 0, result.stderr


def test_files_of_a_folder_that_cannot_be_read_are_left_out(music):
    os.mkdir(music.folder / "songs")
    shutil.copy(music.folder / "tunes.abc", music.folder / "songs")
    music.table("songs/broken.mid", "no midi")
    music.table("music.toml", MUSIC.replace("tunes.abc", "songs"))
    result = music("train", "music.toml", "-o", "m.model")
    assert result.returncode == 0, result.stderr
    assert "1 files were left out, the first: songs/broken.mid byte 0: not a MIDI file" in result.stderr


@pytest.mark.parametrize("line, message", [
    ("[model]\nhiden = 3", "line 14: unknown option 'hiden' in [model]; did you mean 'hidden'?"),
    ("[model]\nepochs = 3", "line 14: unknown option 'epochs' in [model]; it belongs to [training]"),
    ("[modle]\nhidden = 3", "line 13: unknown section [modle]; did you mean 'model'?"),
    ("[model]\nhidden = \"big\"", "line 14: hidden: a whole number from 0 is expected"),
    ("[model]\nhidden = -3", "line 14: hidden: a whole number from 0 is expected"),
    ("[model]\ncell = \"lstn\"", "line 14: cell: 'lstn' is none of rnn, rnn_relu, lstm, peephole_lstm, gru, "
                                 "gru_reset_before, one_gate_gru; did you mean 'lstm'?"),
    ("[model]\nresidual = 1", "line 14: residual: true or false is expected"),
    ("[model]\ndropout = 1.5", "bad.toml: dropout is 1.5: from 0 to below 1"),
    ("[model]\nhidden = ", "line 14 column"),
])
def test_a_mistake_in_the_configuration_is_named_with_its_line(music, line, message):
    config = MUSIC.replace('[model]\ncell = "gru"\nhidden = 16\n', "") + line + "\n"
    music.table("bad.toml", config)
    assert message in wrong(music, "train", "bad.toml")


def test_other_tasks_are_refused(music):
    music.table("bad.toml", 'task = "cooking"\n')
    assert "bad.toml line 1: the task 'cooking' is not known" in wrong(music, "train", "bad.toml")


@pytest.mark.parametrize("name, content, message", [
    ("tunes.abc", "X:1\nK:C\nCDE ?\n", "tunes.abc line 3 column 5: '?' has no meaning in music"),
    ("tunes.abc", "X:1\nK:C\nz4\n", "tunes.abc line 1: a tune without a note"),
    ("tunes.abc", "", "tunes.abc: no tune in it"),
    ("tunes.json", '{"train": [[[60], [200]]]}', "tunes.json part 'train' song 1 step 2: 200 is no key from 48 to 84"),
    ("tunes.json", '{"train": [[]]}', "tunes.json part 'train' song 1 step 0: a song without a step"),
    ("tunes.mid", "MThd", "tunes.mid byte 4: a truncated header"),
    ("tunes.wav", "RIFF", "tunes.wav: not music: .mid, .midi, .abc and .json are read"),
])
def test_music_that_cannot_be_read_is_named_with_its_place(music, name, content, message):
    music.table(name, content)
    music.table("bad.toml", MUSIC.replace("tunes.abc", name))
    assert message in wrong(music, "train", "bad.toml")
    assert not any(".part" in file for file in music.files())


@pytest.mark.parametrize("content, message", [
    (b"", "text.txt: no token to build a vocabulary from"),
    (b"a", "text.txt: a text of 1 characters: at least 2"),
    (b"ab\xffcd" * 9, "text.txt line 1 column 3: byte 0xff is not UTF-8"),
])
def test_text_that_cannot_be_learned_is_named(text, content, message):
    (text.folder / "text.txt").write_bytes(content)
    assert message in wrong(text, "train", "text.toml")


def test_held_out_text_of_unknown_characters_is_refused(text):
    text.table("valid.txt", "XYZ" * 10)
    text.table("text.toml", TEXT.replace("[model]", 'valid = "valid.txt"\n[model]'))
    assert "valid.txt: none of its 30 tokens is in the vocabulary" in wrong(text, "train", "text.toml")


def test_a_missing_file_is_named(text):
    assert "none.toml: cannot read: No such file" in wrong(text, "train", "none.toml")
    os.remove(text.folder / "text.txt")
    assert "text.txt: cannot read" in wrong(text, "train", "text.toml")
    assert "none.model" in wrong(text, "generate", "none.model")


def test_a_loss_that_explodes_says_where_and_keeps_the_checkpoint(text):
    config = (TEXT.replace("learning_rate = 0.01", "learning_rate = 1e36")
              + 'optimizer = "sgd"\nclip_norm = 0\ncheckpoint_every = 1\n')
    text.table("text.toml", config)
    line = wrong(text, "train", "text.toml", "-o", "t.model", "--quiet")
    assert "at step 2 of epoch 1" in line or "at step 3 of epoch 1" in line, line
    assert "lower learning_rate (1e+36)" in line
    assert "t.model.checkpoint has step" in line
    assert "t.model" not in text.files() and "t.model.checkpoint" in text.files()


def test_checkpoints_of_other_models_are_refused(text, music):
    trained(text, "text")
    trained(music, "music")
    text.table("wide.toml", TEXT.replace("hidden = 16", "hidden = 20"))
    assert ("text.model.checkpoint: a model of another architecture: hidden is 16 there, 20 here"
            in wrong(text, "train", "wide.toml", "--quiet", "--resume", "text.model.checkpoint"))
    assert ("music.model.checkpoint: a model of music, not of text"
            in wrong(text, "train", "text.toml", "--quiet", "--resume", "music.model.checkpoint"))
    text.table("other.txt", "an other text with fewer letters\n" * 20)
    text.table("other.toml", TEXT.replace("text.txt", "other.txt"))
    assert ("a model of another vocabulary"
            in wrong(text, "train", "other.toml", "--quiet", "--resume", "text.model.checkpoint"))
    assert ("text.model: a trained model, not a checkpoint"
            in wrong(text, "train", "text.toml", "--quiet", "--resume", "text.model"))


def test_truncated_and_altered_models_are_refused(text):
    whole = (text.folder / trained(text, "text")).read_bytes()
    for size in (0, 7, 100, len(whole) // 2, len(whole) - 1):
        (text.folder / "cut.model").write_bytes(whole[:size])
        for verb in ("generate", "inspect"):
            assert "cut.model: " in wrong(text, verb, "cut.model")
    for place in (9, len(whole) // 3, len(whole) - 5):
        altered = bytearray(whole)
        altered[place] ^= 4
        (text.folder / "cut.model").write_bytes(altered)
        wrong(text, "generate", "cut.model")


def test_a_full_disk_leaves_the_last_checkpoint_as_it_was(text):
    trained(text, "text")
    before = (text.folder / "text.model.checkpoint").read_bytes()
    limited = subprocess.run(
        [BINARY, "train", "text.toml", "-o", "text.model", "--quiet"], cwd=text.folder, capture_output=True,
        text=True, check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)))
    assert limited.returncode == 1
    assert "text.model.checkpoint: cannot write: File too large" in only_line(limited)
    assert (text.folder / "text.model.checkpoint").read_bytes() == before
    assert not any(".part" in file for file in text.files())


def test_no_space_on_the_device_is_an_error(text):
    assert "/dev/full: cannot write" in wrong(text, "train", "text.toml", "--quiet", "--checkpoint", "/dev/full")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_run_leaves_a_checkpoint_that_can_be_read(text, number):
    text.table("long.toml", TEXT.replace("epochs = 3", "epochs = 100000") + "checkpoint_every = 1\n")
    with subprocess.Popen([BINARY, "train", "long.toml", "-o", "long.model", "--quiet"], cwd=text.folder,
                          stderr=subprocess.DEVNULL) as run:
        while not (text.folder / "long.model.checkpoint").exists():
            time.sleep(0.01)
        for _ in range(5):
            time.sleep(0.05)
            assert text("inspect", "long.model.checkpoint").returncode == 0
        run.send_signal(number)
    assert text("generate", "long.model.checkpoint", "--length", 3).returncode == 0
    assert "long.model" not in text.files()


@pytest.mark.parametrize("arguments, message", [
    (["--temperature", "-1"], "temperature is -1: from 0 to 100"),
    (["--top-p", "0"], "top_p is 0: above 0, at most 1"),
    (["--lenght", "3"], "unknown option '--lenght'; did you mean '--length'?"),
    (["--precision", "int4"], "int4"),
    (["--precision", "INT8"], "INT8"),
    (["--precision"], "--precision"),
])
def test_wrong_calls_end_with_two(text, arguments, message):
    assert message in wrong(text, "generate", trained(text, "text"), *arguments, status=2)


def test_a_beginning_the_model_cannot_read_is_refused(text, music):
    model = trained(text, "text")
    assert "none of its 3 tokens is in the vocabulary" in wrong(text, "generate", model, "--begin", "XYZ")
    model = trained(music, "music")
    assert "cannot read" in wrong(music, "generate", model, "--begin", "none.mid")
    assert "music is written as" in wrong(music, "generate", model, "-o", "song.wav")


def test_eight_bits_need_a_model_of_sequences(foretell):
    data = foretell.monthly()
    assert foretell("forecast", data, "--horizon", 2, "--models", "naive", "--quiet", "-o", "f.csv", "--save",
                    "sales.model").returncode == 0
    before = foretell.files()
    line = wrong(foretell, "generate", "sales.model", "--precision", "int8", "-o", "more.txt")
    assert "sales.model" in line
    assert foretell.files() == before


@pytest.mark.parametrize("option", ["-o", "--checkpoint", "--report", "--log"])
@pytest.mark.parametrize("path, message", [
    ("nowhere/page.html", "nowhere/page.html: the folder nowhere does not exist"),
    ("taken", "taken: is a folder, not a file"),
])
def test_outputs_that_cannot_be_written_are_found_before_training(text, option, path, message):
    (text.folder / "taken").mkdir()
    before = text.files()
    start = () if option == "-o" else ("-o", "text.model")
    assert message in wrong(text, "train", "text.toml", "--quiet", *start, option, path)
    assert text.files() == before


def test_the_model_is_kept_where_the_page_finds_no_space(text):
    line = wrong(text, "train", "text.toml", "--quiet", "-o", "text.model", "--report", "/dev/full")
    assert "/dev/full" in line
    assert "text.model" in text.files()


def test_a_training_that_never_began_has_no_page(text):
    text.table("old.html", "the page of before")
    wrong(text, "train", "text.toml", "--quiet", "-o", "text.model", "--report", "old.html", "--resume", "text.txt")
    assert (text.folder / "old.html").read_text() == "the page of before"
    assert "text.model" not in text.files()


@pytest.mark.parametrize("path, message", [
    ("nowhere/page.html", "nowhere/page.html: the folder nowhere does not exist"),
    ("taken", "taken: is a folder, not a file"),
    ("/dev/full", "/dev/full: cannot write"),
])
def test_the_page_of_an_inspection_that_cannot_be_written(text, path, message):
    model = trained(text, "text")
    (text.folder / "taken").mkdir()
    before = text.files()
    assert message in wrong(text, "inspect", model, "text.txt", "--report", path)
    assert text.files() == before


def test_the_page_of_an_inspection_needs_an_input(text):
    line = wrong(text, "inspect", trained(text, "text"), "--report", "page.html", status=2)
    assert "name one" in line
    assert "page.html" not in text.files()
