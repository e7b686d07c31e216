#pragma once
#include <functional>
#include <optional>

#include "foretell/trainer/trainer.hpp"

namespace foretell::calls {
/// One step of a training curve; held-out loss stands in the row of an epoch's last step.
struct CurveRow {
  StepReport step;
  std::optional<double> held_out;
};

/// Joins what a trainer reports of steps and of epochs to rows, each handed on once it is complete.
class TrainingCurve {
 public:
  explicit TrainingCurve(std::function<void(const CurveRow&)> take) : take_(std::move(take)) {}
  void add(const StepReport& report);
  void add(const EpochReport& report);
  /// Hands on the last row.
  void finish();

 private:
  std::function<void(const CurveRow&)> take_;
  std::optional<CurveRow> row_;
};
}  // namespace foretell::calls
