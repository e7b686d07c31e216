#include "foretell/models/arima/regression_terms.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace foretell {
namespace {
bool has_no_sine(const FourierTerms& terms, std::size_t k) {
  return 2 * static_cast<double>(k) == terms.period;
}
}  // namespace

std::size_t FourierTerms::num_columns() const {
  return 2 * pairs - (pairs > 0 && has_no_sine(*this, pairs) ? 1 : 0);
}

std::size_t RegressionTerms::size() const {
  std::size_t count = names.size() + (trend == Trend::kNone ? 0 : 1);
  for (const FourierTerms& terms : fourier) count += terms.num_columns();
  return count;
}

std::vector<std::string> RegressionTerms::column_names() const {
  std::vector<std::string> result;
  if (trend == Trend::kConstant) result.emplace_back("intercept");
  if (trend == Trend::kDrift) result.emplace_back("drift");
  for (const FourierTerms& terms : fourier) {
    for (std::size_t k = 1; k <= terms.pairs; ++k) {
      if (!has_no_sine(terms, k)) result.push_back(fmt::format("S{}-{}", k, terms.period));
      result.push_back(fmt::format("C{}-{}", k, terms.period));
    }
  }
  result.insert(result.end(), names.begin(), names.end());
  return result;
}

std::string RegressionTerms::name() const {
  std::string text;
  if (trend == Trend::kConstant) text += " with non-zero mean";
  if (trend == Trend::kDrift) text += " with drift";
  for (const FourierTerms& season : fourier) {
    text += fmt::format(" with {} Fourier pair{} of {}", season.pairs, season.pairs == 1 ? "" : "s",
                        season.period);
  }
  if (!names.empty()) {
    text += fmt::format(" with {} regressor{}", names.size(), names.size() == 1 ? "" : "s");
  }
  return text;
}

void RegressionTerms::row(std::size_t t, const Regressors& x, std::size_t x_row,
                          double* row) const {
  const auto time = static_cast<double>(t + 1);
  if (trend == Trend::kConstant) *row++ = 1;
  if (trend == Trend::kDrift) *row++ = time;
  for (const FourierTerms& terms : fourier) {
    for (std::size_t k = 1; k <= terms.pairs; ++k) {
      // The phase first, in cycles: long series stay exact.
      const double phase = std::fmod(static_cast<double>(k) * time, terms.period) / terms.period;
      const double angle = 2 * std::numbers::pi * phase;
      if (!has_no_sine(terms, k)) *row++ = std::sin(angle);
      *row++ = std::cos(angle);
    }
  }
  for (std::size_t c = 0; c < names.size(); ++c) *row++ = x.column(c)[x_row];
}

double RegressionTerms::value(const std::vector<double>& slopes, std::size_t t, const Regressors& x,
                              std::size_t x_row) const {
  if (slopes.empty()) return 0;
  thread_local std::vector<double> values;
  values.resize(slopes.size());
  row(t, x, x_row, values.data());
  double sum = 0;
  for (std::size_t c = 0; c < slopes.size(); ++c) sum += slopes[c] * values[c];
  return sum;
}
}  // namespace foretell
