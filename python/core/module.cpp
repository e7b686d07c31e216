#include "python/core/bindings.hpp"

// foretell._core: the engine as Python sees it. What users call is in python/foretell/.
NB_MODULE(_core, module) {
  using namespace foretell::python;
  module.attr("version") = FORETELL_VERSION;
  add_errors(module);
  add_table(module);
  add_catalog(module);
  add_calls(module);
  add_panel(module);
  add_forecast(module);
  add_backtest(module);
  add_score(module);
  add_analyze(module);
  add_forecaster(module);
  add_view(module);
  add_sequences(module);
  add_generate(module);
  add_train(module);
}
