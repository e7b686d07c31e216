"""Columns beside the target: which are read, and that nobody ignores them silently."""
import json

from conftest import only_line

SALES = "ds,y,price\n" + "".join(f"2024-{m:02d}-01,{10 + m},{m % 3}\n" for m in range(1, 13))


def test_a_model_that_ignores_regressors_is_named(foretell):
    data = foretell.table("sales.csv", SALES)
    result = foretell("forecast", data, "--horizon", 2, "--models", "naive,drift", "--target", "y",
                      "--regressors", "price", "-o", "f.csv")
    assert result.returncode == 0, result.stderr
    assert "regressors: price" in result.stderr
    assert "without the regressors: naive, drift" in result.stderr


def test_columns_that_nobody_named_are_listed(foretell):
    data = foretell.table("sales.csv", SALES)
    result = foretell("forecast", data, "--horizon", 2, "--models", "naive", "--target", "y", "--json",
                      "-q", "-o", "f.csv")
    summary = json.loads(result.stdout)["input"]
    assert summary["unused_columns"] == ["price"]
    assert summary["regressors"] == []


def test_future_values_come_from_a_table_of_their_own(foretell):
    data = foretell.table("sales.csv", SALES)
    good = foretell.table("next.csv", "ds,price\n2025-01-01,1\n2025-02-01,2\n")
    call = ["forecast", data, "--horizon", 2, "--models", "naive", "--regressors", "price", "-o", "f.csv"]
    assert foretell(*call, "--future", good).returncode == 0
    bad = foretell.table("bad.csv", "ds,price\n2025-01-01,cheap\n")
    refused = foretell(*call, "--future", bad)
    assert refused.returncode == 1
    assert "bad.csv line 2, column price" in only_line(refused)


def test_future_values_without_regressors_are_a_wrong_call(foretell):
    data = foretell.table("sales.csv", SALES)
    refused = foretell("forecast", data, "--horizon", 2, "--future", data)
    assert refused.returncode == 2
    assert only_line(refused) == "foretell: --future is of use only with --regressors"
