#pragma once
#include <nanobind/nanobind.h>

namespace foretell::python {
namespace nb = nanobind;

/// Each adds one part to the module foretell._core; one source file per part.
void add_errors(nb::module_& module);
void add_table(nb::module_& module);
void add_catalog(nb::module_& module);
void add_calls(nb::module_& module);
void add_panel(nb::module_& module);
void add_forecast(nb::module_& module);
void add_backtest(nb::module_& module);
void add_score(nb::module_& module);
void add_analyze(nb::module_& module);
void add_forecaster(nb::module_& module);
void add_view(nb::module_& module);
void add_sequences(nb::module_& module);
void add_generate(nb::module_& module);
void add_train(nb::module_& module);
}  // namespace foretell::python
