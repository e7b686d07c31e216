#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "apps/report/report.hpp"

namespace foretell::report {
/// How one gate was used over all steps and units.
struct GateUseReport {
  std::string name;
  double mean = 0;
  double saturated = 0;        ///< share of values near the ends of the range
  double spectral_radius = 0;  ///< of its recurrent weights
};

/// One gate at every step of one sequence.
///   Shapes  values [steps, units]
struct GateMapReport {
  std::string gate;
  std::vector<double> values{};
};

/// One recurrent layer in one direction.
///   Shapes  h, c: norm of the gradient at distance 0, 1 … from the loss; c may be empty
struct LayerReport {
  std::string name;
  std::size_t units = 0;
  std::vector<double> h{};
  std::vector<double> c{};
  std::vector<GateUseReport> gates{};
  std::vector<double> time_constants{};  ///< ascending; infinite: longer than can be told
  std::vector<GateMapReport> maps{};
};

/// All that the page of `foretell inspect` shows. Numbers are computed by the caller.
struct InspectionData {
  std::string title{};
  std::string created{};
  std::string command{};
  std::string note{};
  std::vector<NamedText> facts{};
  std::string verdict{};              ///< "vanishing", "healthy", "exploding"
  std::vector<std::string> advice{};  ///< sentences
  std::size_t steps = 0;              ///< of the maps
  std::vector<std::string> inputs{};  ///< what came in at each step; empty: not characters
  std::vector<LayerReport> layers{};
  std::vector<NamedText> options{};
};

/// The data of the page: compact JSON, as report_json writes it. The values of a map are eight bits
/// in base64, between the least and the greatest number that its gate can have.
///   Errors  kInvalidOption (a map that is not steps × units; the message names it)
[[nodiscard]] Result<std::string> inspection_json(const InspectionData& data);

/// The self-contained HTML page.
///   Errors  those of inspection_json
[[nodiscard]] Result<std::string> render_inspection(const InspectionData& data);
}  // namespace foretell::report
