#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "apps/cli/failure.hpp"
#include "foretell/ingest/read_panel.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::cli {
/// Options that every verb takes.
struct RunOptions {
  std::size_t threads = 0;
  std::uint64_t seed = 42;
  bool quiet = false;
  bool json = false;

  void add_to(CLI::App& verb);
};

/// Options that say how a table is laid out.
struct TableOptions {
  TableLayout layout;
  std::string frequency;
  std::vector<std::size_t> season;

  void add_to(CLI::App& verb);
  /// The layout with frequency and season read from their texts.
  [[nodiscard]] tl::expected<TableLayout, Failure> resolved() const;
};

/// Options that say what to forecast with.
struct ModelListOptions {
  std::size_t horizon = 0;
  std::string models = "auto";
  std::string select;
  std::vector<double> coverages{80, 95};
  std::size_t num_paths = SimulationOptions{}.num_paths;
  bool non_negative = false;
  bool no_fallback = false;

  void add_to(CLI::App& verb);
  [[nodiscard]] tl::expected<std::vector<AnyDefinition>, Failure> definitions() const;
  [[nodiscard]] tl::expected<ForecastRequest, Failure> request(std::uint64_t seed) const;
};

/// Coverages in percent, checked and ascending, as shares: {80, 95} → {0.80, 0.95}.
[[nodiscard]] tl::expected<std::vector<double>, Failure> coverage_shares(
    std::vector<double> percent);
}  // namespace foretell::cli
