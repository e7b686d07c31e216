#include "foretell/panel/infer_frequency.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell {
namespace {
using Stamps = std::vector<std::int64_t>;

Stamps grid(const char* name, std::int64_t from, std::size_t count) {
  const TimeIndex index(*parse_frequency(name));
  Stamps stamps;
  for (std::size_t i = 0; i < count; ++i) {
    stamps.push_back(index.stamp(from + static_cast<std::int64_t>(i)));
  }
  return stamps;
}
std::string inferred(const std::vector<Stamps>& panel, bool is_integer = false) {
  StampSummary summary(is_integer);
  for (const Stamps& stamps : panel) summary.add(stamps);
  const auto frequency = summary.frequency();
  return frequency ? to_string(*frequency) : "none";
}

TEST(InferFrequency, FindsEveryFrequencyFromItsOwnGrid) {
  for (const char* name : {"YS", "YE",  "YS-APR", "YE-JUN", "QS",    "QE",     "QS-FEB", "QE-JAN",
                           "MS", "ME",  "MS-15",  "W-SUN",  "W-WED", "D",      "B",      "h",
                           "6h", "min", "15min",  "s",      "10s",   "2W-TUE", "10YS"}) {
    EXPECT_EQ(inferred({grid(name, 300, 40)}), name);
  }
  EXPECT_EQ(inferred({grid("1", 5, 10)}, true), "1");
  EXPECT_EQ(inferred({grid("10", 5, 10)}, true), "10");
}

TEST(InferFrequency, GapsDoNotChangeIt) {
  Rng rng(3);
  for (const char* name : {"ME", "W-SUN", "D", "B", "h", "15min", "QS"}) {
    Stamps stamps = grid(name, 500, 100);
    std::erase_if(stamps, [&](std::int64_t) { return rng.uniform() < 0.2; });
    EXPECT_EQ(inferred({stamps}), name);
  }
}

TEST(InferFrequency, SeriesThatStartElsewhereShareOneGrid) {
  EXPECT_EQ(inferred({grid("MS", 0, 5), grid("MS", 7, 5)}), "MS");
  EXPECT_EQ(inferred({grid("YS", 40, 5), grid("YS", 7, 5)}), "YS");
}

TEST(InferFrequency, MergedPartsGiveTheSameAsOnePass) {
  const std::vector<Stamps> panel{grid("ME", 3, 4), grid("ME", 8, 1), grid("ME", 100, 9)};
  StampSummary merged(false);
  for (const Stamps& stamps : panel) {
    StampSummary part(false);
    part.add(stamps);
    merged.merge(part);
  }
  EXPECT_EQ(to_string(*merged.frequency()), inferred(panel));
}

TEST(InferFrequency, AWeekWithoutWeekendIsDaily) {
  EXPECT_EQ(inferred({grid("B", 0, 5)}), "D");
  EXPECT_EQ(inferred({grid("B", 0, 6)}), "B");
}

TEST(InferFrequency, ADailyTimeOfDayIsADayOfHours) {
  Stamps stamps = grid("D", 0, 9);
  for (std::int64_t& stamp : stamps) stamp += 9 * 3600;
  EXPECT_EQ(inferred({stamps}), "24h");
}

TEST(InferFrequency, OneStampTellsNothing) {
  EXPECT_EQ(inferred({grid("MS", 0, 1), grid("MS", 0, 1)}), "none");
  EXPECT_EQ(inferred({grid("1", 7, 1)}, true), "1");
}

TEST(OddStamps, FindsTheStampThatDisturbsAGrid) {
  Stamps stamps = grid("h", 0, 30);
  stamps[20] += 60;
  OddStamps odd(false);
  odd.learn(stamps);
  EXPECT_EQ(odd.find(stamps), std::pair(stamps[19], stamps[20]));
  Stamps months = grid("MS", 0, 30);
  months[10] += 86400;
  OddStamps odd_month(false);
  odd_month.learn(months);
  EXPECT_EQ(odd_month.find(months), std::pair(months[9], months[10]));
}
}  // namespace
}  // namespace foretell
