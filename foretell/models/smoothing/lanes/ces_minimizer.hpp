#pragma once
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ces_box.hpp"
#include "foretell/models/smoothing/lanes/ces_descent.hpp"
#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "foretell/models/smoothing/lanes/job_end.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"

namespace foretell::ets {
/// A series of complex exponential smoothing, where the search on it begins, and what became of it.
struct CesJob {
  std::span<const double> y;              ///< [n], NaN for missing
  double num_present = 0;                 ///< observations
  double least = 0;                       ///< keeps the logarithm of a perfect fit finite
  double level = 0;                       ///< first guess of l
  std::span<const double> season;         ///< first guess of the seasons, [period] or empty
  std::vector<ces::Box::Numbers> starts;  ///< points of the box, the search begins at each in turn
  std::optional<CesParameters> fixed = std::nullopt;  ///< evaluated without any search
  /// What Σ e² has to come below to be of use.
  double target = std::numeric_limits<double>::infinity();

  JobEnd end = JobEnd::kOutOfSteps;  ///< of the search that led to the best point
  ces::Box::Numbers x{};             ///< that point
  CesParameters parameters;
  double sum_squares = std::numeric_limits<double>::infinity();
  std::size_t evaluations = 0;
  std::vector<double> initial;  ///< [2 + 2 period]: see CesSweep
};

/// Least squares inside the box by Gauss-Newton steps with a learned correction (CesDescent), on
/// kLanes series of one form with K variables at once. The objective is n / 2 log(Σ e² + least), so
/// that what the model predicts is a gain of log-likelihood; the search ends where that is under
/// 1e-5. A lane whose search has ended takes the next job; what becomes of a job does not depend on
/// the others.
template <std::size_t K>
class CesMinimizer {
 public:
  /// Jobs of nearly the same length should be neighbours.
  void minimize(const ces::Box& box, std::size_t period, std::span<CesJob* const> jobs);

 private:
  struct Lane {
    CesJob* job = nullptr;
    CesDescent<K> descent;
    std::size_t start = 0, evaluations = 0;  ///< which start, and how often since
    ces::Box::Numbers x{}, trial{};
    ces::Box::Point point{};  ///< there
    bool waits = false;       ///< for a step
    bool best = false;        ///< the best point of the job is of this start
  };

  void prepare();
  [[nodiscard]] bool any_busy() const;
  void fill(std::size_t lane);
  void begin(std::size_t lane);
  void load(std::size_t lane);
  void place(std::size_t lane);
  void sweep();
  void judge(std::size_t lane);
  [[nodiscard]] typename CesDescent<K>::Local local(std::size_t lane) const;
  void take(std::size_t lane);
  void finish(std::size_t lane, JobEnd end);
  void solve();
  void propose(std::size_t lane);
  void try_step(std::size_t lane);

  const ces::Box* box_ = nullptr;
  std::size_t period_ = 1, next_ = 0, longest_ = 0;
  std::span<CesJob* const> jobs_;
  Lane lanes_[kLanes];

  LaneMemory memory_;
  CesSweep sweep_;
  double *y_ = nullptr, *length_ = nullptr, *parameters_ = nullptr, *level_ = nullptr,
         *season_ = nullptr;
  double *x_ = nullptr, *gradient_ = nullptr, *model_ = nullptr, *damping_ = nullptr;
  double *factor_ = nullptr, *step_ = nullptr, *decrease_ = nullptr;
};
}  // namespace foretell::ets
