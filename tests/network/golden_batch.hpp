#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "foretell/base/matrix_view.hpp"
#include "foretell/base/ragged_layout.hpp"
#include "tests/golden.hpp"

namespace foretell::network {
/// All numbers of nested arrays, in order.
inline void flatten(const nlohmann::json& array, std::vector<double>& to) {
  if (array.is_number()) return to.push_back(array.get<double>());
  for (const auto& item : array) flatten(item, to);
}
inline std::vector<double> flat(const nlohmann::json& array) {
  std::vector<double> result;
  flatten(array, result);
  return result;
}

inline RaggedLayout layout_of(const nlohmann::json& sequences) {
  std::vector<std::size_t> lengths;
  for (const auto& sequence : sequences) lengths.push_back(sequence.size());
  return *RaggedLayout::from(lengths);
}

/// Rows of a layout from numbers by sequence.
template <class Real>
std::vector<Real> rows_of(const RaggedLayout& layout, const nlohmann::json& sequences) {
  std::vector<Real> rows;
  for (std::size_t t = 0; t < layout.steps(); ++t) {
    for (std::size_t b = 0; b < layout.alive(t); ++b) {
      for (const double x : flat(sequences[layout.order()[b]][t])) {
        rows.push_back(static_cast<Real>(x));
      }
    }
  }
  return rows;
}

template <class Real>
std::vector<Real> numbers_of(MatrixView<Real> view) {
  return {view.data(), view.data() + view.rows() * view.cols()};
}

/// To 1e-10 in double, 1e-5 in float, relative where above one.
template <class Real>
void expect_near(const std::vector<Real>& ours, const std::vector<double>& theirs,
                 const std::string& what) {
  const double tolerance = sizeof(Real) == sizeof(double) ? 1e-10 : 1e-5;
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    ASSERT_NEAR(ours[i], theirs[i], tolerance * std::max(1.0, std::abs(theirs[i])))
        << what << "[" << i << "]";
  }
}
}  // namespace foretell::network
