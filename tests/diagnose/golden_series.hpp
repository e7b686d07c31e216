#pragma once
#include <string>
#include <vector>

#include "tests/golden.hpp"

namespace foretell::golden {
/// Series of R's package `datasets`, with what R computes on them (tools/golden/diagnose.R).
inline const std::vector<std::string> kNames{
    "AirPassengers", "Nile",    "lynx",      "USAccDeaths", "UKgas",          "WWWusage",
    "nottem",        "austres", "LakeHuron", "ldeaths",     "JohnsonJohnson", "UKDriverDeaths"};

struct RSeries {
  std::string name;
  nlohmann::json r;
  std::vector<double> y;
  std::size_t period;
};

inline RSeries series(const std::string& name) {
  auto r = read("diagnose/golden/" + name + ".json");
  auto y = numbers(r["y"]);
  const auto period = r["period"].get<std::size_t>();
  return {name, std::move(r), std::move(y), period};
}

inline std::vector<RSeries> all_series() {
  std::vector<RSeries> result;
  for (const auto& name : kNames) result.push_back(series(name));
  return result;
}

/// What statsmodels and scipy compute on some of them (tools/golden/diagnose.py).
inline nlohmann::json python() {
  return read("diagnose/golden/python.json")["series"];
}
}  // namespace foretell::golden
