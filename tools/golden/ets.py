#!/usr/bin/env python3
"""Writes the golden numbers of tests/models/smoothing/ets_golden_test.cpp.

usage: ets.py CLASSIC_DIR REFERENCE_R_DIR OUT.json
CLASSIC_DIR holds NAME.csv, REFERENCE_R_DIR holds NAME.json as R 4.2.2 with forecast 8.20 computed them.
"""
import csv
import json
import sys

SERIES = ["AirPassengers", "Nile", "USAccDeaths", "UKgas", "JohnsonJohnson", "WWWusage", "ldeaths", "uspop"]
KEYS = ["ets_auto", "ets_ANN", "ets_AAN", "ets_AAN_damped", "ets_ANA", "ets_AAA", "ets_MNM", "ets_MAM",
        "ets_MAM_damped", "ets_MNN", "ets_MAN", "ses", "holt", "holt_damped"]
HORIZON = 24


def values(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    column = len(rows[0]) - 1
    return [float(row[column]) for row in rows[1:]]


def case(key, entry):
    model, forecast = entry["model"], entry["forecast"]
    par, state, last = model["par"], model["initstate"], model["last_state"]

    def season(of):
        names = [k for k in of if k[0] == "s"]
        return [of[f"s{i}"] for i in range(len(names), 0, -1)]

    error, trend, seasonal, damped = model["components"]
    form = error + trend + ("d" if str(damped).upper() == "TRUE" else "") + seasonal
    return {
        "key": key, "form": form,
        "weights": [par.get(k) for k in ("alpha", "beta", "gamma", "phi")],
        "initial": {"level": state["l"], "trend": state.get("b", 0), "season": season(state)},
        "last": {"level": last["l"], "trend": last.get("b", 0), "season": season(last)},
        **{k: model[k] for k in ("loglik", "aic", "aicc", "bic", "sigma2", "fitted_head")},
        **{k: forecast[k][:HORIZON] for k in ("mean", "lower80", "upper95")},
    }


def main():
    classic, reference, out = sys.argv[1:4]
    result = {"made_by": "tools/golden/ets.py", "versions": "R 4.2.2, forecast 8.20", "series": []}
    for name in SERIES:
        data = json.load(open(f"{reference}/{name}.json"))
        cases = [case(k, data[k]) for k in KEYS if k in data and "model" in data[k]]
        result["series"].append({"name": name, "period": data["frequency"], "y": values(f"{classic}/{name}.csv"),
                                 "cases": cases})
    text = json.dumps(result).replace('{"key"', '\n{"key"').replace('{"name"', '\n{"name"')
    open(out, "w").write(text + "\n")


main()
