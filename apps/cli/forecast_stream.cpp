#include "apps/cli/forecast_stream.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "apps/calls/text_table.hpp"
#include "apps/cli/input.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/ingest/stream_panels.hpp"

namespace foretell::cli {
namespace {
constexpr std::size_t kRowsAtOnce = 4'000'000;

// What needs all series at once.
const char* option_against_streaming(const ForecastOptions& options) {
  if (!options.report.empty()) return "--report";
  if (!options.save.empty()) return "--save";
  if (!options.future.empty()) return "--future";
  if (options.windows > 0) return "--windows";
  if (options.details) return "--details";
  if (options.trace) return "--trace";
  if (!options.candidates.empty()) return "--candidates";
  return nullptr;
}
}  // namespace

Outcome ForecastStream::prepare() {
  if (const char* option = option_against_streaming(options_)) {
    return wrong_call(
        Error{ErrorCode::kInvalidOption,
              fmt::format("{} needs all series in memory; leave it out, or --stream", option), ""});
  }
  if (options_.output.empty()) {
    return wrong_call(Error{ErrorCode::kInvalidOption, "--stream needs a file to write, -o", ""});
  }
  auto request = options_.models.request();
  if (!request) return wrong_call(std::move(request.error()));
  request_ = std::move(*request);
  request_.simulation.seed = options_.run.seed;
  auto definitions = options_.models.definitions();
  if (!definitions) return wrong_call(std::move(definitions.error()));
  definitions_ = std::move(*definitions);
  auto layout = options_.table.resolved();
  if (!layout) return wrong_call(std::move(layout.error()));
  layout_ = std::move(*layout);
  auto writer = TableWriter::open(options_.output);
  if (!writer) return wrong_data(std::move(writer.error()));
  writer_.emplace(std::move(*writer));
  return {};
}

Outcome ForecastStream::run() {
  if (auto done = prepare(); !done) return done;
  set_num_threads(options_.run.threads);
  const auto start = std::chrono::steady_clock::now();
  Progress progress("forecasting", 0, options_.run.quiet);
  auto done = stream_panels(
      options_.input, layout_, kRowsAtOnce, [&](const PanelFile& file) { return take(file); },
      [&](std::size_t bytes, std::size_t total) { progress.show(bytes, total); });
  if (!done) return wrong_data(std::move(done.error()));
  if (num_forecast_ == 0 && first_error_) return wrong_data(std::move(*first_error_));
  if (auto written = writer_->commit(); !written) return wrong_data(std::move(written.error()));
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  if (options_.run.json) print_json(taken.count());
  if (!options_.run.quiet) print_summary(taken.count());
  return {};
}

Result<void> ForecastStream::take(const PanelFile& file) {
  const Panel& panel = file.panel;
  frequency_ = to_string(panel.frequency());
  num_series_ += panel.size();
  num_rows_ += file.num_rows;
  num_gaps_ += file.num_gaps;
  num_missing_ += file.num_missing;
  const std::size_t step = calls::series_per_block(request_.horizon);
  for (std::size_t first = 0; first < panel.size(); first += step) {
    const std::size_t count = std::min(step, panel.size() - first);
    auto block = forecast_block(panel, first, count, definitions_, request_);
    if (auto done = write(panel, std::move(block)); !done) return done;
  }
  return {};
}

Result<void> ForecastStream::write(const Panel& panel, ForecastBlock block) {
  count(panel, block);
  auto columns = std::move(block.columns);
  return writer_->write(calls::forecast_table(panel, block, std::move(columns), definitions_,
                                              request_, !options_.models.select.empty()));
}

void ForecastStream::count(const Panel& panel, const ForecastBlock& block) {
  for (std::size_t c = 0; c < block.cells.size(); ++c) {
    const Cell& cell = block.cells[c];
    num_fallbacks_ += cell.fallback.empty() ? 0 : 1;
    const bool empty = cell.error && cell.fallback.empty();
    ++(empty ? num_empty_ : num_forecast_);
    if (!cell.error || first_error_) continue;
    first_error_ = cell.error;
    first_trouble_ =
        fmt::format("{} on series {}: {}", definitions_[c % definitions_.size()].word(),
                    panel.id(block.first + c / definitions_.size()), cell.error->message);
  }
}

void ForecastStream::print_summary(double seconds) const {
  fmt::print(stderr, "{}: {} series, {} rows, frequency {}, {} gaps, {} missing\n", options_.input,
             calls::grouped(num_series_), calls::grouped(num_rows_), frequency_,
             calls::grouped(num_gaps_), calls::grouped(num_missing_));
  std::vector<std::string> words;
  for (const AnyDefinition& definition : definitions_) words.push_back(definition.word());
  fmt::print(stderr, "forecast {} step{} with {} in {:.2f} s\n", request_.horizon,
             request_.horizon == 1 ? "" : "s", fmt::join(words, ", "), seconds);
  if (!first_trouble_.empty()) {
    fmt::print(stderr, "{} fits refused, {} given by a fallback, {} left empty (first: {})\n",
               calls::grouped(num_fallbacks_ + num_empty_), calls::grouped(num_fallbacks_),
               calls::grouped(num_empty_), first_trouble_);
  }
  fmt::print(stderr, "wrote {}\n", options_.output);
}

void ForecastStream::print_json(double seconds) const {
  nlohmann::ordered_json json{{"command", "forecast"},
                              {"version", FORETELL_VERSION},
                              {"input",
                               {{"path", options_.input},
                                {"series", num_series_},
                                {"rows", num_rows_},
                                {"frequency", frequency_},
                                {"gaps", num_gaps_},
                                {"missing", num_missing_}}},
                              {"horizon", request_.horizon},
                              {"seconds", seconds},
                              {"fallbacks", num_fallbacks_},
                              {"empty", num_empty_}};
  for (const AnyDefinition& definition : definitions_) json["models"].push_back(definition.word());
  json["outputs"] = {options_.output};
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}
}  // namespace foretell::cli
