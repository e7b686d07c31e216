"""The promise that Python and the command are one engine: the same rows, the same bits."""
import foretell as ft
import pandas as pd
import pyarrow as pa
import pytest
from conftest import monthly, same_bits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("models", ["auto", "auto_ets,theta,naive", "median(ets(trend=add),drift)"])
def test_forecasts_are_those_of_the_command(sales, command, models):
    mine = pa.table(ft.forecast(pa.Table.from_pandas(sales), 6, models))
    same_bits(mine.cast(command("forecast", sales, "--horizon", 6, "--models", models).schema),
              command("forecast", sales, "--horizon", 6, "--models", models))


def test_every_option_means_what_it_means_there(sales, command):
    mine = ft.forecast(
        pa.Table.from_pandas(sales), 4, "auto_ets,naive", select="aicc", coverage=[50, 99.5],
        season=[6], freq="MS", non_negative=True, seed=7, paths=200, threads=1,
    )
    theirs = command(
        "forecast", sales, "--horizon", 4, "--models", "auto_ets,naive", "--select", "aicc",
        "--coverage", "50,99.5", "--season", 6, "--freq", "MS", "--non-negative", "--seed", 7,
        "--paths", 200, "--threads", 1,
    )  # fmt: skip
    same_bits(mine.cast(theirs.schema), theirs)
    assert mine.column_names[-1] == "model"


def test_regressors_and_their_future(sales, command, tmp_path):
    sales["price"] = sales.index % 7 * 1.0
    future = sales.groupby("unique_id").tail(3).assign(ds=lambda d: d.ds + pd.DateOffset(months=3))
    future = future.drop(columns="y")
    future.to_parquet(tmp_path / "future.parquet", index=False)
    mine = ft.forecast(sales, 3, "arima", regressors="price", future=future)
    theirs = command("forecast", sales, "--horizon", 3, "--models", "arima", "--regressors",
                     "price", "--future", tmp_path / "future.parquet")
    assert mine["arima"].tolist() == theirs["arima"].to_pylist()


def test_a_path_is_read_as_the_command_reads_it(tmp_path, sales):
    sales.to_csv(tmp_path / "sales.csv", index=False)
    assert pa.table(ft.forecast(tmp_path / "sales.csv", 2, "theta"))["theta"].to_pylist() == (
        ft.forecast(sales, 2, "theta")["theta"].tolist()
    )


ids = st.one_of(
    st.lists(st.text(min_size=1, max_size=8).filter(lambda s: s.strip() and s.isprintable()),
             min_size=1, max_size=4, unique=True),
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=4, unique=True),
)
steps = {"MS": "MS", "D": "D", "h": "h", "W-SUN": "W-SUN", "30min": "30min"}


@st.composite
def panels(draw):
    """Frames with ids of any kind, gaps, missing values, and rows in any order."""
    freq = draw(st.sampled_from(sorted(steps)))
    parts = []
    for name in draw(ids):
        length = draw(st.integers(12, 30))
        stamps = pd.date_range(draw(st.sampled_from(["1999-12-26", "2024-02-04"])), periods=length,
                               freq=freq)
        values = draw(st.lists(st.floats(-1e6, 1e6) | st.none(), min_size=length, max_size=length))
        parts.append(pd.DataFrame({"unique_id": name, "ds": stamps, "y": values}).astype({"y": float}))
    frame = pd.concat(parts, ignore_index=True)
    kept = draw(st.lists(st.integers(0, 9), min_size=len(frame), max_size=len(frame)))
    frame = frame[[k > 0 for k in kept]]
    frame = frame.sample(frac=1, random_state=draw(st.integers(0, 99)))
    return freq, frame


@given(panels())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_panel_gives_the_bits_of_the_command(command, panel):
    freq, frame = panel
    if frame.empty:
        return
    try:
        mine = ft.forecast(pa.Table.from_pandas(frame, preserve_index=False), 3,
                           "naive,ses", freq=freq, no_fallback=True)
    except ft.Error as error:
        with pytest.raises(AssertionError, match=r"") as refused:
            command("forecast", frame, "--horizon", 3, "--models", "naive,ses", "--freq", freq,
                    "--no-fallback")
        assert error.message.split(";")[0] in str(refused.value)
        return
    theirs = command("forecast", frame, "--horizon", 3, "--models", "naive,ses", "--freq", freq,
                     "--no-fallback")
    assert [str(i) for i in mine["unique_id"].to_pylist()] == theirs["unique_id"].to_pylist()
    for name in mine.column_names[1:]:
        assert mine[name].cast(theirs[name].type).to_pylist() == theirs[name].to_pylist()


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(seed):
    frame = monthly(3, 24)
    shuffled = frame.sample(frac=1, random_state=seed)
    right = ft.forecast(frame, 2, "theta").set_index(["unique_id", "ds"]).sort_index()
    other = ft.forecast(shuffled, 2, "theta").set_index(["unique_id", "ds"]).sort_index()
    pd.testing.assert_frame_equal(right, other, check_exact=True)
