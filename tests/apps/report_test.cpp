#include "apps/report/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/report/page.hpp"
#include "tests/missing.hpp"

namespace foretell::report {
namespace {

SeriesReport sample_series_report(std::string id) {
  SeriesReport series;
  series.id = std::move(id);
  series.first = 5;
  series.values = {112, kMissing, 132.123456};
  series.fitted = {kMissing, 112, 120.5};
  series.residuals = {kMissing, kMissing, 11.623456};
  series.forecasts = {
      {.model = "naive", .first = 8, .mean = {1, 2}, .lo = {{0, 1}}, .hi = {{2, 3}}}};
  series.model = "naive";
  series.words = "The last observation, repeated.";
  series.parameters = {{"sigma", 10.0 / 3}};
  series.scores = {{"naive", 1.0}, {"theta", kMissing}};
  return series;
}

ReportData sample_report() {
  ReportData data;
  data.title = "Passengers";
  data.frequency = "monthly";
  data.horizon = 2;
  data.coverages = {0.8};
  data.facts = {{"Series", "1"}};
  data.metrics = {{.name = "MASE"}, {.name = "Coverage", .target = 0.8}};
  data.leaderboard = {{.model = "naive", .values = {1.25, 0.75}, .seconds = 0.5}};
  data.horizon_metric = "MASE";
  data.by_horizon = {{.model = "naive", .values = {1, 2}}};
  data.score = "MASE";
  data.series = {sample_series_report("AirPassengers")};
  data.time_text = [](std::int64_t ordinal) { return std::to_string(ordinal).insert(0, 1, 't'); };
  return data;
}

nlohmann::json parsed(const ReportData& data) {
  const auto json = report_json(data);
  EXPECT_TRUE(json) << json.error().text();
  return nlohmann::json::parse(*json);
}

/// The text between the opening and the next closing tag of the data element.
std::string report_data(const std::string& html) {
  const std::string open = R"(id="foretell-data">)";
  const std::size_t from = html.find(open) + open.size();
  return html.substr(from, html.find("</script", from) - from);
}

TEST(ReportJson, HoldsWhatTheCallerGave) {
  const auto json = parsed(sample_report());
  EXPECT_EQ(json["format"], 1);
  EXPECT_EQ(json["kind"], "forecast");
  EXPECT_EQ(json["facts"], nlohmann::json::parse(R"([["Series","1"]])"));
  EXPECT_EQ(json["metrics"][1]["target"], 0.8);
  EXPECT_EQ(json["leaderboard"][0]["values"], nlohmann::json::parse("[1.25,0.75]"));
  EXPECT_EQ(json["by_horizon"]["models"][0]["values"], nlohmann::json::parse("[1,2]"));
  const auto& series = json["series"][0];
  EXPECT_EQ(series["first"], 5);
  EXPECT_EQ(series["forecasts"][0]["hi"], nlohmann::json::parse("[[2,3]]"));
  EXPECT_EQ(series["parameters"][0][1], 3.33333);
}

TEST(ReportJson, MissingValuesAreNull) {
  const auto series = parsed(sample_report())["series"][0];
  EXPECT_EQ(series["values"], nlohmann::json::parse("[112,null,132.12346]"));
  EXPECT_EQ(series["residuals"], nlohmann::json::parse("[null,null,11.6235]"));
  EXPECT_TRUE(series["scores"][1][1].is_null());
}

TEST(ReportJson, TimeStampsCoverObservationsAndForecastsOnce) {
  auto data = sample_report();
  data.series.push_back(sample_series_report("other"));
  EXPECT_EQ(parsed(data)["times"],
            nlohmann::json::parse(R"([{"first":5,"text":["t5","t6","t7","t8","t9"]}])"));
}

TEST(ReportJson, LengthsThatContradictAreRefusedWithTheSeries) {
  auto data = sample_report();
  data.series[0].fitted.pop_back();
  const auto json = report_json(data);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(json.error().text(), "series AirPassengers: 2 fitted values for 3 observations");

  data = sample_report();
  data.series[0].forecasts[0].hi[0].pop_back();
  EXPECT_FALSE(report_json(data));
  data = sample_report();
  data.leaderboard[0].values.push_back(1);
  EXPECT_FALSE(report_json(data));
}

TEST(ReportJson, AThousandSeriesStayAFewMegabytes) {
  auto data = sample_report();
  auto series = sample_series_report("series");
  series.values.assign(200, 1234.56789);
  series.fitted.assign(200, 1234.56789);
  series.residuals.assign(200, -123.456789);
  data.series.assign(1000, series);
  const auto json = report_json(data);
  ASSERT_TRUE(json);
  EXPECT_LT(json->size(), 6'000'000u);
}

TEST(RenderReport, IsOnePageThatHoldsItsDataAndNeedsNothingElse) {
  const auto html = render_report(sample_report());
  ASSERT_TRUE(html);
  EXPECT_EQ(html->substr(0, 15), "<!doctype html>");
  EXPECT_EQ(report_data(*html), *report_json(sample_report()));
  EXPECT_EQ(html->find("__FORETELL_DATA__"), std::string::npos);
  for (const char* outside : {"src=\"http", "href=\"http", "url(http", "@import"}) {
    EXPECT_EQ(html->find(outside), std::string::npos) << outside;
  }
}

TEST(RenderReport, HostileTextStaysInsideTheDataElement) {
  const std::string hostile = "</script><img src=x onerror=alert(1)><!--<script>\xE2\x80\xA8";
  auto data = sample_report();
  data.title = data.note = data.command = hostile;
  data.series[0] = sample_series_report(hostile);
  data.series[0].error = data.series[0].words = data.series[0].remark = hostile;
  data.series[0].parameters = {{hostile, 1}};
  const auto html = render_report(data);
  ASSERT_TRUE(html);
  EXPECT_EQ(html->find("<img"), std::string::npos);
  const auto json = nlohmann::json::parse(report_data(*html));
  EXPECT_EQ(json["series"][0]["id"], hostile);
  EXPECT_EQ(json["title"], hostile);
}

TEST(RenderReport, TheMarkerInsideAnIdIsNotReplaced) {
  auto data = sample_report();
  data.series[0].id = "__FORETELL_DATA__";
  const auto html = render_report(data);
  ASSERT_TRUE(html);
  EXPECT_EQ(nlohmann::json::parse(report_data(*html))["series"][0]["id"], "__FORETELL_DATA__");
}

TEST(Page, SaysWhenItWasMadeToTheMinute) {
  auto shape = created_now();
  std::ranges::replace_if(
      shape, [](unsigned char c) { return std::isdigit(c) != 0; }, '0');
  EXPECT_EQ(shape, "0000-00-00 00:00");
}
}  // namespace
}  // namespace foretell::report
