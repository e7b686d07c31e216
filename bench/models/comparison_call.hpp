#pragma once
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace foretell::bench {
/// What a comparison of fits in lanes with fits one by one is called with.
///   PERIOD [RATIO] [--csv FILE] [--part NAME]
struct ComparisonCall {
  std::size_t period = 1;
  double ratio = 1;       ///< beta at most so many times alpha
  std::string csv, part;  ///< the table of what is worse in lanes, and its column part
};

/// Nothing where the call is wrong. `most` numbers are taken: PERIOD alone (1) or RATIO too (2).
inline std::optional<ComparisonCall> read_comparison_call(int argc, char** argv, int most) {
  ComparisonCall call;
  int place = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--csv" || word == "--part") {
      if (i + 1 == argc) return std::nullopt;
      (word == "--csv" ? call.csv : call.part) = argv[++i];
    } else if (word.starts_with("--") || place == most) {
      return std::nullopt;
    } else if (place++ == 0) {
      call.period = std::strtoul(argv[i], nullptr, 10);
    } else {
      call.ratio = std::strtod(argv[i], nullptr);
    }
  }
  if (place == 0 || call.period == 0) return std::nullopt;
  return call;
}
}  // namespace foretell::bench
