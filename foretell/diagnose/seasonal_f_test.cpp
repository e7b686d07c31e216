#include "foretell/diagnose/seasonal_f_test.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/gram.hpp"

namespace foretell {
namespace {
constexpr double kMinDof = 4;

}  // namespace

SeasonalFTest::SeasonalFTest(std::span<const double> x, std::vector<std::size_t> lags)
    : x_(x),
      lags_(std::move(lags)),
      start_(lags_.empty() ? 0 : lags_.back()),
      columns_(lags_.size() + 2),
      gram_(columns_ * columns_) {
  std::vector<double> row(columns_);
  for (std::size_t t = start_; t < x_.size(); ++t) {
    std::fill(row.begin(), row.end(), 0.0);
    add_row(t, row);
    for (std::size_t i = 0; i < columns_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) gram_[i * columns_ + j] += row[i] * row[j];
    }
  }
}

void SeasonalFTest::add_row(std::size_t t, std::span<double> row) const {
  row[0] += 2 * static_cast<double>(t) / static_cast<double>(x_.size()) - 1;
  for (std::size_t i = 0; i < lags_.size(); ++i) row[1 + i] += x_[t - lags_[i]];
  row[columns_ - 1] += x_[t];
}

// Products around the means of the groups whose sums are given, then elimination.
double SeasonalFTest::residual_sum(std::span<const double> sums, std::span<const double> counts,
                                   std::vector<double>& gram) const {
  gram = gram_;
  for (std::size_t s = 0; s < counts.size(); ++s) {
    if (counts[s] == 0) continue;
    const double* row = &sums[s * columns_];
    for (std::size_t i = 0; i < columns_; ++i) {
      const double mean = row[i] / counts[s];
      for (std::size_t j = 0; j <= i; ++j) gram[i * columns_ + j] -= mean * row[j];
    }
  }
  return numeric::residual_sum_from_gram(gram, columns_);
}

std::optional<SeasonalFTest::Answer> SeasonalFTest::test(std::size_t period,
                                                         std::size_t removed) const {
  const auto rows = static_cast<double>(x_.size() - start_);
  const double dof_error = rows - static_cast<double>(period) - static_cast<double>(columns_ - 1);
  if (period < 2 || dof_error < kMinDof) return std::nullopt;
  std::vector<double> sums(period * columns_), counts(period), total(columns_), gram;
  for (std::size_t t = start_; t < x_.size(); ++t) {
    add_row(t, std::span(sums).subspan((t % period) * columns_, columns_));
    counts[t % period] += 1;
  }
  for (std::size_t i = 0; i < sums.size(); ++i) total[i % columns_] += sums[i];
  const double without = residual_sum(total, std::vector<double>{rows}, gram);
  const double exact = 1e-9 * gram_.back();
  if (without <= exact) {  // a recursion without noise: lags would hide the season, if it has one
    return lags_.empty() ? std::nullopt : SeasonalFTest(x_, {}).test(period, removed);
  }
  const double with = residual_sum(sums, counts, gram);
  const double dof = static_cast<double>(period - 1 - std::min(removed, period - 2));
  const double floor = 1e-12 * gram_.back();
  const double f = std::max(without - with, 0.0) / dof / (std::max(with, floor) / dof_error);
  if (!std::isfinite(f)) return std::nullopt;
  return Answer{f, numeric::f_tail(f, dof, dof_error),
                dof_error * std::log1p(dof * f / dof_error) - dof * std::log(rows) / 2};
}
}  // namespace foretell
