#include "apps/report/analysis.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/missing.hpp"

namespace foretell::report {
namespace {

SeriesAnalysisReport sample_series(std::string id) {
  SeriesAnalysisReport series{.id = std::move(id), .first = 5, .severity = 61.5};
  series.headline = "season of 2";
  series.values = {112, kMissing, 132.123456};
  series.trend = {110, 120, 130};
  series.periods = {2};
  series.seasons = {{1, -1, 1}};
  series.remainder = {1, kMissing, 1.123456789};
  series.outliers = {2};
  series.change_points = {1};
  series.acf = {.values = {0.5, -0.25}, .band = {0.9, 1.1}};
  series.spectrum = {.period = {3, 2}, .power = {1, 10.0 / 3}};
  series.found = {{.period = 2, .strength = 0.75, .certainty = "likely"}};
  series.tests = {{.name = "KPSS", .statistic = 0.1, .p_value = kMissing, .verdict = "fine"}};
  series.advice = {"Difference once."};
  series.models = {{.model = "naive",
                    .sentences = {"White."},
                    .residuals = {kMissing, 1, 2},
                    .acf = {.values = {0.1}, .band = {0.9}}}};
  series.missing_parts = {{"PACF", "3 observations are too few"}};
  return series;
}

AnalysisData sample() {
  AnalysisData data{.title = "Passengers", .frequency = "monthly"};
  data.facts = {{"Series", "1"}};
  data.findings = {"One series has a season."};
  data.series = {sample_series("AirPassengers")};
  data.time_text = [](std::int64_t ordinal) { return std::to_string(ordinal).insert(0, 1, 't'); };
  return data;
}

nlohmann::json parsed(const AnalysisData& data) {
  const auto json = analysis_json(data);
  EXPECT_TRUE(json) << json.error().text();
  return nlohmann::json::parse(*json);
}

nlohmann::json operator""_json(const char* text, std::size_t size) {
  return nlohmann::json::parse(std::string_view(text, size));
}

/// The text between the opening and the next closing tag of the data element.
std::string data_of(const std::string& html) {
  const std::string open = R"(id="foretell-data">)";
  const std::size_t from = html.find(open) + open.size();
  return html.substr(from, html.find("</script", from) - from);
}

/// The refusal of a sample whose series was changed.
template <class Change>
std::string refusal(Change change) {
  auto data = sample();
  change(data.series[0]);
  const auto json = analysis_json(data);
  if (json) return "accepted";
  EXPECT_EQ(json.error().code, ErrorCode::kInvalidOption);
  return json.error().text();
}

TEST(AnalysisJson, HoldsWhatTheCallerGave) {
  const auto json = parsed(sample());
  EXPECT_EQ(json["format"], 1);
  EXPECT_EQ(json["kind"], "analysis");
  EXPECT_EQ(json["facts"], R"([["Series","1"]])"_json);
  EXPECT_EQ(json["findings"], R"(["One series has a season."])"_json);
  EXPECT_EQ(json["times"], R"([{"first":5,"text":["t5","t6","t7"]}])"_json);
  const auto& series = json["series"][0];
  EXPECT_EQ(series["severity"], 61.5);
  EXPECT_EQ(series["multiplicative"], false);
  EXPECT_EQ(series["seasons"], R"([[1,-1,1]])"_json);
  EXPECT_EQ(series["change_points"], R"([1])"_json);
  EXPECT_EQ(series["acf"], R"({"values":[0.5,-0.25],"band":[0.9,1.1]})"_json);
  EXPECT_EQ(series["spectrum"], R"({"period":[3,2],"power":[1,3.33333]})"_json);
  EXPECT_EQ(series["found"], R"([{"period":2,"strength":0.75,"certainty":"likely"}])"_json);
  EXPECT_EQ(series["models"][0]["sentences"], R"(["White."])"_json);
  EXPECT_EQ(series["missing_parts"], R"([["PACF","3 observations are too few"]])"_json);
}

TEST(AnalysisJson, MissingNumbersAreNull) {
  const auto series = parsed(sample())["series"][0];
  EXPECT_EQ(series["values"], "[112,null,132.12346]"_json);
  EXPECT_EQ(series["remainder"], "[1,null,1.12346]"_json);
  EXPECT_TRUE(series["tests"][0]["p_value"].is_null());
}

TEST(AnalysisJson, PartsThatWereNotComputedAreEmpty) {
  auto data = sample();
  data.series = {{.id = "bare", .values = {1}}};
  const auto series = parsed(data)["series"][0];
  EXPECT_EQ(series["trend"], "[]"_json);
  EXPECT_EQ(series["acf"]["values"], "[]"_json);
  EXPECT_EQ(series["models"], "[]"_json);
}

TEST(AnalysisJson, LengthsThatContradictAreRefusedWithTheSeries) {
  using Series = SeriesAnalysisReport;
  EXPECT_EQ(refusal([](Series& s) { s.trend.pop_back(); }),
            "series AirPassengers: trend: 2 values for 3 observations");
  EXPECT_EQ(refusal([](Series& s) { s.seasons.clear(); }),
            "series AirPassengers: seasons: 0 values for 1 periods");
  EXPECT_EQ(refusal([](Series& s) { s.seasons[0].clear(); }),
            "series AirPassengers: season: 0 values for 3 observations");
  EXPECT_EQ(refusal([](Series& s) { s.acf.band.pop_back(); }),
            "series AirPassengers: bands of the ACF: 1 values for 2 lags");
  EXPECT_EQ(refusal([](Series& s) { s.spectrum.power.clear(); }),
            "series AirPassengers: powers: 0 values for 2 frequencies");
  EXPECT_EQ(refusal([](Series& s) { s.models[0].residuals.push_back(1); }),
            "series AirPassengers: residuals of naive: 4 values for 3 observations");
}

TEST(AnalysisJson, PositionsOutsideTheSeriesAreRefused) {
  using Series = SeriesAnalysisReport;
  EXPECT_EQ(refusal([](Series& s) {
              s.outliers = {0, 3};
            }),
            "series AirPassengers: outlier at 3, but there are 3 observations");
  EXPECT_EQ(refusal([](Series& s) { s.change_points = {9}; }),
            "series AirPassengers: change point at 9, but there are 3 observations");
}

TEST(RenderAnalysis, IsOnePageThatHoldsItsDataAndNeedsNothingElse) {
  const auto html = render_analysis(sample());
  ASSERT_TRUE(html);
  EXPECT_EQ(html->substr(0, 15), "<!doctype html>");
  EXPECT_NE(html->find("<title>Foretell analysis</title>"), std::string::npos);
  EXPECT_EQ(data_of(*html), *analysis_json(sample()));
  EXPECT_EQ(html->find("__FORETELL_DATA__"), std::string::npos);
  for (const char* outside : {"src=\"http", "href=\"http", "url(http", "@import"}) {
    EXPECT_EQ(html->find(outside), std::string::npos) << outside;
  }
}

TEST(RenderAnalysis, HostileTextStaysInsideTheDataElement) {
  const std::string hostile = "</script><img src=x onerror=alert(1)><!--<script>\xE2\x80\xA8";
  auto data = sample();
  data.title = data.note = data.command = hostile;
  data.findings = {hostile};
  auto& series = data.series[0] = sample_series(hostile);
  series.headline = series.models[0].model = hostile;
  series.advice = {hostile};
  series.tests[0].verdict = hostile;
  const auto html = render_analysis(data);
  ASSERT_TRUE(html);
  EXPECT_EQ(html->find("<img"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(data_of(*html))["series"][0]["id"], hostile);
}
}  // namespace
}  // namespace foretell::report
