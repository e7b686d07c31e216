#include "foretell/models/smoothing/ets_region.hpp"

#include <algorithm>
#include <limits>

namespace foretell::ets {
namespace {
constexpr double kLeast = 1e-4, kMost = 0.9999, kLeastPhi = 0.8, kMostPhi = 0.98;
constexpr double kFar = std::numeric_limits<double>::max();

constexpr std::array kAlphas{0.1, 0.5, 0.9};
constexpr std::array kBetaRatios{0.03, 0.4, 0.95};
constexpr std::array kGammaRatios{0.03, 0.5};
constexpr double kPhiStart = 0.95;

void hold(SearchBounds& bounds, std::size_t i, double value) {
  bounds.lower[i] = bounds.upper[i] = value;
}
}  // namespace

SearchBounds search_bounds(const EtsForm& form, std::size_t numbers, const WeightOptions& fixed) {
  SearchBounds bounds{std::vector<double>(numbers, -kFar), std::vector<double>(numbers, kFar)};
  auto& [lower, upper] = bounds;
  std::fill_n(lower.begin(), 3, kLeast);
  std::fill_n(upper.begin(), 3, kMost);
  upper[kBetaRatio] = std::clamp(fixed.max_beta_ratio, 2 * kLeast, kMost);
  lower[kPhi] = kLeastPhi;
  upper[kPhi] = kMostPhi;
  if (!form.has_trend()) hold(bounds, kBetaRatio, 0);
  if (!form.has_trend()) hold(bounds, kTrend, 0);
  if (!form.has_season()) hold(bounds, kGammaRatio, 0);
  if (!form.is_damped()) hold(bounds, kPhi, 1);
  if (form.has_growth_factor()) lower[kTrend] = 1e-3;
  if (fixed.beta && form.has_trend()) {
    hold(bounds, kBetaRatio, 0);
    lower[kAlpha] = std::max(lower[kAlpha], *fixed.beta);
  }
  if (fixed.gamma && form.has_season()) {
    hold(bounds, kGammaRatio, 0);
    upper[kAlpha] = std::min(upper[kAlpha], 1 - *fixed.gamma);
  }
  if (fixed.alpha) hold(bounds, kAlpha, *fixed.alpha);
  if (fixed.phi && form.is_damped()) hold(bounds, kPhi, *fixed.phi);
  return bounds;
}

std::vector<std::array<double, 4>> starting_weights(const EtsForm& form,
                                                    const SearchBounds& bounds) {
  std::vector<std::array<double, 4>> starts;
  const std::size_t betas = form.has_trend() ? kBetaRatios.size() : 1;
  const std::size_t gammas = form.has_season() ? kGammaRatios.size() : 1;
  for (const double alpha : kAlphas) {
    for (std::size_t b = 0; b < betas; ++b) {
      if (b > 0 && kBetaRatios[b] > 2 * bounds.upper[kBetaRatio]) continue;
      for (std::size_t g = 0; g < gammas; ++g) {
        std::array<double, 4> start{alpha, kBetaRatios[b], kGammaRatios[g], kPhiStart};
        for (std::size_t i = 0; i < start.size(); ++i) {
          start[i] = std::clamp(start[i], bounds.lower[i], bounds.upper[i]);
        }
        starts.push_back(start);
      }
    }
  }
  return starts;
}
}  // namespace foretell::ets
