#pragma once
#include <cstdint>
#include <limits>

#include "foretell/base/enum_names.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
enum class ScheduleKind { kConstant, kStep, kCosine, kPlateau };
template <>
inline constexpr auto kEnumNames<ScheduleKind> = std::array{
    std::pair{ScheduleKind::kConstant, "constant"}, std::pair{ScheduleKind::kStep, "step"},
    std::pair{ScheduleKind::kCosine, "cosine"}, std::pair{ScheduleKind::kPlateau, "plateau"}};

/// How the learning rate changes while training goes on.
struct ScheduleOptions {
  ScheduleKind kind = ScheduleKind::kConstant;
  std::size_t warmup_steps = 0;  ///< the rate grows linearly over this many steps
  std::size_t every = 10;        ///< step: epochs between two cuts
  double factor = 0.5;           ///< step, plateau: what a cut multiplies by, in (0, 1)
  std::size_t plateau = 3;       ///< plateau: epochs without improvement before a cut
  double lowest = 0;             ///< share of the rate below which it never falls, in [0, 1]

  ///   Errors  kInvalidOption
  [[nodiscard]] Result<void> check() const;
};

/// The share of the learning rate at a step.
///   warm-up   min(1, (step + 1) / warmup_steps), times
///   step      factor^⌊epoch / every⌋
///   cosine    lowest + (1 − lowest)·(1 + cos(π·done)) / 2, done: the share of training behind it
///   plateau   factor^cuts; a cut after `plateau` epochs in which the loss did not fall by a
///   relative
///             1e-4
///   Source    Loshchilov & Hutter (2017), arXiv 1608.03983, for the cosine without restarts
class Schedule {
 public:
  explicit Schedule(const ScheduleOptions& options) : options_(options) {}

  /// `done` in [0, 1] is the share of all steps that are behind.
  [[nodiscard]] double share(std::uint64_t step, std::uint64_t epoch, double done) const;
  /// Tells the loss of an epoch.
  void observe(double loss);

  void save(ModelFile& file) const;
  ///   Errors  kBadFile
  [[nodiscard]] Result<void> load(const ModelFile& file);

 private:
  ScheduleOptions options_;
  double best_ = std::numeric_limits<double>::infinity();
  std::size_t waiting_ = 0;
  std::size_t cuts_ = 0;
};
}  // namespace foretell
