#pragma once
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ces_box.hpp"
#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "foretell/models/smoothing/lanes/lane_descent.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"

namespace foretell::ets {
/// A series of complex exponential smoothing, where the search on it begins, and what became of it.
struct CesJob {
  std::span<const double> y;       ///< [n], NaN for missing
  double num_present = 0;          ///< observations
  double least = 0;                ///< keeps the logarithm of a perfect fit finite
  double level = 0;                ///< first guess of l
  std::span<const double> season;  ///< first guess of the seasons, [period] or empty
  ces::Box::Numbers x{};           ///< a point of the box
  std::optional<CesParameters> fixed = std::nullopt;  ///< evaluated without any search
  /// What Σ e² has to come below to be of use.
  double target = std::numeric_limits<double>::infinity();

  JobEnd end = JobEnd::kOutOfSteps;
  CesParameters parameters;
  double sum_squares = std::numeric_limits<double>::infinity();
  std::size_t evaluations = 0;
  std::vector<double> initial;  ///< [2 + 2 period]: see CesSweep
};

/// Least squares by damped Gauss-Newton steps (see LaneDescent) inside the box, on kLanes series of
/// one form at once. The objective is n / 2 log(Σ e² + least), so that what the quadratic predicts
/// is a gain of log-likelihood. A lane whose search has ended takes the next job; what becomes of a
/// job does not depend on the others.
///   Source  Levenberg (1944), Marquardt (1963); slopes of the states as in CesSweep
class CesMinimizer {
 public:
  /// Jobs of nearly the same length should be neighbours.
  void minimize(const ces::Box& box, std::size_t period, std::span<CesJob* const> jobs);

 private:
  struct Lane {
    CesJob* job = nullptr;
    LaneDescent descent{};
    ces::Box::Numbers trial{};
    ces::Box::Point point{};  ///< there
  };

  void prepare();
  [[nodiscard]] bool any_busy() const;
  void fill(std::size_t lane);
  void load(std::size_t lane);
  void place(std::size_t lane);
  void sweep();
  void judge(std::size_t lane);
  void take(std::size_t lane);
  void take_slopes(std::size_t lane, double scale);
  void finish(std::size_t lane, JobEnd end);
  void propose();
  void try_step(std::size_t lane);

  const ces::Box* box_ = nullptr;
  std::size_t period_ = 1, next_ = 0, longest_ = 0;
  std::span<CesJob* const> jobs_;
  LaneDescent::Options options_;
  Lane lanes_[kLanes];

  LaneMemory memory_;
  CesSweep sweep_;
  double *y_ = nullptr, *length_ = nullptr, *parameters_ = nullptr, *level_ = nullptr,
         *season_ = nullptr;
  double *x_ = nullptr, *gradient_ = nullptr, *curvature_ = nullptr;  ///< where the search is
  double *damping_ = nullptr, *factor_ = nullptr, *step_ = nullptr, *decrease_ = nullptr;
};
}  // namespace foretell::ets
