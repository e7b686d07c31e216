#pragma once
#include <span>
#include <string>
#include <vector>

#include "foretell/select/forecast_panel.hpp"
#include "python/core/panel.hpp"

namespace foretell::python {
/// What models refused, over the blocks of a panel: counts, and the first cases in words.
struct Troubles {
  struct Trouble {
    std::string series;
    std::string model;
    Error error;
    std::string fallback;  ///< which model stood in; empty: none
  };
  static constexpr std::size_t kMostKept = 1000;

  std::vector<Trouble> first;
  std::size_t num_fallbacks = 0;
  std::size_t num_empty = 0;
  std::size_t num_forecast = 0;

  void take(const ForecastBlock& block, const Panel& panel,
            std::span<const AnyDefinition> definitions);
  /// (series, model, reason, fallback) of each of the first.
  [[nodiscard]] nb::list list() const;
};
}  // namespace foretell::python
