#!/usr/bin/env python3
"""Writes the golden numbers of tests/models/arima/arima_golden_test.cpp.

usage: arima.py CLASSIC_DIR REFERENCE_R_DIR OUT.json
CLASSIC_DIR holds NAME.csv, REFERENCE_R_DIR holds NAME.json as R 4.2.2 with forecast 8.20 computed them. Models that R
could not fit, and those whose roots it leaves at the unit circle, are left out.
"""
import csv
import json
import sys

SERIES = ["AirPassengers", "Nile", "USAccDeaths", "UKgas", "lynx", "LakeHuron", "WWWusage", "presidents", "ldeaths"]
KEYS = ["arima_100", "arima_001", "arima_200", "arima_101", "arima_011", "arima_110", "arima_111", "arima_212",
        "arima_300", "arima_011_drift", "sarima_011_011", "sarima_100_011", "sarima_211_011", "harmonic_arima_101",
        "auto_arima"]
HORIZON = 12


def values(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    column = len(rows[0]) - 1
    return [None if row[column] in ("", "NA") else float(row[column]) for row in rows[1:]]


def case(key, entry):
    model, forecast = entry["model"], entry.get("forecast")
    return {"key": key, **{k: model[k] for k in ("arma", "coef", "se", "sigma2", "loglik", "aicc", "bic")},
            "harmonics": entry.get("K", 0),
            "forecast": forecast and {k: forecast[k][:HORIZON]
                                      for k in ("mean", "lower80", "upper80", "lower95", "upper95")}}


def main():
    classic, reference, out = sys.argv[1:]
    result = {"r": "4.2.2", "forecast": "8.20", "script": "tools/golden/arima.py", "series": {}}
    for name in SERIES:
        with open(f"{reference}/{name}.json") as file:
            answers = json.load(file)
        cases = [case(key, answers[key]) for key in KEYS
                 if isinstance(answers.get(key), dict) and "model" in answers[key] and "coef" in answers[key]["model"]]
        result["series"][name] = {"y": values(f"{classic}/{name}.csv"), "cases": cases}
    with open(out, "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


main()
