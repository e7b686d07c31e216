// What users ask, as objects with the defaults of C++.
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/backtest_call.hpp"
#include "apps/calls/table_call.hpp"
#include "python/core/bindings.hpp"
#include "python/core/failure.hpp"

namespace foretell::python {
using calls::BacktestCall;
using calls::ForecastCall;
using calls::TableCall;

void add_calls(nb::module_& module) {
  nb::class_<TableCall>(module, "TableCall", "How a table is laid out.")
      .def(nb::init<>())
      .def_prop_rw(
          "id", [](const TableCall& call) { return call.layout.id; },
          [](TableCall& call, std::string value) { call.layout.id = std::move(value); })
      .def_prop_rw(
          "time", [](const TableCall& call) { return call.layout.time; },
          [](TableCall& call, std::string value) { call.layout.time = std::move(value); })
      .def_prop_rw(
          "target", [](const TableCall& call) { return call.layout.target; },
          [](TableCall& call, std::string value) { call.layout.target = std::move(value); })
      .def_prop_rw(
          "regressors", [](const TableCall& call) { return call.layout.regressors; },
          [](TableCall& call, std::vector<std::string> value) {
            call.layout.regressors = std::move(value);
          })
      .def_prop_rw(
          "wide", [](const TableCall& call) { return call.layout.wide; },
          [](TableCall& call, bool value) { call.layout.wide = value; })
      .def_prop_rw(
          "format", [](const TableCall& call) { return call.layout.format; },
          [](TableCall& call, std::string value) { call.layout.format = std::move(value); })
      .def_prop_rw(
          "time_zone", [](const TableCall& call) { return call.layout.time_zone; },
          [](TableCall& call, std::string value) { call.layout.time_zone = std::move(value); })
      .def_rw("freq", &TableCall::frequency)
      .def_rw("season", &TableCall::season);
  nb::class_<ForecastCall>(module, "ForecastCall", "What is asked of a forecast.")
      .def(nb::init<>())
      .def_rw("horizon", &ForecastCall::horizon)
      .def_rw("models", &ForecastCall::models)
      .def_rw("select", &ForecastCall::select)
      .def_rw("coverage", &ForecastCall::coverages)
      .def_rw("paths", &ForecastCall::num_paths)
      .def_rw("non_negative", &ForecastCall::non_negative)
      .def_rw("no_fallback", &ForecastCall::no_fallback)
      .def_rw("seed", &ForecastCall::seed)
      .def("check", [](const ForecastCall& call) {
        (void)value_of(call.request());
        (void)value_of(call.definitions());
      });
  nb::class_<BacktestCall>(module, "BacktestCall", "What is asked of an evaluation.")
      .def(nb::init<>())
      .def_prop_rw(
          "windows", [](const BacktestCall& call) { return call.plan.windows; },
          [](BacktestCall& call, std::size_t value) { call.plan.windows = value; })
      .def_prop_rw(
          "step", [](const BacktestCall& call) { return call.plan.step; },
          [](BacktestCall& call, std::size_t value) { call.plan.step = value; })
      .def_prop_rw(
          "training", [](const BacktestCall& call) { return call.plan.training; },
          [](BacktestCall& call, std::size_t value) { call.plan.training = value; })
      .def_rw("no_refit", &BacktestCall::no_refit);
}
}  // namespace foretell::python
