"""`forecast --stream`: the same forecasts, part by part, without holding the table."""
from conftest import only_line


def test_streaming_gives_the_same_file(foretell):
    data = foretell.monthly(series=60)
    call = ("forecast", data, "--horizon", 4, "--models", "auto_ets,naive", "--quiet", "-o")
    assert foretell(*call, "whole.csv").returncode == 0
    assert foretell(*call, "parts.csv", "--stream").returncode == 0
    assert (foretell.folder / "parts.csv").read_text() == (foretell.folder / "whole.csv").read_text()


def test_options_that_need_all_series_are_refused(foretell):
    data = foretell.monthly()
    for option in (("--report", "page.html"), ("--save", "m.model"), ("--windows", 2)):
        result = foretell("forecast", data, "--horizon", 2, "--stream", "-o", "f.csv", *option)
        assert result.returncode == 2
        assert option[0] in only_line(result)
    assert only_line(foretell("forecast", data, "--horizon", 2, "--stream")).endswith("-o")


def test_nothing_is_written_where_no_series_can_be_forecast(foretell):
    foretell.table("empty.csv", "unique_id,ds,y\na,2020-01-01,\na,2020-02-01,\n")
    call = ("forecast", "empty.csv", "--horizon", 2, "--quiet", "-o", "f.csv")
    whole, parts = foretell(*call), foretell(*call, "--stream")
    assert (whole.returncode, parts.returncode) == (1, 1)
    assert only_line(parts) == only_line(whole)
    assert foretell.files() == ["empty.csv"]


def test_nothing_is_written_where_a_series_comes_again(foretell):
    rows = [f"{series},2020-{month:02d}-01,{month}" for month in range(1, 7) for series in "ab"]
    foretell.table("mixed.csv", "\n".join(["unique_id,ds,y", *rows]) + "\n")
    result = foretell("forecast", "mixed.csv", "--horizon", 2, "--stream", "-o", "f.csv")
    assert result.returncode == 1
    assert "series a" in only_line(result)
    assert foretell.files() == ["mixed.csv"]
