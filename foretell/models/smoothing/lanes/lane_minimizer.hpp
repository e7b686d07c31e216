#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_objective.hpp"
#include "foretell/models/smoothing/lanes/job_end.hpp"
#include "foretell/models/smoothing/lanes/lane_columns.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"
#include "foretell/models/smoothing/lanes/lane_sweep.hpp"

namespace foretell::ets {
/// A series as the lanes read it.
struct LaneSeries {
  std::span<const double> y;  ///< [n] of order 1, NaN for missing
  double num_present = 0;
};

/// Points to search from, each on its series, and what became of them.
struct LaneJobs {
  std::size_t stride = 0;          ///< numbers per point: 6 + period (see Place)
  std::vector<LaneSeries> series;  ///< [jobs]
  std::vector<double> x;           ///< [jobs · stride], moved to where the search ended
  std::vector<double> target;      ///< [jobs]: what f has to come below to be of use, or infinite
  std::vector<double> value;       ///< [jobs]: f there, infinite outside the domain
  std::vector<JobEnd> end;         ///< [jobs]

  [[nodiscard]] std::size_t size() const { return series.size(); }
  [[nodiscard]] std::span<double> point(std::size_t job) {
    return std::span(x).subspan(job * stride, stride);
  }
  void clear(std::size_t numbers);
  void add(const LaneSeries& on, std::span<const double> from,
           double to = std::numeric_limits<double>::infinity());
};

/// Damped Fisher scoring (numeric::ScoringMinimizer) on kLanes problems of one form at once. A lane
/// whose search has ended takes the next job, so that all lanes work until the jobs run out; what
/// becomes of a job does not depend on the others. Keeps its memory between calls: one per thread.
class LaneMinimizer {
 public:
  struct Options {
    std::size_t max_iterations = 60;
    double tolerance = 1e-5;  ///< stop when the quadratic predicts a smaller decrease than this
  };

  /// Bounds of every number of x, [6 + period] each; those of `columns` are used.
  void minimize(const LaneColumns& columns, const WeightOptions& fixed,
                std::span<const double> lower, std::span<const double> upper, LaneJobs& jobs,
                const Options& options);

  /// One step of the states alone from every point, the smoothing parameters as they are: what the
  /// point is worth.
  void settle(const LaneColumns& columns, const WeightOptions& fixed, std::span<const double> lower,
              std::span<const double> upper, LaneJobs& jobs);

 private:
  struct Lane {
    std::size_t job = 0;
    std::size_t iterations = 0;
    double value = 0;
    double damping = 0;
    bool busy = false;
    bool fresh = false;  ///< nothing is known about the point yet
  };

  void prepare(const LaneColumns& columns, const WeightOptions& fixed, std::size_t size,
               std::span<const double> lower, std::span<const double> upper, LaneJobs& jobs);
  [[nodiscard]] bool any_busy() const;
  void fill(std::size_t lane);
  void leave_empty(std::size_t lane);
  void sweep(std::size_t num_slopes);
  void judge(std::size_t lane);
  void finish(std::size_t lane, JobEnd end);
  void leave(std::size_t lane, const double* where, JobEnd end);
  void solve();
  void try_step(std::size_t lane);
  void propose();

  const LaneColumns* columns_ = nullptr;
  const WeightOptions* fixed_ = nullptr;
  LaneJobs* jobs_ = nullptr;
  Options options_;
  std::size_t size_ = 0;  ///< columns that are searched
  std::size_t next_ = 0;
  std::size_t longest_ = 0;
  Lane lanes_[kLanes];
  std::vector<double> lower_, upper_;

  LaneMemory memory_;
  double *y_ = nullptr, *length_ = nullptr, *present_ = nullptr, *season_ = nullptr;
  double *x_ = nullptr, *trial_ = nullptr, *step_ = nullptr, *factor_ = nullptr;
  double *damping_ = nullptr, *decrease_ = nullptr, *taken_ = nullptr;
  double *slopes_ = nullptr, *seasons_ = nullptr, *block_ = nullptr, *region_ = nullptr,
         *plain_ = nullptr;
  double *value_ = nullptr, *there_ = nullptr, *here_ = nullptr;  ///< gradient, then curvature
};
}  // namespace foretell::ets
