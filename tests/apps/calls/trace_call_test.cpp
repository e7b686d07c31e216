#include "apps/calls/trace_call.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "foretell/select/catalog.hpp"

namespace foretell::calls {
namespace {
Panel panel_of(std::size_t count) {
  Panel panel(*parse_frequency("1"), "", {});
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<double> y(40);
    for (std::size_t t = 0; t < y.size(); ++t) y[t] = static_cast<double>((t * t + i) % 17);
    panel.add("series " + std::to_string(i), 0, y);
  }
  return panel;
}

TEST(TraceCall, ListsTheCandidatesOfEverySeriesWithOneChosen) {
  const Panel panel = panel_of(2);
  const auto definitions = *define_all("naive,auto_arima");
  const auto traces = trace_candidates(panel, definitions).traces;
  ASSERT_EQ(traces.size(), 2U);
  for (const SeriesTrace& trace : traces) {
    EXPECT_EQ(trace.model, 1U);
    const auto fitted = definitions[1].fit(panel.series(trace.series));
    std::size_t chosen = 0;
    for (const Candidate& one : trace.candidates) {
      if (!one.chosen) continue;
      ++chosen;
      EXPECT_EQ(one.name, fitted->describe().name);
    }
    EXPECT_EQ(chosen, 1U);
  }
  const std::string text = trace_text(panel, definitions, traces);
  EXPECT_NE(text.find("series 1, auto_arima: "), std::string::npos);
  EXPECT_NE(text.find("\n* ARIMA("), std::string::npos);
  EXPECT_EQ(text.find("part"), std::string::npos);
}

TEST(TraceCall, NamesThePartsOfComposites) {
  const Panel panel = panel_of(1);
  const auto definitions = *define_all("scum");
  const auto traces = trace_candidates(panel, definitions).traces;
  ASSERT_EQ(traces.size(), 1U);
  const std::string text = trace_text(panel, definitions, traces);
  EXPECT_NE(text.find("* the chosen ones"), std::string::npos);
  EXPECT_NE(text.find("auto_ces"), std::string::npos);
  const auto table = trace_table(panel, definitions, traces);
  std::vector<std::string> names;
  for (const Column& column : table) names.push_back(column.name);
  EXPECT_EQ(names, (std::vector<std::string>{"unique_id", "model", "part", "candidate", "criterion",
                                             "log_likelihood", "verdict", "chosen"}));
  const auto& chosen = std::get<std::vector<std::int64_t>>(table.back().data);
  EXPECT_EQ(chosen.size(), traces.front().candidates.size());
  EXPECT_EQ(std::count(chosen.begin(), chosen.end(), 1), 3);
}

TEST(TraceCall, CountsTheSeriesThatAreRefused) {
  Panel panel = panel_of(1);
  panel.add("empty", 0, std::vector<double>{});
  const auto trace = trace_candidates(panel, *define_all("auto_arima,naive"));
  EXPECT_EQ(trace.traces.size(), 1U);
  EXPECT_EQ(trace.num_refused, 1U);
  EXPECT_EQ(trace.first_error->where, "series empty");
  EXPECT_TRUE(trace_candidates(panel, *define_all("naive")).traces.empty());
}

TEST(TraceCall, SaysWhatItIsFor) {
  EXPECT_EQ(check_shown(panel_of(21)).error().message,
            "--trace is for at most 20 series, but there are 21; give a table of the few to look "
            "at, or write all to a file with --candidates");
  EXPECT_TRUE(check_shown(panel_of(20)));
  EXPECT_EQ(check_traced(*define_all("naive,median(drift,theta)")).error().message,
            "naive, median(drift,theta) choose nothing; auto_arima, auto_ets, auto_ces, auto, "
            "best, fallback and combinations of them do");
  EXPECT_TRUE(check_traced(*define_all("naive,median(drift,auto_ces)")));
}
}  // namespace
}  // namespace foretell::calls
