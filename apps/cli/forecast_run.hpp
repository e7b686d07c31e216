#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "apps/calls/trace_call.hpp"
#include "apps/cli/options.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::cli {
/// The call of `foretell forecast`.
struct ForecastOptions {
  std::string call;  ///< the command line, for the report
  std::string input;
  RunOptions run;
  TableOptions table;
  ModelListOptions models;
  std::string future;
  std::string output;
  std::string report;
  std::size_t report_series = 2000;
  std::string save;
  std::size_t windows = 0;
  bool details = false;
  bool stream = false;
  bool trace = false;      ///< show the candidates
  std::string candidates;  ///< a file of them
};

/// One run of the verb: reads, evaluates if asked, forecasts block by block while the block before
/// is written, then writes report and model file, and says what happened.
class ForecastRun {
 public:
  explicit ForecastRun(const ForecastOptions& options) : options_(options) {}
  [[nodiscard]] Outcome run();

 private:
  struct Troubled {
    std::size_t series;
    std::size_t model;
    Error error;
    std::string fallback;
  };

  [[nodiscard]] Outcome prepare();
  [[nodiscard]] Outcome prepare_trace();
  [[nodiscard]] bool is_traced() const { return options_.trace || !options_.candidates.empty(); }
  [[nodiscard]] Outcome evaluate();
  [[nodiscard]] Outcome forecast_all();
  [[nodiscard]] Outcome write_files();
  void take_cells(ForecastBlock& block);
  [[nodiscard]] std::vector<Column> table_of(const ForecastBlock& block) const;
  [[nodiscard]] bool keeps_models(std::size_t first) const;
  void print_summary() const;
  [[nodiscard]] std::string troubles_text() const;
  void print_json() const;

  const ForecastOptions& options_;
  std::vector<AnyDefinition> definitions_;
  ForecastRequest request_;
  PanelFile file_;
  std::optional<TableWriter> writer_;
  std::optional<TableWriter> candidates_;  ///< with --candidates
  std::optional<BacktestResult> evaluation_;
  std::vector<AnyDefinition> evaluated_;
  std::vector<ForecastBlock> kept_;               ///< blocks of the series that report or file show
  calls::PanelTrace traced_;                      ///< with --trace or --candidates
  std::vector<Troubled> troubles_;                ///< the first ones, for messages
  std::vector<std::optional<AnyFitted>> models_;  ///< with --save: [series · models]
  std::vector<std::int64_t> stand_ins_;           ///< whose models they are
  std::size_t num_fallbacks_ = 0;
  std::size_t num_empty_ = 0;
  std::size_t num_forecast_ = 0;
  double seconds_ = 0;
};
}  // namespace foretell::cli
