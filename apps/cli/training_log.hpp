#pragma once
#include <chrono>
#include <string>

#include "apps/calls/training_curve.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/sequence_options.hpp"

namespace foretell::cli {
/// What people see while training runs: on a terminal a line that is drawn again and again with
/// loss, speed, norm of the gradient and time left; for every epoch a line that stays.
class TrainingDisplay {
 public:
  TrainingDisplay(SequenceKind kind, bool quiet);
  TrainingDisplay(const TrainingDisplay&) = delete;
  TrainingDisplay& operator=(const TrainingDisplay&) = delete;
  ~TrainingDisplay();

  void show(const StepReport& report);
  void show(const EpochReport& report);

 private:
  using Clock = std::chrono::steady_clock;
  void wipe();

  SequenceKind kind_;
  bool quiet_, live_;
  bool drawn_ = false, headed_ = false;
  Clock::time_point next_ = Clock::now();
};

/// The curves of a run as a table: a row per step.
///   Columns  step, epoch, loss, held_out, gradient_norm, learning_rate, tokens_per_second, seconds
class CurveFile {
 public:
  ///   Errors  kIo
  [[nodiscard]] static Result<CurveFile> open(const std::string& path);
  void write(const calls::CurveRow& row);
  ///   Errors  kIo (of any write so far)
  [[nodiscard]] Result<void> finish();

 private:
  explicit CurveFile(AtomicFile file) : file_(std::move(file)) {}

  AtomicFile file_;
  Result<void> state_;
};
}  // namespace foretell::cli
