"""Wrong input: one clear line, the right exit status (1 the data, 2 the call), nothing half-written."""
import gzip
import os
import resource
import signal
import subprocess
import time

import pytest
from conftest import BINARY, only_line


def refused(foretell, status, *arguments, **options):
    """Runs a call that has to fail; its line. No file may be added by it."""
    before = foretell.files()
    result = foretell(*arguments, "-o", "out.csv", **options)
    assert result.returncode == status, result.stderr
    assert foretell.files() == before, "a failed run leaves nothing behind"
    assert result.stdout == ""
    return only_line(result)


def forecast(foretell, status, text, *arguments):
    data = foretell.table("data.csv", text)
    return refused(foretell, status, "forecast", data, "--horizon", 3, "--quiet", *arguments)


HEAD = "unique_id,ds,y\n"
GOOD = HEAD + "".join(f"a,2024-{m:02d}-01,{m}\n" for m in range(1, 13))


def test_missing_file(foretell):
    line = refused(foretell, 1, "forecast", "none.csv", "--horizon", 3)
    assert "none.csv" in line


def test_empty_file(foretell):
    line = forecast(foretell, 1, "")
    assert "data.csv" in line and "empty" in line


def test_header_only(foretell):
    line = forecast(foretell, 1, HEAD)
    assert "data.csv" in line


def test_missing_column(foretell):
    line = forecast(foretell, 1, GOOD, "--target", "sales")
    assert "'sales'" in line and "unique_id, ds, y" in line


def test_text_among_the_values(foretell):
    line = forecast(foretell, 1, GOOD + "a,2025-01-01,many\n")
    assert "data.csv" in line and "14" in line and "many" in line and "series a" in line


def test_infinity(foretell):
    line = forecast(foretell, 1, GOOD + "a,2025-01-01,inf\n")
    assert "14" in line and "series a" in line


def test_duplicate_time_stamps(foretell):
    line = forecast(foretell, 1, GOOD + "a,2024-12-01,5\n")
    assert "2024-12-01" in line and "series a" in line and "14" in line


def test_unordered_rows_are_sorted_and_said(foretell):
    rows = GOOD.splitlines()
    foretell.table("ordered.csv", GOOD)
    foretell.table("data.csv", "\n".join([rows[0], *reversed(rows[1:])]) + "\n")
    shuffled = foretell("forecast", "data.csv", "--horizon", 2, "--models", "theta")
    ordered = foretell("forecast", "ordered.csv", "--horizon", 2, "--models", "theta")
    assert shuffled.returncode == 0, shuffled.stderr
    assert shuffled.stdout == ordered.stdout
    assert "sorted" in shuffled.stderr


def test_mixed_frequency(foretell):
    rows = "".join(f"a,2024-{m:02d}-01,1\n" for m in range(1, 9)) + "a,2024-09-17,1\na,2024-10-05,3\n"
    line = forecast(foretell, 1, HEAD + rows, "--freq", "MS")
    assert "series a" in line and "2024-09-17" in line


def test_one_observation_gets_a_forecast(foretell):
    data = foretell.table("data.csv", HEAD + "a,2024-01-01,7\n")
    result = foretell("forecast", data, "--horizon", 2, "--freq", "MS", "--models", "auto,auto_ets")
    assert result.returncode == 0, result.stderr
    assert "a,2024-02-01,7,7,7,7,7" in result.stdout


def test_all_equal_gets_that_value(foretell):
    data = foretell.table("data.csv", HEAD + "".join(f"a,{t},5\n" for t in range(30)))
    models = "auto,auto_ets,auto_ces,dotm,theta,naive,seasonal_naive,drift,mean"
    result = foretell("forecast", data, "--horizon", 2, "--models", models, "--coverage", 90)
    assert result.returncode == 0, result.stderr
    for row in result.stdout.splitlines()[1:]:
        assert all(abs(float(x) - 5) < 1e-6 for x in row.split(",")[2:]), row


def test_all_missing(foretell):
    line = forecast(foretell, 1, HEAD + "a,2024-01-01,\na,2024-02-01,\na,2024-03-01,NA\n")
    assert "series a" in line


@pytest.mark.parametrize("value", ["0", "-3"])
def test_multiplicative_models_name_the_value_that_is_not_positive(foretell, value):
    text = GOOD + f"a,2025-01-01,{value}\n"
    line = forecast(foretell, 1, text, "--models", "ets(error=mul)", "--no-fallback")
    assert "series a" in line and value in line and "additive" in line


def test_negative_values_fall_back_when_allowed(foretell):
    data = foretell.table("data.csv", GOOD + "a,2025-01-01,-3\n")
    result = foretell("forecast", data, "--horizon", 2, "--models", "ets(error=mul)")
    assert result.returncode == 0
    assert "fallback" in result.stderr
    assert result.stdout.splitlines()[1].startswith("a,2025-02-01,")


@pytest.mark.parametrize("horizon", ["0", "1000000", "-1", "many"])
def test_horizon_outside_its_bounds(foretell, horizon):
    foretell.table("data.csv", GOOD)
    line = refused(foretell, 2, "forecast", "data.csv", "--horizon", horizon)
    assert "horizon" in line and horizon in line


@pytest.mark.parametrize("coverage", ["0", "100", "0.95"])
def test_coverage_outside_its_bounds(foretell, coverage):
    line = forecast(foretell, 2, GOOD, "--coverage", coverage)
    assert "--coverage" in line and coverage in line


def test_unknown_model_suggests_the_nearest(foretell):
    assert "did you mean 'auto_ets'?" in forecast(foretell, 2, GOOD, "--models", "autoets")


def test_unknown_model_option_suggests_the_nearest(foretell):
    line = forecast(foretell, 2, GOOD, "--models", "ets(trnd=damped)")
    assert "did you mean 'trend'?" in line


def test_unknown_option_and_verb_suggest_the_nearest(foretell):
    foretell.table("data.csv", GOOD)
    result = foretell("forecast", "data.csv", "--horzon", "3")
    assert result.returncode == 2 and "'--horizon'" in only_line(result)
    result = foretell("forcast", "data.csv")
    assert result.returncode == 2 and "'forecast'" in only_line(result)


def test_unstable_forms_are_refused_by_name(foretell):
    line = forecast(foretell, 1, GOOD, "--season", 4, "--no-fallback",
                    "--models", "ets(error=add,season=mul)")
    assert "allow_unstable" in line


def test_period_longer_than_the_series_still_forecasts(foretell):
    foretell.table("data.csv", GOOD)
    result = foretell("forecast", "data.csv", "--horizon", 3, "--season", 365,
                      "--models", "auto,auto_ets,seasonal_naive,theta")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 4


def test_unreadable_parquet(foretell):
    foretell.table("data.parquet", "this is no Parquet file")
    assert "data.parquet" in refused(foretell, 1, "forecast", "data.parquet", "--horizon", 3)


def test_truncated_parquet(foretell):
    data = foretell.monthly()
    assert foretell("forecast", data, "--horizon", 3, "--models", "naive", "-o", "f.parquet").returncode == 0
    whole = (foretell.folder / "f.parquet").read_bytes()
    (foretell.folder / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    line = refused(foretell, 1, "forecast", "cut.parquet", "--horizon", 3)
    assert "cut.parquet" in line


def test_truncated_gzip(foretell):
    data = gzip.compress(GOOD.encode() * 50)
    (foretell.folder / "cut.csv.gz").write_bytes(data[: len(data) - 20])
    assert "cut.csv.gz" in refused(foretell, 1, "forecast", "cut.csv.gz", "--horizon", 3)


@pytest.mark.parametrize("verb", ["forecast", "backtest", "analyze"])
def test_a_page_that_cannot_be_written_is_told_before_anything_is_read(foretell, verb):
    horizon = [] if verb == "analyze" else ["--horizon", 3]
    line = refused(foretell, 1, verb, "none.csv", *horizon, "--report", "no/such/page.html")
    assert "no/such/page.html" in line


@pytest.mark.parametrize("option", ["-o", "--report", "--save", "--candidates"])
def test_output_folder_missing(foretell, option):
    data = foretell.monthly()
    result = foretell("forecast", data, "--horizon", 3, "--models", "naive,auto_ces", "--quiet", "--json",
                      option, "nowhere/out.csv")
    assert result.returncode == 1
    assert "nowhere" in only_line(result)
    assert foretell.files() == ["sales.csv"]


@pytest.mark.parametrize("option", ["--report", "--save", "--candidates"])
def test_outputs_that_cannot_be_written_are_found_before_anything_is_fitted(foretell, option):
    data = foretell.monthly()
    (foretell.folder / "taken.csv").mkdir()
    line = refused(foretell, 1, "forecast", data, "--horizon", 3, "--models", "auto_ces", option, "taken.csv")
    assert "taken.csv: is a folder" in line


def test_a_disk_full_of_candidates_leaves_no_forecasts_either(foretell):
    data = foretell.monthly(series=20)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
    line = refused(foretell, 1, "forecast", data, "--horizon", 1, "--quiet", "--models", "auto_ets",
                   "--candidates", "c.csv", preexec_fn=limit)
    assert "c.csv" in line


@pytest.mark.parametrize("arguments, message", [
    (["--trace"], "--trace: naive, median(theta,drift) choose nothing; auto_arima, auto_ets"),
    (["--candidates", "c.csv"], "--candidates: naive, median(theta,drift) choose nothing; auto_arima, auto_ets"),
    (["--trace", "--stream"], "--trace needs all series in memory; leave it out, or --stream"),
    (["--candidates", "c.csv", "--stream"], "--candidates needs all series in memory; leave it out, or --stream"),
])
def test_traces_that_cannot_be_had(foretell, arguments, message):
    line = refused(foretell, 2, "forecast", foretell.monthly(), "--horizon", 3, "--models",
                   "naive,median(theta,drift)", *arguments)
    assert message in line


@pytest.mark.parametrize("name", ["-", "out.csv"])
def test_candidates_need_a_file_of_their_own(foretell, name):
    line = refused(foretell, 2, "forecast", foretell.monthly(), "--horizon", 3, "--candidates", name)
    assert "--candidates needs a file of its own" in line


def test_candidates_of_an_unknown_format(foretell):
    line = refused(foretell, 1, "forecast", foretell.monthly(), "--horizon", 3, "--candidates", "c.xlsx")
    assert "xlsx" in line


def test_a_trace_of_many_series_is_refused(foretell):
    line = refused(foretell, 2, "forecast", foretell.monthly(series=21), "--horizon", 3, "--trace")
    assert "--trace is for at most 20 series, but there are 21" in line


def test_disk_full(foretell):
    data = foretell.monthly(series=50)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    line = refused(foretell, 1, "forecast", data, "--horizon", 12, "--quiet", "--models", "naive",
                   preexec_fn=limit)
    assert "out.csv" in line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_by_a_signal(foretell, number):
    data = foretell.monthly(series=400, months=120)
    # Enough work for several seconds; the output file is opened before the models are fitted.
    process = subprocess.Popen(
        [BINARY, "forecast", data, "--horizon", "12", "--models", "best(auto_ets,auto_ces,windows=50)",
         "--threads", "1", "-o", "out.csv"],
        cwd=foretell.folder, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while len(foretell.files()) == 1 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    assert process.poll() is None, "the run ended before it could be interrupted"
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "interrupted" in stderr
    assert foretell.files() == ["sales.csv"]


def test_outputs_replace_older_ones_only_when_whole(foretell):
    foretell.table("out.csv", "the old forecasts\n")
    foretell.table("bad.csv", GOOD + "a,2025-01-01,many\n")
    result = foretell("forecast", "bad.csv", "--horizon", 3, "-o", "out.csv")
    assert result.returncode == 1
    assert (foretell.folder / "out.csv").read_text() == "the old forecasts\n"


def test_unknown_extension_of_the_output(foretell):
    data = foretell.monthly()
    result = foretell("forecast", data, "--horizon", 3, "-o", "out.xlsx", "--quiet")
    assert result.returncode != 0
    assert "xlsx" in only_line(result) and os.listdir(foretell.folder) == ["sales.csv"]


def test_backtest_windows_that_do_not_fit(foretell):
    data = foretell.table("data.csv", GOOD)
    line = refused(foretell, 1, "backtest", data, "--horizon", 12)
    assert "series a" in line and "12 observations" in line


def test_score_without_common_rows(foretell):
    foretell.table("forecasts.csv", "unique_id,ds,naive\nb,2024-01-01,1\n")
    foretell.table("actuals.csv", HEAD + "a,2024-01-01,1\n")
    result = foretell("score", "forecasts.csv", "actuals.csv")
    assert result.returncode == 1 and "forecasts.csv" in only_line(result)
