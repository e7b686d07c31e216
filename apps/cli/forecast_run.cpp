#include "apps/cli/forecast_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <future>

#include "apps/calls/text_table.hpp"
#include "apps/cli/details.hpp"
#include "apps/cli/input.hpp"
#include "apps/cli/leaderboard.hpp"
#include "apps/cli/progress.hpp"
#include "apps/cli/report_builder.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/select/catalog.hpp"
#include "foretell/select/forecaster_run.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
constexpr std::size_t kMostTroublesKept = 1000;
}  // namespace

Outcome ForecastRun::run() {
  if (auto done = prepare(); !done) return done;
  if (options_.windows > 0) {
    if (auto done = evaluate(); !done) return done;
  }
  if (auto done = forecast_all(); !done) return done;
  if (is_traced()) traced_ = calls::trace_candidates(file_.panel, definitions_);
  if (auto done = write_files(); !done) return done;
  if (options_.run.json) print_json();
  if (!options_.run.quiet) print_summary();
  return {};
}

// Everything that can be wrong with the call is found before the data are read.
Outcome ForecastRun::prepare() {
  auto request = options_.models.request();
  if (!request) return wrong_call(std::move(request.error()));
  request_ = std::move(*request);
  request_.simulation.seed = options_.run.seed;
  if (!options_.future.empty() && options_.table.layout.regressors.empty()) {
    return wrong_call("--future is of use only with --regressors");
  }
  auto definitions = options_.models.definitions();
  if (!definitions) return wrong_call(std::move(definitions.error()));
  definitions_ = std::move(*definitions);
  if (auto done = prepare_trace(); !done) return done;
  for (const std::string* path : {&options_.report, &options_.save}) {
    if (path->empty()) continue;
    if (auto good = check_writable(*path); !good) return wrong_data(std::move(good.error()));
  }
  auto file = read_input(options_.input, options_.table, options_.run);
  if (!file) return tl::unexpected<Failure>(std::move(file.error()));
  file_ = std::move(*file);
  if (!options_.future.empty()) {
    auto layout = options_.table.resolved();
    if (!layout) return wrong_call(std::move(layout.error()));
    auto joined = read_future(options_.future, *layout, file_.panel);
    if (!joined) return wrong_data(std::move(joined.error()));
  }
  if (options_.trace) {
    if (auto few = calls::check_shown(file_.panel); !few) return wrong_call(few.error());
  }
  if (!options_.output.empty() || !options_.run.json) {
    auto writer = TableWriter::open(options_.output.empty() ? "-" : options_.output);
    if (!writer) return wrong_data(std::move(writer.error()));
    writer_.emplace(std::move(*writer));
  }
  return {};
}

Outcome ForecastRun::prepare_trace() {
  if (!is_traced()) return {};
  const std::string option = options_.trace ? "--trace" : "--candidates";
  if (auto chosen = calls::check_traced(definitions_); !chosen) {
    return wrong_call(fmt::format("{}: {}", option, chosen.error().message));
  }
  if (options_.candidates.empty()) return {};
  if (options_.candidates == "-" || options_.candidates == options_.output) {
    return wrong_call("--candidates needs a file of its own");
  }
  auto writer = TableWriter::open(options_.candidates);
  if (!writer) return wrong_data(std::move(writer.error()));
  candidates_.emplace(std::move(*writer));
  return {};
}

Outcome ForecastRun::evaluate() {
  auto evaluated = define_all(options_.models.models);
  const auto benchmark = define_all("naive2");
  if (!evaluated) return wrong_call(std::move(evaluated.error()));
  if (!benchmark) return wrong_call(benchmark.error());
  evaluated_ = std::move(*evaluated);
  if (!options_.models.select.empty()) evaluated_.push_back(definitions_.front());
  BacktestRequest request;
  request.plan = {.horizon = request_.horizon, .windows = options_.windows};
  request.forecast = request_;
  Progress progress("evaluating", file_.panel.size(), options_.run.quiet);
  evaluation_ = backtest(file_.panel, evaluated_, benchmark->front(), request, {},
                         [&](std::size_t done) { progress.show(done); });
  return {};
}

bool ForecastRun::keeps_models(std::size_t first) const {
  if (!options_.save.empty() || options_.details || !options_.models.select.empty()) return true;
  return !options_.report.empty() && first < options_.report_series;
}

Outcome ForecastRun::forecast_all() {
  const auto start = std::chrono::steady_clock::now();
  const Panel& panel = file_.panel;
  const std::size_t step = calls::series_per_block(request_.horizon);
  Progress progress("forecasting", panel.size(), options_.run.quiet);
  std::future<Result<void>> writing;
  for (std::size_t first = 0; first < panel.size(); first += step) {
    const std::size_t count = std::min(step, panel.size() - first);
    request_.keep_models = keeps_models(first);
    ForecastBlock block = forecast_block(panel, first, count, definitions_, request_);
    take_cells(block);
    if (writing.valid()) {
      if (auto written = writing.get(); !written) return wrong_data(std::move(written.error()));
    }
    if (writer_) {
      writing = std::async(std::launch::async,
                           [this, rows = table_of(block)] { return writer_->write(rows); });
    }
    const bool shown = !options_.report.empty() && first < options_.report_series;
    if (shown || options_.details) kept_.push_back(std::move(block));
    progress.show(first + count);
  }
  if (writing.valid()) {
    if (auto written = writing.get(); !written) return wrong_data(std::move(written.error()));
  }
  seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (num_forecast_ == 0 && !troubles_.empty()) {
    return wrong_data(std::move(troubles_.front().error));
  }
  return {};
}

void ForecastRun::take_cells(ForecastBlock& block) {
  for (std::size_t c = 0; c < block.cells.size(); ++c) {
    Cell& cell = block.cells[c];
    const bool empty = cell.error && cell.fallback.empty();
    ++(empty ? num_empty_ : num_forecast_);
    if (!cell.fallback.empty()) ++num_fallbacks_;
    if (cell.error && troubles_.size() < kMostTroublesKept) {
      troubles_.push_back({block.first + c / definitions_.size(), c % definitions_.size(),
                           *cell.error, cell.fallback});
    }
    if (!options_.save.empty()) {
      models_.push_back(cell.fitted);
      stand_ins_.push_back(owner_of(cell.fallback, request_.fallbacks));
    }
  }
}

std::vector<Column> ForecastRun::table_of(const ForecastBlock& block) const {
  return calls::forecast_table(file_.panel, block, block.columns, definitions_, request_,
                               !options_.models.select.empty());
}

Outcome ForecastRun::write_files() {
  if (!options_.report.empty()) {
    auto page = forecast_page({options_, file_, definitions_, request_, kept_,
                               evaluation_ ? &*evaluation_ : nullptr, evaluated_});
    if (!page) return wrong_data(std::move(page.error()));
    if (auto done = write_file(options_.report, *page); !done) {
      return wrong_data(std::move(done.error()));
    }
  }
  if (!options_.save.empty()) {
    Forecaster forecaster = make_forecaster(file_.panel, definitions_, std::move(models_));
    forecaster.fallbacks = request_.fallbacks;
    forecaster.stand_ins = std::move(stand_ins_);
    auto bytes = store(forecaster);
    if (!bytes) return wrong_data(std::move(bytes.error()));
    if (auto done = write_file(options_.save, *bytes); !done) {
      return wrong_data(std::move(done.error()));
    }
  }
  if (candidates_) {
    const auto rows = calls::trace_table(file_.panel, definitions_, traced_.traces);
    if (auto done = candidates_->write(rows); !done) return wrong_data(std::move(done.error()));
    if (auto done = candidates_->commit(); !done) return wrong_data(std::move(done.error()));
  }
  if (writer_) {
    if (auto done = writer_->commit(); !done) return wrong_data(std::move(done.error()));
  }
  return {};
}

std::string ForecastRun::troubles_text() const {
  if (troubles_.empty()) return {};
  const Troubled& first = troubles_.front();
  std::string text =
      fmt::format("{} of {} fits refused", calls::grouped(num_fallbacks_ + num_empty_),
                  calls::grouped(num_forecast_ + num_empty_));
  if (num_fallbacks_ > 0)
    text += fmt::format(", {} given by a fallback", calls::grouped(num_fallbacks_));
  if (num_empty_ > 0) text += fmt::format(", {} left empty", calls::grouped(num_empty_));
  return fmt::format("{} (first: {}, {})", text, definitions_[first.model].word(),
                     first.error.text());
}

void ForecastRun::print_summary() const {
  fmt::print(stderr, "{}\n", calls::describe_input(options_.input, file_));
  if (evaluation_) fmt::print(stderr, "\n{}\n", leaderboard_text(*evaluation_, evaluated_));
  if (options_.trace && !options_.run.json) {
    fmt::print(stderr, "\n{}", calls::trace_text(file_.panel, definitions_, traced_.traces));
  }
  std::vector<std::string> words;
  for (const AnyDefinition& definition : definitions_) words.push_back(definition.word());
  fmt::print(stderr, "forecast {} step{} with {} in {:.2f} s\n", request_.horizon,
             request_.horizon == 1 ? "" : "s", fmt::join(words, ", "), seconds_);
  if (const std::string text = calls::without_regressors_text(file_.panel, definitions_);
      !text.empty()) {
    fmt::print(stderr, "{}\n", text);
  }
  if (const std::string troubles = troubles_text(); !troubles.empty()) {
    fmt::print(stderr, "{}\n", troubles);
  }
  for (const std::string* path :
       {&options_.output, &options_.report, &options_.save, &options_.candidates}) {
    if (!path->empty() && *path != "-") fmt::print(stderr, "wrote {}\n", *path);
  }
}

void ForecastRun::print_json() const {
  nlohmann::ordered_json json{{"command", "forecast"},
                              {"version", FORETELL_VERSION},
                              {"input", input_json(options_.input, file_)},
                              {"horizon", request_.horizon},
                              {"seconds", seconds_},
                              {"fallbacks", num_fallbacks_},
                              {"empty", num_empty_}};
  for (const AnyDefinition& definition : definitions_) json["models"].push_back(definition.word());
  if (evaluation_) json["leaderboard"] = leaderboard_json(*evaluation_, evaluated_);
  json["refused"] = nlohmann::ordered_json::array();
  for (const Troubled& trouble : troubles_) {
    json["refused"].push_back({{"unique_id", file_.panel.id(trouble.series)},
                               {"model", definitions_[trouble.model].word()},
                               {"reason", trouble.error.message},
                               {"fallback", trouble.fallback}});
  }
  if (options_.details) json["series"] = details_json(file_.panel, definitions_, kept_);
  if (options_.trace) json["trace"] = trace_json(file_.panel, definitions_, traced_.traces);
  json["outputs"] = nlohmann::ordered_json::array();
  for (const std::string* path :
       {&options_.output, &options_.report, &options_.save, &options_.candidates}) {
    if (!path->empty()) json["outputs"].push_back(*path);
  }
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}
}  // namespace foretell::cli
