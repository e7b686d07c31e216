"""What the command promises: columns, formats, summaries, the same answer whatever the threads."""
import csv
import io
import json

import pytest


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_result_columns_are_named_by_model_and_coverage(foretell):
    data = foretell.monthly()
    result = foretell("forecast", data, "--horizon", 2, "--models", "naive,drift")
    assert result.stdout.splitlines()[0] == (
        "unique_id,ds,naive,naive-lo-80,naive-hi-80,naive-lo-95,naive-hi-95,"
        "drift,drift-lo-80,drift-hi-80,drift-lo-95,drift-hi-95")
    rows = rows_of(result.stdout)
    assert [(r["unique_id"], r["ds"]) for r in rows] == [
        ("store_1", "2024-01-01"), ("store_1", "2024-02-01"),
        ("store_2", "2024-01-01"), ("store_2", "2024-02-01")]


def test_intervals_are_ordered(foretell):
    data = foretell.monthly(series=5)
    result = foretell("forecast", data, "--horizon", 12, "--models", "auto")
    assert result.returncode == 0, result.stderr
    for row in rows_of(result.stdout):
        ordered = [float(row[f"auto{part}"]) for part in ("-lo-95", "-lo-80", "", "-hi-80", "-hi-95")]
        assert ordered == sorted(ordered)


@pytest.mark.parametrize("name", ["f.csv", "f.csv.gz", "f.parquet", "f.arrow", "f.jsonl"])
def test_what_is_written_can_be_read_and_scored(foretell, name):
    data = foretell.monthly()
    assert foretell("forecast", data, "--horizon", 12, "--models", "naive", "-o", name).returncode == 0
    foretell.table("actuals.csv", "unique_id,ds,y\n" + "".join(
        f"store_{s},2024-{m:02d}-01,{150 + m}\n" for s in (1, 2) for m in range(1, 13)))
    result = foretell("score", name, "actuals.csv", "--train", data, "--json")
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    assert summary["scored"] == 24
    assert summary["models"][0]["metrics"]["mae"] > 0
    assert summary["models"][0]["metrics"]["owa"] == pytest.approx(1, abs=0.5)


def test_threads_change_no_bit(foretell):
    data = foretell.monthly(series=20)
    calls = [foretell("forecast", data, "--horizon", 6, "--models", "auto,auto_ets,dotm",
                      "--threads", threads) for threads in (1, 2, 4)]
    assert calls[0].stdout == calls[1].stdout == calls[2].stdout != ""


def test_json_summary(foretell):
    data = foretell.monthly()
    result = foretell("forecast", data, "--horizon", 2, "--models", "auto_ets", "--json", "--details",
                      "--quiet", "-o", "f.csv")
    summary = json.loads(result.stdout)
    assert summary["input"]["frequency"] == "MS"
    assert summary["input"]["frequency_inferred"] is True
    assert summary["input"]["season"] == [12]
    assert summary["outputs"] == ["f.csv"]
    assert summary["series"][0]["name"].startswith("ETS(")
    assert "alpha" in summary["series"][0]["numbers"]
    assert result.stderr == ""


def test_trace_shows_every_model_that_auto_arima_looked_at(foretell):
    data = foretell.monthly(series=1)
    result = foretell("forecast", data, "--horizon", 2, "--models", "auto_arima,naive", "--json", "--trace",
                      "--details", "--quiet", "-o", "f.csv")
    summary = json.loads(result.stdout)
    (trace,) = summary["trace"]
    assert (trace["unique_id"], trace["model"]) == ("store_1", "auto_arima")
    assert len(trace["candidates"]) > 4
    (chosen,) = [one for one in trace["candidates"] if one["chosen"]]
    assert chosen["name"] == summary["series"][0]["name"]
    assert chosen["criterion"] == min(one["criterion"] for one in trace["candidates"] if one["criterion"] is not None)
    shown = foretell("forecast", data, "--horizon", 2, "--models", "auto_arima", "--trace")
    assert f"store_1, auto_arima: {len(trace['candidates'])} models looked at" in shown.stderr
    assert shown.stdout.startswith("unique_id,ds,auto_arima")


def test_traces_of_combinations_name_the_part(foretell):
    data = foretell.monthly(series=1)
    result = foretell("forecast", data, "--horizon", 2, "--models", "scum,auto", "--json", "--trace", "--quiet",
                      "-o", "f.csv")
    scum, auto = json.loads(result.stdout)["trace"]
    chosen = [one["part"] for one in scum["candidates"] if one["chosen"]]
    assert chosen == ["auto_ets", "auto_ces", "auto_arima"]
    assert {one["part"] for one in auto["candidates"]} == {"auto_ets", "auto_ces"}
    shown = foretell("forecast", data, "--horizon", 2, "--models", "scum", "--trace")
    assert f"store_1, scum: {len(scum['candidates'])} models looked at, * the chosen ones" in shown.stderr
    (line,) = [line for line in shown.stderr.splitlines() if line.startswith("* ARIMA(")]
    assert "auto_arima" in line


@pytest.mark.parametrize("name", ["c.csv", "c.parquet"])
def test_candidates_are_written_for_any_number_of_series(foretell, name):
    data = foretell.monthly(series=25)
    result = foretell("forecast", data, "--horizon", 2, "--models", "naive,best(auto_ces,drift)", "-o", "f.csv",
                      "--candidates", name)
    assert result.returncode == 0, result.stderr
    assert f"wrote {name}" in result.stderr
    if name.endswith("csv"):
        rows = rows_of((foretell.folder / name).read_text())
        assert list(rows[0]) == ["unique_id", "model", "part", "candidate", "criterion", "log_likelihood", "verdict",
                                 "chosen"]
        first = [row for row in rows if row["unique_id"] == "store_1"]
        assert [row["candidate"] for row in first[:2]] == ["auto_ces", "drift"]
        assert [row["part"] for row in first] == ["", ""] + 4 * ["auto_ces"]
        assert len({row["unique_id"] for row in rows}) == 25


def test_selection_names_the_chosen_model(foretell):
    data = foretell.monthly()
    result = foretell("forecast", data, "--horizon", 3, "--models", "naive,seasonal_naive,auto_ets",
                      "--select", "validation")
    row = rows_of(result.stdout)[0]
    assert list(row)[:3] == ["unique_id", "ds", "best"]
    assert row["model"].split(":")[0] in ("naive", "seasonal_naive", "auto_ets")


def test_backtest_prints_a_leaderboard_and_writes_every_window(foretell):
    data = foretell.monthly()
    result = foretell("backtest", data, "--horizon", 4, "--windows", 3, "--models", "naive,auto_ets",
                      "--json", "-o", "windows.csv", "--report", "page.html")
    board = json.loads(result.stdout)["leaderboard"]
    assert {row["model"] for row in board} == {"naive", "auto_ets"}
    assert len(board[0]["by_step"]) == 4
    rows = rows_of((foretell.folder / "windows.csv").read_text())
    assert len(rows) == 2 * 3 * 4
    assert rows[0]["cutoff"] < rows[0]["ds"]
    assert "<html" in (foretell.folder / "page.html").read_text()


def test_updating_instead_of_refitting_is_an_option(foretell):
    data = foretell.monthly()
    result = foretell("backtest", data, "--horizon", 2, "--windows", 4, "--step", 1, "--no-refit",
                      "--models", "auto_ets", "--json")
    assert json.loads(result.stdout)["leaderboard"][0]["metrics"]["mase"] > 0


def test_standard_input_and_a_single_series_without_id(foretell):
    text = "month,sales\n" + "".join(f"2024-{m:02d}-01,{m}\n" for m in range(1, 13))
    piped = foretell("forecast", "-", "--horizon", 1, "--models", "drift", input=text)
    assert piped.returncode == 0, piped.stderr
    foretell.table("shop.csv", text)
    row = rows_of(foretell("forecast", "shop.csv", "--horizon", 1, "--models", "drift").stdout)[0]
    assert row["unique_id"] == "shop" and row["ds"] == "2025-01-01"
    assert float(row["drift"]) == pytest.approx(13)


def test_help_shows_an_example_everywhere(foretell):
    for verb in ([], ["forecast"], ["backtest"], ["score"], ["models"]):
        result = foretell(*verb, "--help")
        assert result.returncode == 0 and "Example:" in result.stdout


def test_models_lists_options_with_defaults(foretell):
    models = {m["name"]: m for m in json.loads(foretell("models", "--json").stdout)}
    window = models["window_average"]["options"][0]
    assert (window["name"], window["default"]) == ("window", "3")
    assert "auto" in models and "auto_ets" in models


def test_saved_models_are_a_safetensors_file_under_a_kilobyte_per_series(foretell):
    data = foretell.monthly(series=50)
    assert foretell("forecast", data, "--horizon", 2, "--models", "auto_ets", "-q", "-o", "f.csv",
                    "--save", "m.foretell").returncode == 0
    stored = (foretell.folder / "m.foretell").read_bytes()
    header = json.loads(stored[8:8 + int.from_bytes(stored[:8], "little")])
    assert header["__metadata__"]["models"] == "auto_ets"
    assert len(stored) < 50 * 1024
