#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "apps/calls/forecast_call.hpp"
#include "apps/calls/table_call.hpp"
#include "apps/cli/failure.hpp"

namespace foretell::cli {
/// Options that every verb takes.
struct RunOptions {
  std::size_t threads = 0;
  std::uint64_t seed = calls::ForecastCall{}.seed;
  bool quiet = false;
  bool json = false;

  void add_to(CLI::App& verb);
};

/// Options that say how a table is laid out.
struct TableOptions : calls::TableCall {
  void add_to(CLI::App& verb);
};

/// Options that say what to forecast with.
struct ModelListOptions : calls::ForecastCall {
  void add_to(CLI::App& verb);
};
}  // namespace foretell::cli
