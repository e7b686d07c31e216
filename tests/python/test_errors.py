"""Whatever is wrong: an exception of a documented class, with column, series and cure."""
import datetime
import pickle

import foretell as ft
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest


def refused(kind, *texts):
    """pytest.raises for a class of ours whose text holds all of the given texts."""
    pattern = "".join(f"(?=.*{text})" for text in texts)
    return pytest.raises(kind, match="(?s)" + pattern)


def test_every_class_is_an_error_and_a_builtin_one():
    for name in ft.errors.__all__:
        kind = getattr(ft, name)
        assert issubclass(kind, ft.Error) and kind.__doc__
    assert issubclass(ft.OptionError, ValueError) and issubclass(ft.CallTypeError, TypeError)
    assert issubclass(ft.UnknownNameError, KeyError)
    assert issubclass(ft.NotFoundError, FileNotFoundError)


def test_an_error_says_where_and_survives_a_pickle():
    error = pickle.loads(pickle.dumps(ft.DuplicateError("twice", "row 7")))
    assert (str(error), error.message, error.where) == ("row 7: twice", "twice", "row 7")
    assert type(error) is ft.DuplicateError


@pytest.mark.parametrize("horizon", [2.0, "3", None, True, np.float64(2), [1]])
def test_a_horizon_that_is_no_integer(sales, horizon):
    with refused(ft.CallTypeError, "horizon=", "whole number"):
        ft.forecast(sales, horizon)


@pytest.mark.parametrize("horizon", [0, -1, 10**6, 10**30])
def test_a_horizon_out_of_bounds(sales, horizon):
    with refused(ft.OptionError, "horizon"):
        ft.forecast(sales, horizon)


def test_integers_of_numpy_are_whole_numbers(sales):
    assert len(ft.forecast(sales, np.int32(2), "naive")) == 6


class AutoARIMA:
    """As of another library."""


AutoARIMA.__module__ = "statsforecast.models"


@pytest.mark.parametrize("models,kind,texts", [
    (AutoARIMA(), ft.CallTypeError, ["statsforecast", r"write ft.AutoARIMA\(\)"]),
    (ft.AutoETS, ft.CallTypeError, ["is a class", r"AutoETS\(\)"]),
    ([], ft.CallTypeError, ["empty"]),
    ("auto_est", ft.UnknownNameError, ["did you mean 'auto_ets'"]),
    ("ets(trend=dumped)", ft.OptionError, ["is not one of", "damped"]),
    ("ets(trend=", ft.ModelSyntaxError, ["expected", "position"]),
    (["naive", ft.Naive()], ft.OptionError, ["given twice"]),
    (7, ft.CallTypeError, ["no model"]),
])
def test_models_that_are_none(sales, models, kind, texts):
    with refused(kind, *texts):
        ft.forecast(sales, 2, models)


@pytest.mark.parametrize("options,kind,texts", [
    ({"coverage": 0.95}, ft.OptionError, ["coverage=0.95", "did you mean 95"]),
    ({"coverage": "95"}, ft.CallTypeError, ["coverage='95'"]),
    ({"season": 0}, ft.OptionError, ["season=0"]),
    ({"season": 12.0}, ft.CallTypeError, ["season=12.0"]),
    ({"freq": "mothly"}, ft.UnknownNameError, ["mothly"]),
    ({"freq": 7}, ft.CallTypeError, ["freq=7"]),
    ({"id": "shop"}, ft.UnknownNameError, ["no column 'shop'", "unique_id, ds, y"]),
    ({"target": "Y"}, ft.UnknownNameError, ["did you mean 'y'"]),
    ({"regressors": "price"}, ft.UnknownNameError, ["no column 'price'"]),
    ({"select": "wish"}, ft.OptionError, ["by=wish"]),
    ({"paths": 3}, ft.OptionError, ["paths=3", "100"]),
    ({"threads": -1}, ft.OptionError, ["threads=-1"]),
    ({"seed": 1.5}, ft.CallTypeError, ["seed=1.5"]),
    ({"wide": "yes"}, ft.CallTypeError, ["wide='yes'"]),
    ({"time_zone": "Europe/Lisbonn"}, ft.UnknownNameError, ["Europe/Lisbon"]),
])
def test_options_that_make_no_sense(sales, options, kind, texts):
    with refused(kind, *texts):
        ft.forecast(sales, 2, "naive", **options)


@pytest.mark.parametrize("data", [None, 7, [1, 2], {"y": [1]}, np.arange(5), object()])
def test_what_is_no_table(data):
    with refused(ft.CallTypeError, "no table", "pandas"):
        ft.forecast(data, 2)


def test_series_of_pandas_and_polars_are_no_table(sales):
    for series in (sales["y"], pl.Series([1.0])):
        with refused(ft.CallTypeError, "no table"):
            ft.forecast(series, 2)


def test_a_file_that_is_not_there(tmp_path):
    with refused(FileNotFoundError, "none.csv", "no such file"):
        ft.forecast(tmp_path / "none.csv", 2)


@pytest.mark.parametrize("frame", [pd.DataFrame(), pl.DataFrame(), pa.table({})])
def test_an_empty_frame(frame):
    with refused(ft.Error, "frame"):
        ft.forecast(frame, 2)


def test_a_frame_without_rows(sales):
    with refused(ft.BadFileError, "no rows"):
        ft.forecast(pl.from_pandas(sales[:0]), 2)
    with refused(ft.Error, "frame"):
        ft.forecast(sales[:0], 2)


def test_a_missing_column(sales):
    with refused(ft.UnknownNameError, "time"):
        ft.forecast(sales.drop(columns="ds"), 2)
    with refused(ft.UnknownNameError, "target="):
        ft.forecast(sales.drop(columns="y"), 2)


@pytest.mark.parametrize("bad", [None, np.nan, pd.NA])
def test_an_id_that_is_missing(sales, bad):
    sales["unique_id"] = sales["unique_id"].astype(object)
    sales.loc[3, "unique_id"] = bad
    with refused(ft.BadValueError, "row 4", "unique_id", "id is empty"):
        ft.forecast(sales, 2)


def test_ids_that_are_fractions(sales):
    sales["unique_id"] = sales["unique_id"].str[-1].astype(float)
    with refused(ft.BadValueError, "unique_id", "ids of type double", "use text"):
        ft.forecast(sales, 2)


@pytest.mark.parametrize("column,bad", [("unique_id", 7), ("ds", 7), ("y", "seven")])
def test_cells_of_several_types(sales, column, bad):
    sales[column] = sales[column].astype(object)
    sales.loc[3, column] = bad
    with refused(ft.BadValueError, column, "row 4|several types"):
        ft.forecast(sales, 2)


def test_time_stamps_of_several_zones(sales):
    zones = [datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=1))]
    stamps = [datetime.datetime(2024, 1, 1, h, tzinfo=zones[h % 2]) for h in range(20)]
    frame = pd.DataFrame({"unique_id": "a", "ds": pd.Series(stamps, dtype=object), "y": 1.0})
    with refused(ft.BadValueError, "ds", "several time zones", "row 2", "utc=True"):
        ft.forecast(frame, 2)


@pytest.mark.parametrize("change,kind,texts", [
    (lambda d: pd.concat([d, d[3:4]]), ft.DuplicateError, ["store_0", "2020-04-01", "row 145"]),
    (lambda d: d.assign(y=d["y"].where(d.index != 5, np.inf)), ft.NotFiniteError,
     ["row 6", "y", "store_0"]),
    (lambda d: d.assign(ds=d["ds"].where(d.index != 5)), ft.BadValueError,
     ["row 6", "ds", "time stamp is empty"]),
    (lambda d: d.assign(ds=d["ds"] + pd.to_timedelta(np.arange(len(d)) ** 2, "D")),
     ft.FrequencyError, ["store_0", "freq="]),
    (lambda d: d.assign(y="x"), ft.Error, ["y"]),
    (lambda d: d.assign(y=pd.Series([[1]] * len(d))), ft.BadValueError, ["y", "list"]),
    (lambda d: d.assign(ds=d["y"]), ft.BadValueError, ["ds", "double"]),
    (lambda d: d.assign(y=pd.to_timedelta(d["y"], "D")), ft.BadValueError, ["y", "duration"]),
    (lambda d: d.assign(y=d["y"] + 1j), ft.BadValueError, ["y"]),
])
def test_tables_that_are_wrong(sales, change, kind, texts):
    with refused(kind, *texts):
        ft.forecast(change(sales), 2, "naive")


def test_two_columns_of_one_name(sales):
    sales.columns = ["unique_id", "ds", "ds"]
    with refused(ft.DuplicateError, "two columns are called 'ds'"):
        ft.forecast(sales, 2)


def test_trouble_in_a_column_that_nobody_needs_is_passed_over(sales):
    sales["notes"] = pd.Series([1, "two", None] * 48, dtype=object)
    assert len(ft.forecast(sales, 1, "naive")) == 3


def test_a_reader_that_gives_its_rows_once(sales):
    doubled = pa.Table.from_pandas(pd.concat([sales, sales[3:4]]))
    with refused(ft.DuplicateError, "store_0", "2020-04-01"):
        ft.forecast(doubled.to_reader(), 2)


def test_nanoseconds_end_in_2262():
    stamps = pd.date_range("2250-01-01", periods=12, freq="YS")
    frame = pd.DataFrame({"unique_id": "a", "ds": stamps, "y": 1.0})
    with refused(ft.NotFiniteError, r"timestamp\[ns\]", "wider"):
        ft.forecast(frame, 5, "naive")
    frame["ds"] = frame["ds"].astype("datetime64[us]")
    assert ft.forecast(frame, 5, "naive")["ds"].iloc[-1].year == 2266


def test_no_model_fits_and_nobody_stands_in(sales):
    with refused(ft.TooShortError, "store_0"):
        ft.forecast(sales.groupby("unique_id").head(2), 2, "holt_winters", no_fallback=True, freq="MS")


def test_frames_on_clusters_have_a_module_of_their_own():
    class DataFrame:
        pass

    DataFrame.__module__ = "pyspark.sql.dataframe"
    with refused(ft.CallTypeError, "foretell.distributed"):
        ft.forecast(DataFrame(), 2)
