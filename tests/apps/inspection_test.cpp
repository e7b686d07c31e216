#include "apps/report/inspection.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace foretell::report {
namespace {
InspectionData sample_inspection() {
  InspectionData data{.title = "novel.model on test.txt"};
  data.verdict = "healthy";
  data.advice = {"Nothing to do."};
  data.steps = 2;
  data.inputs = {"a", "\n"};
  LayerReport layer{.name = "l0", .units = 2, .h = {1, 0.5}, .c = {}};
  layer.gates = {{"forget", 0.5, 0.25, 1.5}};
  layer.time_constants = {2, std::numeric_limits<double>::infinity()};
  layer.maps = {{"forget", {0, 0.5, 1, 0.25}}, {"candidate", {-0.5, 0, 1, 0}}};
  data.layers = {layer};
  return data;
}

TEST(Inspection, WritesLayersWithGatesAndMemory) {
  const auto text = inspection_json(sample_inspection());
  ASSERT_TRUE(text) << text.error().text();
  const auto json = nlohmann::json::parse(*text);
  EXPECT_EQ(json["verdict"], "healthy");
  EXPECT_EQ(json["inputs"][1], "\n");
  const auto& layer = json["layers"][0];
  EXPECT_EQ(layer["h"], nlohmann::json({1, 0.5}));
  EXPECT_EQ(layer["gates"][0]["spectral_radius"], 1.5);
  EXPECT_TRUE(layer["time_constants"][1].is_null());
}

TEST(Inspection, AMapIsBytesBetweenTheEndsOfItsGate) {
  const auto json = nlohmann::json::parse(*inspection_json(sample_inspection()));
  const auto& maps = json["layers"][0]["maps"];
  EXPECT_EQ(maps[0]["low"], 0);
  EXPECT_EQ(maps[0]["data"], "AID/QA==");  // 0, 128, 255, 64
  EXPECT_EQ(maps[1]["low"], -1);
  EXPECT_EQ(maps[1]["data"], "QID/gA==");  // 64, 128, 255, 128
}

TEST(Inspection, AMapOfAnotherSizeIsRefusedByName) {
  InspectionData data = sample_inspection();
  data.layers[0].maps[1].values.pop_back();
  EXPECT_EQ(render_inspection(data).error().message,
            "gate candidate of l0: 3 values for 2 steps of 2 units");
}

TEST(Inspection, ThePageHoldsTheDataAndNeedsNothingElse) {
  const auto html = render_inspection(sample_inspection());
  ASSERT_TRUE(html);
  EXPECT_NE(html->find(R"("verdict":"healthy")"), std::string::npos);
  EXPECT_EQ(html->find("__FORETELL_DATA__"), std::string::npos);
}
}  // namespace
}  // namespace foretell::report
