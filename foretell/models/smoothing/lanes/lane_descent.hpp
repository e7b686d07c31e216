#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace foretell::ets {
/// How the search from a point ended.
enum class JobEnd : std::uint8_t {
  kConverged,
  kOutOfSteps,
  kHopeless,  ///< the target is out of reach by the predicted decrease
};

/// What the search in one lane knows of its way down: value, damping and when to end. The rules of
/// numeric::ScoringMinimizer.
class LaneDescent {
 public:
  struct Options {
    std::size_t max_iterations = 60;
    double tolerance = 1e-5;  ///< stop when the quadratic predicts a smaller decrease than this
  };
  enum class Next : std::uint8_t { kGoOn, kEnd };

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] double damping() const { return damping_; }
  [[nodiscard]] bool fresh() const { return fresh_; }  ///< no value is known yet
  [[nodiscard]] JobEnd end() const { return end_; }
  [[nodiscard]] std::size_t iterations() const { return iterations_; }

  /// Takes the first value.
  Next begin(double value) {
    value_ = value;
    if (!std::isfinite(value)) return over(JobEnd::kHopeless);
    fresh_ = false;
    return Next::kGoOn;
  }

  /// Whether the value at the point that was tried is a gain worth its prediction; moves the damping.
  bool takes(double value, double predicted) {
    const double gain = (value_ - value) / predicted;
    taken_ = predicted > 0 && gain > kSmallestGain;
    if (!taken_) {
      damping_ = std::fmax(damping_ * 10, kTrusted);
      return false;
    }
    if (!(gain > 0.25)) damping_ *= 4;
    if (gain > 0.75) damping_ *= 0.1;
    damping_ = std::fmax(damping_, kLeastDamping);
    value_ = value;
    return true;
  }

  /// After a step was judged: no descent in any direction is a minimum on the domain's edge.
  Next after_step(const Options& options) {
    if (!taken_ && damping_ > kLastDamping) return over(JobEnd::kConverged);
    if (iterations_ >= options.max_iterations) return over(JobEnd::kOutOfSteps);
    return Next::kGoOn;
  }

  /// Whether the next step, of which so much decrease is predicted, is worth trying: the value has
  /// to come below the target to be of use.
  Next before_step(double predicted, double target, const Options& options) {
    ++iterations_;
    if (!(predicted >= 0 && damping_ <= kTrusted)) return Next::kGoOn;
    if (predicted <= options.tolerance) return over(JobEnd::kConverged);
    if (value_ - kReach * predicted > target - kSlack) return over(JobEnd::kHopeless);
    return Next::kGoOn;
  }

 private:
  static constexpr double kFirstDamping = 1e-3, kLeastDamping = 1e-8, kLastDamping = 1e6;
  static constexpr double kTrusted = 1e-2;  // below, a small predicted decrease is final
  static constexpr double kSmallestGain = 1e-4;  // of a step, against its prediction
  // A target that is further away than so many times the predicted decrease is not reached, nor one
  // that is undercut by less than the slack of interest.
  static constexpr double kReach = 10, kSlack = 3e-3;

  Next over(JobEnd end) {
    end_ = end;
    return Next::kEnd;
  }

  double value_ = std::numeric_limits<double>::infinity();
  double damping_ = kFirstDamping;
  std::size_t iterations_ = 0;
  JobEnd end_ = JobEnd::kOutOfSteps;
  bool fresh_ = true, taken_ = false;
};
}  // namespace foretell::ets
