#include "apps/cli/analyze_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "apps/calls/text_table.hpp"
#include "apps/cli/analysis_page.hpp"
#include "apps/cli/input.hpp"
#include "apps/cli/progress.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/select/catalog.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
constexpr std::size_t kBlock = 512;           // series analyzed before rows are written
constexpr std::size_t kShownInTerminal = 10;  // series of the table for people

// Worst first; among equals the order of the panel.
bool worse(const Analyzed& a, const Analyzed& b) {
  if (a.advice.severity != b.advice.severity) return a.advice.severity > b.advice.severity;
  return a.series < b.series;
}

std::string whole(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.0f}", value);
}
}  // namespace

Outcome AnalyzeRun::run() {
  if (auto done = prepare(); !done) return done;
  if (auto done = analyze_all(); !done) return done;
  if (auto done = write_files(); !done) return done;
  if (options_.run.json) print_json();
  if (!options_.run.quiet) print_summary();
  return {};
}

Outcome AnalyzeRun::prepare() {
  if (!options_.models.empty()) {
    auto definitions = define_all(options_.models);
    if (!definitions) return wrong_call(std::move(definitions.error()));
    definitions_ = std::move(*definitions);
    if (options_.report.empty()) {
      return wrong_call("--models draws residuals on the page: name one with --report");
    }
  }
  if (!options_.report.empty()) {
    if (auto good = check_writable(options_.report); !good) {
      return wrong_data(std::move(good.error()));
    }
  }
  auto file = read_input(options_.input, options_.table, options_.run);
  if (!file) return tl::unexpected<Failure>(std::move(file.error()));
  file_ = std::move(*file);
  format_.emplace(file_.panel.frequency(), file_.panel.time_zone());
  if (!options_.output.empty()) {
    auto writer = TableWriter::open(options_.output);
    if (!writer) return wrong_data(std::move(writer.error()));
    writer_.emplace(std::move(*writer));
  }
  return {};
}

Outcome AnalyzeRun::analyze_all() {
  const auto start = std::chrono::steady_clock::now();
  const Panel& panel = file_.panel;
  Progress progress("analyzing", panel.size(), options_.run.quiet);
  for (std::size_t first = 0; first < panel.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, panel.size() - first);
    std::vector<Analyzed> block = calls::analyze_block(panel, *format_, first, count);
    if (writer_) {
      if (auto done = writer_->write(calls::analysis_table(panel, block)); !done) {
        return wrong_data(std::move(done.error()));
      }
    }
    for (const Analyzed& one : block) findings_.add(one.analysis);
    keep_worst(std::move(block));
    progress.show(first + count);
  }
  seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {};
}

void AnalyzeRun::keep_worst(std::vector<Analyzed> block) {
  const bool many = !options_.report.empty() || options_.run.json;
  const std::size_t most = std::max(many ? options_.report_series : 0, kShownInTerminal);
  worst_.insert(worst_.end(), std::make_move_iterator(block.begin()),
                std::make_move_iterator(block.end()));
  std::sort(worst_.begin(), worst_.end(), worse);
  if (worst_.size() > most)
    worst_.erase(worst_.begin() + static_cast<std::ptrdiff_t>(most), worst_.end());
}

Outcome AnalyzeRun::write_files() {
  if (!options_.report.empty()) {
    auto page = analysis_page({options_, file_, definitions_, findings_, worst_, *format_});
    if (!page) return wrong_data(std::move(page.error()));
    if (auto done = write_file(options_.report, *page); !done) {
      return wrong_data(std::move(done.error()));
    }
  }
  if (writer_) {
    if (auto done = writer_->commit(); !done) return wrong_data(std::move(done.error()));
  }
  return {};
}

void AnalyzeRun::print_summary() const {
  fmt::print(stderr, "{}\n", calls::describe_input(options_.input, file_));
  for (const std::string& sentence : findings_.sentences()) fmt::print(stderr, "{}\n", sentence);
  std::vector<std::vector<std::string>> rows{{"series", "values", "missing", "season", "trend",
                                              "seasonality", "diffs", "outliers", "finding"}};
  for (std::size_t i = 0; i < std::min(worst_.size(), kShownInTerminal); ++i) {
    const Features& of = worst_[i].analysis.features;
    rows.push_back({std::string(file_.panel.id(worst_[i].series)),
                    whole(of[Feature::kObservations]), whole(of[Feature::kMissing]),
                    whole(of[Feature::kSeasonPeriod]),
                    calls::short_number(of[Feature::kTrendStrength]),
                    calls::short_number(of[Feature::kSeasonStrength]),
                    fmt::format("{}+{}", whole(of[Feature::kDifferences]),
                                whole(of[Feature::kSeasonalDifferences])),
                    whole(of[Feature::kOutliers]), worst_[i].advice.headline});
  }
  fmt::print(stderr, "\n{}", calls::text_table(rows));
  if (worst_.size() == 1) {
    for (const std::string& sentence : worst_.front().advice.sentences) {
      fmt::print(stderr, "- {}\n", sentence);
    }
  } else if (file_.panel.size() > kShownInTerminal) {
    fmt::print(stderr, "(the {} series with most to look at, of {})\n", kShownInTerminal,
               calls::grouped(file_.panel.size()));
  }
  fmt::print(stderr, "analyzed {} series in {:.2f} s\n", calls::grouped(file_.panel.size()),
             seconds_);
  for (const std::string* path : {&options_.output, &options_.report}) {
    if (!path->empty() && *path != "-") fmt::print(stderr, "wrote {}\n", *path);
  }
}

void AnalyzeRun::print_json() const {
  const auto number = [](double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
  };
  nlohmann::ordered_json json{{"command", "analyze"},
                              {"version", FORETELL_VERSION},
                              {"input", input_json(options_.input, file_)},
                              {"seconds", seconds_},
                              {"findings", findings_.sentences()}};
  json["series"] = nlohmann::ordered_json::array();
  for (const Analyzed& one : worst_) {
    nlohmann::ordered_json entry{{"unique_id", file_.panel.id(one.series)},
                                 {"severity", one.advice.severity},
                                 {"finding", one.advice.headline},
                                 {"advice", one.advice.sentences},
                                 {"demand", calls::demand_text(one.analysis)}};
    for (std::size_t f = 0; f < kNumFeatures; ++f) {
      const auto feature = static_cast<Feature>(f);
      entry["features"][std::string(name_of(feature))] = number(one.analysis.features[feature]);
    }
    entry["seasons"] = nlohmann::ordered_json::array();
    for (const SeasonFinding& season : one.analysis.seasons.seasons) {
      entry["seasons"].push_back({{"period", season.period},
                                  {"certainty", name_of(season.certainty)},
                                  {"p_value", number(season.p_value)},
                                  {"strength", number(season.strength)}});
    }
    entry["not_computed"] = nlohmann::ordered_json::array();
    for (const FailedPart& part : one.analysis.failed) {
      entry["not_computed"].push_back({{"part", part.part}, {"reason", part.reason.message}});
    }
    json["series"].push_back(std::move(entry));
  }
  json["outputs"] = nlohmann::ordered_json::array();
  for (const std::string* path : {&options_.output, &options_.report}) {
    if (!path->empty()) json["outputs"].push_back(*path);
  }
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}
}  // namespace foretell::cli
