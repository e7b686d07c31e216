#pragma once
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "foretell/models/arima/arima_estimate.hpp"
#include "foretell/models/candidate.hpp"

namespace foretell::arima {
enum class OrderCriterion { kAicc, kAic, kBic };
/// The corrected criterion of Akaike is his plain one where there are hardly observations.
[[nodiscard]] double criterion_of(const Estimate& found, OrderCriterion criterion);

/// Bounds of a search; differences are given.
struct SearchLimits {
  std::size_t max_p = 5, max_q = 5, max_seasonal_p = 2, max_seasonal_q = 2;
  std::size_t max_order = 5;  ///< p + q + P + Q, in the exhaustive search only
  bool constant = true;       ///< try constant or drift where at most one difference is taken
  bool stepwise = true;
  OrderCriterion criterion = OrderCriterion::kAicc;
};

/// Search for the orders p, q, P, Q and the constant with the best criterion, differences, period
/// and other terms given. Stepwise: four starts, then neighbours one or two orders away as long as
/// one is better. Models with a root closer to the unit circle than nearest_root are rejected.
/// Neighbours lend their parameters as starts.
///   Source  Hyndman & Khandakar (2008), J. Statistical Software 27(3); order of neighbours as in
///   R's
///           auto.arima, every candidate by exact likelihood
class OrderSearch {
 public:
  struct Choice {
    Estimation what;
    Estimate found;
    double criterion = std::numeric_limits<double>::infinity();
  };

  /// `base`: differences, period (of the one season, if any), and terms other than the constant.
  OrderSearch(const Prepared& prepared, const Regressors& x, Estimation base, SearchLimits limits);

  /// Errors  those of the simplest model where none can be estimated
  [[nodiscard]] Result<Choice> run();
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }

 private:
  struct Orders {
    std::size_t p = 0, q = 0, seasonal_p = 0, seasonal_q = 0;
    bool constant = false;
    // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): as of clang 14
    auto operator<=>(const Orders&) const = default;
  };

  [[nodiscard]] Estimation estimation(const Orders& orders) const;
  [[nodiscard]] bool allowed(const Orders& orders) const;
  /// Looks at a model not seen before; whether it is the best so far.
  bool improves(const Orders& orders);
  bool improves_with(std::ptrdiff_t p, std::ptrdiff_t q, std::ptrdiff_t seasonal_p,
                     std::ptrdiff_t seasonal_q);
  void start();
  void step();
  void exhaust();
  bool any_neighbour();
  [[nodiscard]] const Result<Regression>& regression(bool constant);
  void record(const Estimation& what, const Estimate* found, double criterion, std::string verdict);

  const Prepared& prepared_;
  const Regressors& x_;
  Estimation base_;
  SearchLimits limits_;
  std::size_t period_ = 1;
  bool constant_allowed_ = false;
  bool mean_needed_ = false;  ///< undifferenced and very short: the mean is not given up
  std::map<Orders, double> seen_;
  Orders best_orders_;
  Choice best_;
  std::optional<Result<Regression>> with_, without_;
  std::vector<Candidate> candidates_;
};

/// The least modulus of a root that a search accepts: 1 + min(0.01, 1 / n). Estimates of a root on
/// the unit circle scatter around it by about 1 / n, so that a long series tells roots from it
/// which a short one cannot; 1.01 for all lengths would forbid the slow local trends of long
/// series.
///   Source  1.01: Hyndman & Khandakar (2008); 1 / n: Davis & Dunsmuir (1996), Econometric Theory
///   12
[[nodiscard]] double nearest_root(std::size_t num_observations);
/// The least modulus of a root of any factor, of the polynomial in B.
[[nodiscard]] double smallest_root(const ArmaStructure& structure,
                                   std::span<const double> coefficients);
/// Coefficients of one order as a start for another: partial autocorrelations cut or filled with
/// zeros.
[[nodiscard]] std::vector<double> carried_over(const ArmaStructure& from,
                                               std::span<const double> coefficients,
                                               const ArmaStructure& to);
}  // namespace foretell::arima
