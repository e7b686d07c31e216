#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/panel/panel.hpp"

namespace foretell {
/// A fitted model and, where the definition refused the series, which fallback gave it and why.
struct FitOutcome {
  std::optional<AnyFitted> fitted;
  std::optional<Error> error;
  std::string fallback;
};

/// Whether the regressors of a series are known for the steps to forecast, where the definition
/// looks at them; if not, which one is not.
///   Errors  kMissingValues
[[nodiscard]] std::optional<Error> check_future(const AnyDefinition& definition,
                                                const Series& series, std::size_t horizon);

/// Fits `definition` to every series at once, and to those it refuses the first fallback that
/// accepts them. A definition whose regressors are not known for `horizon` steps ahead counts as
/// refusing.
///   Shapes  answer [series]
[[nodiscard]] std::vector<FitOutcome> fit_or_fall_back(const AnyDefinition& definition,
                                                       std::span<const Series> series,
                                                       std::size_t horizon,
                                                       std::span<const AnyDefinition> fallbacks);

/// Consecutive series that one thread works on at once.
struct SeriesChunk {
  std::size_t first = 0, count = 0;
};

/// Cuts series [first, first + count) of a panel into chunks of about the same cost, by their
/// observations: enough chunks that all threads stay busy, and enough series in each that vectors
/// stay full. What is computed does not depend on the cuts.
[[nodiscard]] std::vector<SeriesChunk> chunks_of(const Panel& panel, std::size_t first,
                                                 std::size_t count);
}  // namespace foretell
