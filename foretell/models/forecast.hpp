#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
struct Interval {
  double lo;
  double hi;
};

/// A predictive distribution for each of the next steps, from which means, quantiles and intervals
/// are read. A value type. Quantiles never cross; with a positive `scale` they keep their order.
///   Shapes  everything "per step" has `horizon` entries; step 0 is the first after the data
///   Errors  ContractError-free: probabilities outside (0, 1) and lengths are asserted
class Forecast {
 public:
  enum class Pool { kMean, kMedian };

  Forecast() = default;
  /// Normal distributions.          sd per step, ≥ 0
  [[nodiscard]] static Forecast normal(std::vector<double> mean, std::vector<double> sd);
  /// mean + scale · Student's t.    scale per step ≥ 0; dof > 0
  [[nodiscard]] static Forecast student(std::vector<double> mean, std::vector<double> scale,
                                        double dof);
  /// Empirical distributions.       paths [num_paths, horizon] row-major, num_paths ≥ 1; the mean
  /// may be given (analytic), else it is that of the paths
  [[nodiscard]] static Forecast from_paths(std::span<const double> paths, std::size_t horizon,
                                           std::vector<double> mean = {});
  /// Pools quantiles: at each p the weighted mean, or the median, of the parts' quantiles
  /// (Vincent 1912; Lichtendahl, Grushka-Cockayne & Winkler 2013, Management Science 59, 1594).
  ///   Shapes  parts ≥ 1 of equal horizon; weights per part, sum 1, ignored for the median
  [[nodiscard]] static Forecast pooled(std::vector<Forecast> parts, Pool pool,
                                       std::vector<double> weights = {});

  [[nodiscard]] std::size_t horizon() const { return mean_.size(); }
  [[nodiscard]] std::span<const double> mean() const { return mean_; }
  /// Standard deviation of one step (of a pool: that of the normal with the same 68 % interval).
  [[nodiscard]] double sd(std::size_t step) const;
  /// The value not exceeded with probability p in (0, 1).
  [[nodiscard]] double quantile(std::size_t step, double p) const;
  /// The same for every step at once, which costs one inverse distribution function in all.
  ///   Shapes  values [horizon], overwritten
  void quantiles(double p, std::span<double> values) const;
  /// The central interval that holds the value with probability `coverage` in (0, 1).
  [[nodiscard]] Interval interval(std::size_t step, double coverage) const;

  /// Multiplies step k by factors[k] > 0: puts a multiplicative season back.
  void scale(std::span<const double> factors);
  /// Adds offsets[k] to step k.
  void shift(std::span<const double> offsets);
  /// Replaces every smaller value, mean and quantile alike, by `bound`.
  void clip_below(double bound);

 private:
  enum class Kind { kNormal, kStudent, kPaths, kPool };

  Kind kind_ = Kind::kNormal;
  Pool pool_ = Pool::kMean;
  bool clipped_ = false;
  double dof_ = 0;
  double floor_ = 0;
  std::vector<double> mean_;
  std::vector<double> spread_;  ///< sd or scale per step; of paths: sorted, [horizon, num_paths]
  std::vector<double> center_;  ///< location of the spread (the mean before clipping)
  std::vector<double> weights_;
  std::vector<Forecast> parts_;

  [[nodiscard]] double raw_quantile(std::size_t step, double p) const;
  [[nodiscard]] double standard_quantile(double p) const;
  void pooled_quantiles(double p, std::span<double> values) const;
  [[nodiscard]] double pool_values(std::vector<double>& values) const;
  void repool_mean();
};
}  // namespace foretell
