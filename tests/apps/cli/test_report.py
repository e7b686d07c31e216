"""The page of a forecast and of a backtest: one file that holds what was computed."""
import csv
import io
import json
import re


def data_of(page):
    """The JSON that a page carries."""
    text = re.search(r'<script type="application/json" id="foretell-data">(.*?)</script>', page, re.S)
    return json.loads(text.group(1))


def page_of(foretell, *arguments):
    result = foretell(*arguments, "--quiet", "--report", "page.html")
    assert result.returncode == 0, result.stderr
    return (foretell.folder / "page.html").read_text(), result


def test_a_forecast_page_shows_what_was_written(foretell):
    data = foretell.monthly(series=3)
    page, result = page_of(foretell, "forecast", data, "--horizon", 6, "--models", "auto_ets")
    report = data_of(page)
    assert report["kind"] == "forecast" and report["frequency"].startswith("monthly")
    assert [s["id"] for s in report["series"]] == ["store_1", "store_2", "store_3"]
    first = report["series"][0]
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    for k in range(6):
        assert abs(first["forecasts"][0]["mean"][k] - float(rows[k]["auto_ets"])) < 1e-3
        assert abs(first["forecasts"][0]["lo"][1][k] - float(rows[k]["auto_ets-lo-95"])) < 1e-3
    assert len(first["fitted"]) == len(first["values"]) == len(first["residuals"]) == 48
    assert first["model"] == "auto_ets" and first["words"].startswith("ETS(")


def test_the_page_needs_no_network(foretell):
    page, _ = page_of(foretell, "forecast", foretell.monthly(), "--horizon", 3, "--models", "naive")
    assert not re.search(r'(src|href)="https?://', page)
    assert "default-src 'none'" in page


def test_an_evaluated_forecast_has_a_leaderboard_and_the_best_model_per_series(foretell):
    page, _ = page_of(foretell, "forecast", foretell.monthly(), "--horizon", 4, "--windows", 2,
                      "--models", "naive,auto_ets,seasonal_naive")
    report = data_of(page)
    assert {row["model"] for row in report["leaderboard"]} == {"naive", "auto_ets", "seasonal_naive"}
    assert len(report["by_horizon"]["models"][0]["values"]) == 4
    for series in report["series"]:
        scores = dict(series["scores"])
        assert series["model"] == min(scores, key=scores.get)


def test_a_backtest_page_shows_every_origin(foretell):
    page, _ = page_of(foretell, "backtest", foretell.monthly(), "--horizon", 4, "--windows", 3,
                      "--models", "naive,drift")
    report = data_of(page)
    origins = {f["first"] for f in report["series"][0]["forecasts"]}
    assert report["kind"] == "backtest" and len(origins) == 3


def test_hostile_ids_stay_text(foretell):
    evil = '</script><img src=x onerror=alert(1)>'
    rows = "".join(f'"{evil}",{t},{t}\n' for t in range(20))
    foretell.table("evil.csv", "unique_id,ds,y\n" + rows)
    page, _ = page_of(foretell, "forecast", "evil.csv", "--horizon", 2, "--models", "naive")
    assert evil not in page
    assert data_of(page)["series"][0]["id"] == evil


def test_a_series_without_a_forecast_says_why(foretell):
    rows = "".join(f"good,{t},{t}\n" for t in range(20)) + "gone,0,\ngone,1,\n"
    foretell.table("data.csv", "unique_id,ds,y\n" + rows)
    page, _ = page_of(foretell, "forecast", "data.csv", "--horizon", 2, "--models", "auto")
    gone = next(s for s in data_of(page)["series"] if s["id"] == "gone")
    assert gone["model"] == "" and "observations" in gone["error"]


def test_more_series_than_the_page_shows_are_noted(foretell):
    page, _ = page_of(foretell, "forecast", foretell.monthly(series=5), "--horizon", 2,
                      "--models", "naive", "--report-series", 2)
    report = data_of(page)
    assert len(report["series"]) == 2 and "2 of 5" in report["note"]
