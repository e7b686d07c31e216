"""Something to look at."""
import foretell as ft
import pandas as pd
import polars as pl
import pytest
from conftest import monthly


def test_a_page_needs_no_network_and_holds_history_and_forecasts(sales, tmp_path):
    page = ft.view(sales, ft.forecast(sales, 6, "theta,naive"), title="Shops <1>")
    text = page._repr_html_()
    assert text.startswith("<iframe") and "store_2" in text
    page.save(tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text()
    assert "https://" not in html.replace("https://www.w3.org", "") or "src=\"http" not in html
    assert "theta" in html and "2024-03" in html and "Shops <1>" not in html.split("<script")[0]


def test_a_page_of_zones_and_other_names():
    frame = monthly(1, 40).assign(ds=lambda d: d.ds.dt.tz_localize("Europe/Lisbon"))
    frame = frame.rename(columns={"y": "sold"})
    answer = ft.forecast(frame, 3, "naive", target="sold")
    assert "2023-05" in ft.view(frame, answer, target="sold").page
    with pytest.raises(ft.Error):
        ft.view(frame, answer, target="sould")


def test_plots_of_any_frame(sales):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    answer = ft.forecast(sales, 6, "theta")
    for make in (lambda d: d, pl.from_pandas):
        figure = ft.plot(make(sales), make(answer), last=24)
        assert len(figure.axes) == 3
        assert len(figure.axes[0].lines[0].get_xdata()) == 24
        assert len(figure.axes[0].collections) == 2  # one band per coverage
    with pytest.raises(ft.UnknownNameError, match="no series 'x'"):
        ft.plot(sales, series="x")
    assert isinstance(sales, pd.DataFrame)
