#pragma once
#include "foretell/ingest/frame.hpp"
#include "foretell/select/forecaster.hpp"
#include "python/core/forecast.hpp"

namespace foretell::python {
/// A forecaster, the types in which its answers go back, and its keys as a panel.
struct Holder {
  Forecaster forecaster;
  FrameTypes types;
  Panel keys;
  Troubles troubles;  ///< of the fit
};

/// What lies inside: one-step values, components, parameters.
void add_insight(nb::class_<Holder>& forecaster);
}  // namespace foretell::python
