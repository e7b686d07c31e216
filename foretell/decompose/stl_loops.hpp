#pragma once
#include <span>
#include <vector>

#include "foretell/decompose/stl_plan.hpp"
#include "foretell/numeric/loess.hpp"

namespace foretell::stl {
/// The inner and outer loops of STL over one series after another of the same length. Owns all
/// memory they need and allocates none of it while they run.
///   Cost  linear in the length: a window of values per value smoothed, shared among equal windows
class Loops {
 public:
  Loops(std::size_t n, const Plan& plan);

  /// Takes y apart; the results below hold until the next call.
  void run(std::span<const double> y);

  [[nodiscard]] std::span<const double> trend() const { return {trend_.data(), n_}; }
  [[nodiscard]] std::span<const double> season() const { return {season_.data(), n_}; }
  /// All 1 (0 where y is missing) without an outer loop.
  [[nodiscard]] std::span<const double> weights() const { return {rho_.data(), n_}; }

  /// The results moved out, [n]; the loops can run no more.
  [[nodiscard]] std::vector<double> take_trend() { return take(trend_); }
  [[nodiscard]] std::vector<double> take_season() { return take(season_); }
  [[nodiscard]] std::vector<double> take_weights() { return take(rho_); }

 private:
  [[nodiscard]] std::vector<double> take(std::vector<double>& padded) const;
  void inner_loop();
  void smooth_subseries();
  void take_slow_part();
  void smooth_trend();
  void weigh();
  [[nodiscard]] numeric::LoessInput input();

  std::size_t n_;
  Plan plan_;
  numeric::Loess long_cycles_,
      short_cycles_;  ///< places of the season with a value more, and others
  numeric::Loess low_pass_, trend_loess_;
  bool weighted_ = false, gaps_ = false;
  std::vector<double> y_, trend_, season_, rho_;      ///< [n]
  std::vector<double> rest_, rho_rest_;               ///< what is smoothed, and times its weights
  std::vector<double> cycles_, sums_, sums_of_sums_;  ///< [n + 2 period]
};
}  // namespace foretell::stl
