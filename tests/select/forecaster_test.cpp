#include "foretell/select/forecaster.hpp"

#include <gtest/gtest.h>

#include "foretell/select/catalog.hpp"

namespace foretell {
namespace {
Forecaster small_forecaster() {
  Panel panel({.unit = Frequency::Unit::kMonth, .at_end = true}, "Europe/Lisbon", {12});
  panel.add("north", 600, std::vector<double>{1, 2, 4, 3, 5, 6});
  panel.add("empty", 601, std::vector<double>{});
  const auto definitions = *define_all("naive,best(drift,mean)");
  std::vector<std::optional<AnyFitted>> models;
  for (std::size_t i = 0; i < 2; ++i) {
    for (const AnyDefinition& definition : definitions) {
      auto fitted = definition.fit(panel.series(i));
      models.push_back(fitted ? std::optional(std::move(*fitted)) : std::nullopt);
    }
  }
  return make_forecaster(panel, definitions, std::move(models));
}

TEST(Forecaster, ReadsBackBitForBit) {
  const Forecaster before = small_forecaster();
  const auto bytes = store(before);
  ASSERT_TRUE(bytes);
  const auto after = load_forecaster(*bytes);
  ASSERT_TRUE(after) << after.error().text();
  EXPECT_EQ(after->frequency, before.frequency);
  EXPECT_EQ(after->time_zone, "Europe/Lisbon");
  EXPECT_EQ(after->periods, before.periods);
  EXPECT_EQ(after->ids, before.ids);
  EXPECT_EQ(after->next, (std::vector<std::int64_t>{606, 601}));
  EXPECT_FALSE(after->models[2]);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto a = before.models[i]->forecast(5);
    const auto b = after->models[i]->forecast(5);
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_EQ(a.mean()[k], b.mean()[k]);
      EXPECT_EQ(a.quantile(k, 0.9), b.quantile(k, 0.9));
    }
  }
}

TEST(Forecaster, RefusesWhatIsTruncatedOrAltered) {
  const std::string bytes = *store(small_forecaster());
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    EXPECT_FALSE(load_forecaster(std::string_view(bytes).substr(0, size))) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); at += 5) {
    std::string altered = bytes;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    EXPECT_FALSE(load_forecaster(altered)) << at;
  }
}
}  // namespace
}  // namespace foretell
