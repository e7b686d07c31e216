#include "apps/calls/trace_call.hpp"

#include <gtest/gtest.h>

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
  const auto traces = trace_candidates(panel, definitions);
  ASSERT_TRUE(traces);
  ASSERT_EQ(traces->size(), 2U);
  for (const SeriesTrace& trace : *traces) {
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
  const std::string text = trace_text(panel, definitions, *traces);
  EXPECT_NE(text.find("series 1, auto_arima: "), std::string::npos);
  EXPECT_NE(text.find("\n* ARIMA("), std::string::npos);
}

TEST(TraceCall, SaysWhatItIsFor) {
  const auto many = trace_candidates(panel_of(21), *define_all("auto_arima"));
  EXPECT_EQ(many.error().message,
            "--trace is for at most 20 series, but there are 21; give a table of the few to look "
            "at");
  const auto none = trace_candidates(panel_of(1), *define_all("naive"));
  EXPECT_EQ(none.error().message,
            "--trace shows the choice of auto_arima, but the models are naive alone; add "
            "auto_arima to --models");
}
}  // namespace
}  // namespace foretell::calls
