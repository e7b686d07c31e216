"""A forecaster goes on where a forecast ends."""
import pickle
import subprocess

import foretell as ft
import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import BINARY, monthly

MODELS = "auto_ets,theta,seasonal_naive"


def test_predictions_are_those_of_forecast(sales):
    want = ft.forecast(sales, 6, MODELS)
    pd.testing.assert_frame_equal(ft.Forecaster(MODELS).fit(sales).predict(6), want)


def test_fallbacks_are_kept_by_file_and_pickle(sales, tmp_path):
    short = pd.concat([sales, sales[:5].assign(unique_id="young")])
    forecaster = ft.Forecaster("holt_winters").fit(short)
    want = ft.forecast(short, 3, "holt_winters")
    pd.testing.assert_frame_equal(forecaster.predict(3), want)
    forecaster.save(tmp_path / "model")
    loaded = ft.Forecaster.load(tmp_path / "model")
    pd.testing.assert_frame_equal(loaded.predict(3).to_pandas(), want)


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_a_pickle_gives_the_same_bits_and_kind(sales, kind):
    frame = {"pandas": lambda d: d, "polars": pl.from_pandas,
             "pyarrow": __import__("pyarrow").Table.from_pandas}[kind](sales)
    forecaster = ft.Forecaster(ft.AutoETS(trend=False), seed=3).fit(frame)
    again = pickle.loads(pickle.dumps(forecaster))
    one, two = forecaster.predict(4), again.predict(4)
    assert type(one) is type(two)
    assert str(again) == str(forecaster)
    assert pl.DataFrame(one).equals(pl.DataFrame(two))


def test_ids_and_times_keep_their_types_through_a_file(tmp_path):
    frame = monthly().assign(unique_id=lambda d: d.unique_id.str[-1].astype("int32"))
    frame["ds"] = frame["ds"].dt.tz_localize("Europe/Lisbon")
    ft.Forecaster("naive").fit(frame).save(tmp_path / "model")
    answer = ft.Forecaster.load(tmp_path / "model").predict(1).to_pandas()
    assert answer["unique_id"].dtype == "int32"
    assert answer["ds"].dtype == frame["ds"].dtype


def test_files_of_the_command_are_read(sales, tmp_path):
    sales.to_csv(tmp_path / "sales.csv", index=False)
    subprocess.run([BINARY, "forecast", tmp_path / "sales.csv", "--horizon", "3", "--models", "theta",
                    "--save", tmp_path / "model", "-q", "-o", tmp_path / "out.csv"], check=True)
    answer = ft.Forecaster.load(tmp_path / "model").predict(3)
    assert answer["theta"].to_pylist() == ft.forecast(sales, 3, "theta")["theta"].tolist()


def test_update_goes_on_with_new_rows(sales):
    known = sales.groupby("unique_id").head(40)
    news = sales.groupby("unique_id").tail(8)
    forecaster = ft.Forecaster("seasonal_naive,drift").fit(known).update(news)
    want = ft.forecast(sales, 3, "seasonal_naive,drift")
    got = forecaster.predict(3)
    assert got["ds"].tolist() == want["ds"].tolist()
    np.testing.assert_allclose(got["drift"], want["drift"])
    assert got["seasonal_naive"].tolist() == want["seasonal_naive"].tolist()


def test_update_of_one_series_over_a_gap_leaves_the_others(sales):
    forecaster = ft.Forecaster("auto_ets").fit(sales)
    news = pd.DataFrame({"unique_id": ["store_1"], "ds": [pd.Timestamp("2024-03-01")], "y": [150.0]})
    starts = forecaster.update(news).predict(1).set_index("unique_id")["ds"]
    assert starts["store_1"] == pd.Timestamp("2024-04-01")
    assert starts["store_0"] == pd.Timestamp("2024-01-01")


@pytest.mark.parametrize("change,kind,text", [
    ({"unique_id": "new"}, ft.UnknownNameError, "series new was not fitted"),
    ({"ds": pd.Timestamp("2023-12-01")}, ft.DuplicateError, "2023-12"),
    ({"ds": pd.Timestamp("2024-01-07")}, ft.FrequencyError, "MS"),
])
def test_rows_that_do_not_follow_are_refused(sales, change, kind, text):
    row = {"unique_id": "store_0", "ds": pd.Timestamp("2024-01-01"), "y": 1.0} | change
    forecaster = ft.Forecaster("naive").fit(sales)
    with pytest.raises(kind, match=text):
        forecaster.update(pd.DataFrame([row]))


def test_fitted_values_and_residuals_make_the_data(sales):
    forecaster = ft.Forecaster("ses,naive").fit(sales)
    fitted, left = forecaster.fitted_values(), forecaster.residuals()
    assert fitted["y"].tolist() == sales["y"].tolist()
    np.testing.assert_allclose((fitted["ses"] + left["ses"]), sales["y"])
    assert np.isnan(fitted["naive"][0]) and fitted["naive"][1] == sales["y"][0]
    forecaster.update(sales.groupby("unique_id").tail(1).assign(ds=pd.Timestamp("2024-01-01")))
    with pytest.raises(ft.OptionError, match="keeps no observations"):
        forecaster.residuals()
    with pytest.raises(ft.OptionError, match="the data end at"):
        forecaster.residuals(sales)


def test_paths_are_drawn_the_same_for_the_same_seed(sales):
    forecaster = ft.Forecaster("auto_ets").fit(sales)
    paths = forecaster.simulate(4, 50)
    assert paths.columns.tolist() == ["unique_id", "ds", "path", "auto_ets"]
    assert len(paths) == 3 * 50 * 4
    pd.testing.assert_frame_equal(paths, forecaster.simulate(4, 50))
    assert not paths.equals(forecaster.simulate(4, 50, seed=7))
    spread = paths.groupby(["unique_id", "ds"])["auto_ets"].mean()
    mean = forecaster.predict(4).set_index(["unique_id", "ds"])["auto_ets"]
    assert ((spread - mean).abs() < 0.1 * mean).all()


def test_regressors_ahead_come_with_predict(sales):
    sales["price"] = np.arange(len(sales)) % 5 * 1.0
    future = sales.groupby("unique_id").tail(3).assign(ds=lambda d: d.ds + pd.DateOffset(months=3))
    forecaster = ft.Forecaster("arima", regressors="price").fit(sales)
    future = future.drop(columns="y")
    want = ft.forecast(sales, 3, "arima", regressors="price", future=future)
    pd.testing.assert_frame_equal(forecaster.predict(3, future=future), want)
    with pytest.raises(ft.MissingValuesError, match="steps to forecast"):
        forecaster.predict(3)
    again = pickle.loads(pickle.dumps(forecaster))
    pd.testing.assert_frame_equal(again.predict(3, future=future), want)
    with pytest.raises(ft.MissingValuesError, match="future="):
        again.predict(3)


def test_models_in_numbers(sales):
    table = ft.Forecaster(ft.SES(alpha=0.5)).fit(sales).parameters()
    alpha = table[table["name"] == "alpha"]
    assert alpha["value"].tolist() == [0.5, 0.5, 0.5]
    assert set(table["form"]) == {"ETS(A,N,N)"}


def test_components_give_what_was_predicted_and_with_the_remainder_the_data(sales):
    sales["price"] = sales.index % 7 * 1.0
    sales.loc[5, "y"] = float("nan")
    models = ["auto_ets", "ets(error=mul,trend=add,season=mul)", "theta", "dotm", "arima(order=1/0/0)"]
    forecaster = ft.Forecaster(models, regressors="price").fit(sales)
    parts, fitted = forecaster.components(), forecaster.fitted_values()
    assert list(parts.columns[:4]) == ["unique_id", "ds", "model", "y"]
    assert list(parts.columns[-2:]) == ["remainder", "formula"]
    assert {"level", "trend", "season", "regression", "arima"} <= set(parts.columns)
    for (model, formula), rows in parts.groupby(["model", "formula"]):
        rows = rows.dropna(subset=["y"]).dropna(axis=1, how="all").dropna()
        np.testing.assert_allclose(rows.eval(formula), rows["y"], rtol=1e-9)
        beside = rows.merge(fitted, on=["unique_id", "ds"])[model]
        np.testing.assert_allclose(rows["y"] - rows["remainder"], beside, rtol=1e-9)
    assert len(parts) == len(models) * len(sales)
    assert "(level + trend) * season + remainder" in set(parts["formula"])
    regression = parts[parts.model.str.startswith("arima")].iloc[:7]
    assert regression["regression"].nunique() == 7


def test_components_after_update_and_load_need_the_rows(sales, tmp_path):
    head, tail = sales.groupby("unique_id").head(40), sales.groupby("unique_id").tail(8)
    forecaster = ft.Forecaster("ets(trend=add)").fit(head).update(tail)
    with pytest.raises(ft.OptionError, match=r"components\(data\)"):
        forecaster.components()
    parts = forecaster.components(sales)
    forecaster.save(tmp_path / "kept.model")
    again = ft.Forecaster.load(tmp_path / "kept.model").components(sales)
    assert again["level"].to_pylist() == parts["level"].tolist()


def test_components_say_who_has_none(sales, caplog):
    for word, name in [("naive", "Naive"), ("auto", "median|mean|Median|Mean")]:
        with pytest.raises(ft.UnsupportedError, match=f"{name}.* is not made of components"):
            ft.Forecaster(word).fit(sales).components()
    parts = ft.Forecaster("naive,ses").fit(sales).components()
    assert set(parts["model"]) == {"ses"}
    assert "3 models have no components" in caplog.text


def test_as_an_estimator_of_scikit_learn(sales):
    sklearn = pytest.importorskip("sklearn.base")
    forecaster = ft.Forecaster(ft.AutoETS(), season=6, threads=1)
    clone = sklearn.clone(forecaster)
    assert clone.get_params() == forecaster.get_params() and clone is not forecaster
    assert sklearn.clone(ft.AutoETS(trend=False)) == ft.AutoETS(trend=False)
    assert forecaster.set_params(season=12).season == 12
    with pytest.raises(ft.OptionError, match="no option sesaon"):
        forecaster.set_params(sesaon=1)


def test_before_the_fit_there_is_nothing(sales, tmp_path):
    forecaster = ft.Forecaster("naive")
    with pytest.raises(ft.OptionError, match="not fitted"):
        forecaster.predict(1)
    assert "not fitted" in repr(pickle.loads(pickle.dumps(forecaster)))
    with pytest.raises(FileNotFoundError):
        ft.Forecaster.load(tmp_path / "none")
    (tmp_path / "bad").write_bytes(b"nonsense")
    with pytest.raises(ft.BadFileError):
        ft.Forecaster.load(tmp_path / "bad")


def test_candidates_name_the_part_and_what_it_chose(sales):
    forecaster = ft.Forecaster("scum,naive").fit(sales)
    table = forecaster.candidates()
    assert list(table.columns) == ["unique_id", "model", "part", "candidate", "criterion", "log_likelihood", "verdict",
                                   "chosen"]
    assert set(table.model) == {"scum"}
    chosen = table[table.chosen == 1]
    assert list(chosen.part) == ["auto_ets", "auto_ces", "auto_arima"] * sales.unique_id.nunique()
    best = table.groupby(["unique_id", "part"]).criterion.min()
    ets = chosen[chosen.part == "auto_ets"]
    assert list(ets.criterion) == [best[series, "auto_ets"] for series in ets.unique_id]
    alone = ft.Forecaster("auto_arima").fit(sales)
    form = alone.parameters().groupby("unique_id", sort=False).form.first()
    arima = chosen[chosen.part == "auto_arima"]
    assert list(arima.candidate) == list(form)


def test_candidates_come_in_the_kind_of_frame_that_went_in(sales):
    table = ft.Forecaster(ft.AutoCES()).fit(pl.from_pandas(sales)).candidates()
    assert isinstance(table, pl.DataFrame)
    assert set(table["part"]) == {""}


def test_candidates_after_load_need_the_rows(sales, tmp_path):
    forecaster = ft.Forecaster("auto").fit(sales)
    want = forecaster.candidates()
    forecaster.save(tmp_path / "model")
    loaded = ft.Forecaster.load(tmp_path / "model")
    with pytest.raises(ft.OptionError, match=r"candidates\(data\)"):
        loaded.candidates()
    pd.testing.assert_frame_equal(loaded.candidates(sales).to_pandas(), want, check_dtype=False)
    with pytest.raises(ft.OptionError):
        loaded.candidates(sales[:-1])


def test_models_that_choose_nothing_have_no_candidates(sales):
    with pytest.raises(ft.UnsupportedError, match="naive, theta choose nothing; auto_arima"):
        ft.Forecaster("naive,theta").fit(sales).candidates()


def test_series_without_candidates_are_counted(sales, caplog):
    short = pd.concat([sales, pd.DataFrame({"unique_id": ["gone"], "ds": sales.ds[:1], "y": [float("nan")]})])
    table = ft.Forecaster("auto_ets").fit(short).candidates()
    assert set(table.unique_id) == set(sales.unique_id)
    assert "1 models looked at none, the first: series gone" in caplog.text


def test_the_command_writes_the_same_candidates(sales, tmp_path):
    sales.to_csv(tmp_path / "sales.csv", index=False)
    subprocess.run([BINARY, "forecast", "sales.csv", "--horizon", "1", "--models", "scum", "-o", "f.csv",
                    "--candidates", "c.csv"], cwd=tmp_path, check=True, capture_output=True)
    written = pd.read_csv(tmp_path / "c.csv", keep_default_na=False, na_values={"criterion": "", "log_likelihood": ""})
    table = ft.Forecaster("scum").fit(sales).candidates()
    pd.testing.assert_frame_equal(written, table, check_dtype=False)
