#include "apps/calls/training_curve.hpp"

namespace foretell::calls {
void TrainingCurve::add(const StepReport& report) {
  finish();
  row_ = CurveRow{report, {}};
}

void TrainingCurve::add(const EpochReport& report) {
  if (row_) row_->held_out = report.held_out;
}

void TrainingCurve::finish() {
  if (row_) take_(*row_);
  row_.reset();
}
}  // namespace foretell::calls
