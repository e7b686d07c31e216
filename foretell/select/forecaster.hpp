#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/panel/panel.hpp"

namespace foretell {
/// The fitted models of a panel, without its observations: what `--save` keeps. Enough to forecast
/// and to take new observations later.
///   Shapes  ids [series];  next [series];  models [series · definitions], series by series
struct Forecaster {
  Frequency frequency;
  std::string time_zone;
  std::vector<std::size_t> periods;
  std::vector<AnyDefinition> definitions;
  std::vector<std::string> ids;
  std::vector<std::int64_t> next;                ///< ordinal of the step after the last observation
  std::vector<std::optional<AnyFitted>> models;  ///< empty where nothing accepted the series
  std::vector<AnyDefinition> fallbacks{};  ///< tried in turn where a definition refused a series
  /// Whose model it is: 0 the definition's, k the k-th fallback's; empty: all 0.
  std::vector<std::int64_t> stand_ins{};
  std::vector<std::string> regressors{};       ///< names of the columns beside the target
  std::map<std::string, std::string> notes{};  ///< what an edge wants to keep beside it
};

/// A forecaster without models: what it knows of a panel.
[[nodiscard]] Forecaster blank_forecaster(const Panel& panel,
                                          std::vector<AnyDefinition> definitions);
/// The forecaster of a panel: `models` as above.
[[nodiscard]] Forecaster make_forecaster(const Panel& panel, std::vector<AnyDefinition> definitions,
                                         std::vector<std::optional<AnyFitted>> models);

/// The bytes of a model file (see store/model_file.hpp): a few dozen numbers per series and model.
///   Errors  as serialize
[[nodiscard]] Result<std::string> store(const Forecaster& forecaster);

/// Reads a stored forecaster back; its forecasts are bit-equal to those before.
///   Errors  kBadFile (truncated, altered, contradictory), kUnsupported (written by a newer
///   version),
///           kUnknownName (a model that this version does not have)
[[nodiscard]] Result<Forecaster> load_forecaster(std::string_view bytes);
}  // namespace foretell
