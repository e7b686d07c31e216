#include "foretell/tasks/generation/sequence_options.hpp"

#include <fmt/format.h>

#include <cmath>

namespace foretell {
namespace {
constexpr std::size_t kMaxSize = 1 << 16;

Result<void> share(const char* name, double value) {
  if (value >= 0 && value < 1) return {};
  return fail(ErrorCode::kInvalidOption, fmt::format("{} is {}: from 0 to below 1", name, value));
}
Result<void> within(const char* name, std::size_t value, std::size_t low, std::size_t high) {
  if (value >= low && value <= high) return {};
  return fail(ErrorCode::kInvalidOption,
              fmt::format("{} is {}: from {} to {}", name, value, low, high));
}

/// The first failure of several checks.
Result<void> all(std::initializer_list<Result<void>> checks) {
  for (const Result<void>& good : checks) {
    if (!good) return good;
  }
  return {};
}
}  // namespace

Result<void> check(const SequenceDataOptions& options) {
  if (options.train.empty()) {
    return fail(ErrorCode::kInvalidOption, "train is missing: the file or folder to learn from");
  }
  if (!(options.steps_per_quarter >= 0.01 && options.steps_per_quarter <= 1000)) {
    return fail(ErrorCode::kInvalidOption, fmt::format("steps_per_quarter is {}: from 0.01 to 1000",
                                                       options.steps_per_quarter));
  }
  return all({share("valid_share", options.valid_share), within("highest", options.highest, 0, 127),
              within("lowest", options.lowest, 0, options.highest),
              within("transpose", options.transpose, 0, 48)});
}

Result<void> check(const SequenceModelOptions& options) {
  if (!(std::abs(options.forget_bias) <= 100)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("forget_bias is {}: from -100 to 100", options.forget_bias));
  }
  if (!(options.longest_memory >= 0 && options.longest_memory <= 1e9)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("longest_memory is {}: from 0 to 1e9", options.longest_memory));
  }
  return all({within("layers", options.layers, 1, 64),
              within("hidden", options.hidden, 1, kMaxSize),
              within("embedding", options.embedding, 1, kMaxSize),
              within("projection", options.projection, 0, options.hidden),
              share("input_dropout", options.input_dropout), share("dropout", options.dropout),
              share("recurrent_dropout", options.recurrent_dropout),
              share("zoneout", options.zoneout), share("zoneout_memory", options.zoneout_memory)});
}

Result<void> check(const SequenceBatchOptions& options) {
  return all({within("batch", options.batch, 1, kMaxSize),
              share("label_smoothing", options.label_smoothing)});
}
}  // namespace foretell
