#include "foretell/models/arima/arma_structure.hpp"

#include <algorithm>
#include <array>

namespace foretell::arima {
namespace {
std::vector<std::size_t> lags_of(std::span<const Factor> factors, bool moving_average) {
  std::vector<std::size_t> lags{0};
  for (const Factor& factor : factors) {
    if (factor.moving_average != moving_average) continue;
    const std::size_t count = lags.size();
    for (std::size_t k = 1; k <= factor.degree; ++k) {
      for (std::size_t i = 0; i < count; ++i) lags.push_back(lags[i] + k * factor.step);
    }
  }
  std::sort(lags.begin(), lags.end());
  lags.erase(std::unique(lags.begin(), lags.end()), lags.end());
  lags.erase(lags.begin());
  return lags;
}
}  // namespace

ArmaStructure::ArmaStructure(std::vector<Factor> factors) : factors_(std::move(factors)) {
  std::erase_if(factors_, [](const Factor& factor) { return factor.degree == 0; });
  for (const Factor& factor : factors_) num_coefficients_ += factor.degree;
  ar_lags_ = lags_of(factors_, false);
  ma_lags_ = lags_of(factors_, true);
}

std::size_t ArmaStructure::memory() const {
  return std::max(ar_degree() > 0 ? ar_degree() - 1 : 0, ma_degree());
}

void ArmaStructure::expand(std::span<const double> coefficients, double* ar, double* ma,
                           std::size_t stride) const {
  for (const std::size_t lag : ar_lags_) ar[lag * stride] = 0;
  for (const std::size_t lag : ma_lags_) ma[lag * stride] = 0;
  for (const bool moving_average : {false, true}) {
    double* out = moving_average ? ma : ar;
    const double sign = moving_average ? 1 : -1;
    // Products of one coefficient from each factor so far, first in `done`.
    std::size_t place = 0;
    std::vector<std::pair<std::size_t, double>> done{{0, sign}};
    for (const Factor& factor : factors_) {
      const auto own = coefficients.subspan(place, factor.degree);
      place += factor.degree;
      if (factor.moving_average != moving_average) continue;
      const std::size_t count = done.size();
      for (std::size_t k = 0; k < factor.degree; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
          done.emplace_back(done[i].first + (k + 1) * factor.step, done[i].second * sign * own[k]);
        }
      }
    }
    for (const auto& [lag, value] : done) {
      if (lag > 0) out[lag * stride] += value;
    }
  }
}
}  // namespace foretell::arima
