#include "foretell/diagnose/season_candidates.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/diagnose/autocorrelation.hpp"

namespace foretell {
namespace {
// Lags at which the autocorrelation exceeds its neighbours and the band of white noise, highest
// first. r starts at lag 1.
std::vector<std::size_t> peaks_of(std::span<const double> r, double band, std::size_t count) {
  std::vector<std::size_t> lags;
  for (std::size_t k = 2; k + 1 <= r.size(); ++k) {
    const double here = r[k - 1];
    if (here > band && here > r[k - 2] && (k == r.size() || here >= r[k])) lags.push_back(k);
  }
  const std::size_t kept = std::min(count, lags.size());
  std::partial_sort(lags.begin(), lags.begin() + static_cast<std::ptrdiff_t>(kept), lags.end(),
                    [&](std::size_t a, std::size_t b) {
                      return r[a - 1] != r[b - 1] ? r[a - 1] > r[b - 1] : a < b;
                    });
  lags.resize(kept);
  return lags;
}
// The period of which `lag` is a blurred peak: the peak near twice the lag, halved, and so on for
// as many doublings as the autocorrelations reach.
std::size_t sharpened(std::span<const double> r, std::size_t lag) {
  double period = static_cast<double>(lag), reach = std::max(1.0, period / 24);
  for (const double times : {2.0, 4.0, 8.0, 16.0}) {
    const auto first = static_cast<std::size_t>(times * period - reach);
    const auto last = static_cast<std::size_t>(times * period + reach);
    if (last >= r.size()) break;
    const auto from = r.begin() + static_cast<std::ptrdiff_t>(first - 1);
    const auto to = r.begin() + static_cast<std::ptrdiff_t>(last);
    const auto top = std::max_element(from, to);
    if (top == from || top + 1 == to) break;  // no peak there
    period = static_cast<double>(top - r.begin() + 1) / times;
  }
  return static_cast<std::size_t>(std::lround(period));
}

void add(std::vector<SeasonCandidate>& candidates, SeasonCandidate candidate) {
  const bool known =
      std::any_of(candidates.begin(), candidates.end(),
                  [&](const SeasonCandidate& c) { return c.period == candidate.period; });
  if (!known && candidate.period >= 2) candidates.push_back(candidate);
}
}  // namespace

std::vector<SeasonCandidate> season_candidates(std::span<const double> x, std::size_t max_period,
                                               std::size_t num_peaks) {
  std::vector<double> steps(x.size() - 1);
  for (std::size_t t = 0; t + 1 < x.size(); ++t) steps[t] = x[t + 1] - x[t];
  const double band = white_noise_band(x.size(), 0.8);
  const auto r_steps = fast_autocorrelations(steps, max_period + 1);
  const auto r_levels = fast_autocorrelations(x, max_period + 1);
  const auto of_steps = peaks_of(r_steps, band, num_peaks);
  const auto of_levels = peaks_of(r_levels, band, num_peaks);
  std::vector<SeasonCandidate> candidates;
  for (std::size_t i = 0; i < num_peaks; ++i) {
    for (const bool levels : {false, true}) {
      const auto& lags = levels ? of_levels : of_steps;
      if (i >= lags.size() || lags[i] > max_period) continue;
      add(candidates, {lags[i], i + 1});
      const std::size_t sharp = sharpened(levels ? r_levels : r_steps, lags[i]);
      add(candidates, {sharp, i + 1});
      for (std::size_t part = 2; part <= 7; ++part) {
        if (sharp % part == 0) add(candidates, {sharp / part, i + 1});
      }
    }
  }
  return candidates;
}
}  // namespace foretell
