#include "foretell/transform/resample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"
#include "tests/transform/dates.hpp"

namespace foretell {
namespace {
using dates::frequency;
using dates::ordinal;
using dates::stamp;

RegularSeries counting(const char* name, std::int64_t from, std::size_t n) {
  RegularSeries series{std::vector<double>(n), ordinal(name, from), frequency(name)};
  std::iota(series.values.begin(), series.values.end(), 1.0);
  return series;
}

double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Coarsen, DaysBecomeMonthsByTheCalendar) {
  // 1 January to 31 March 2024: 31, 29 and 31 days.
  const auto days = counting("D", stamp(2024, 1, 1), 91);
  const auto sums = coarsen(days, frequency("MS"), {});
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->series.values, (std::vector<double>{31 * 16, 29 * 46, 31 * 76}));
  EXPECT_EQ(sums->series.start, ordinal("MS", stamp(2024, 1, 1)));
  EXPECT_FALSE(sums->first_partial || sums->last_partial);
  const auto last = coarsen(days, frequency("ME"), {.rule = AggregateRule::kLast});
  EXPECT_EQ(last->series.values, (std::vector<double>{31, 60, 91}));
  EXPECT_EQ(last->series.start, ordinal("ME", stamp(2024, 1, 31)));
}

TEST(Coarsen, PartialStepsAreToldAndDroppedOrKept) {
  const auto days = counting("D", stamp(2024, 1, 15), 60);  // to 14 March
  const auto whole = coarsen(days, frequency("MS"), {});
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->first_partial && whole->last_partial);
  EXPECT_EQ(whole->series.values.size(), 1);
  EXPECT_EQ(whole->series.start, ordinal("MS", stamp(2024, 2, 1)));
  const auto kept = coarsen(days, frequency("MS"), {.keep_partial = true});
  EXPECT_EQ(kept->series.values.size(), 3);
  EXPECT_EQ(total(kept->series.values), total(days.values));
}

TEST(Coarsen, SumsKeepTheTotal) {
  Rng rng(4);
  for (const auto& [from, to] : {std::pair("h", "D"),
                                 {"D", "W-SUN"},
                                 {"B", "ME"},
                                 {"MS", "QS"},
                                 {"30min", "3h"},
                                 {"W-MON", "YS"}}) {
    RegularSeries series{std::vector<double>(500), 1234, frequency(from)};
    for (double& value : series.values) value = rng.normal();
    const auto sums = coarsen(series, frequency(to), {.keep_partial = true});
    ASSERT_TRUE(sums) << from << to;
    EXPECT_NEAR(total(sums->series.values), total(series.values), 1e-11);
  }
}

TEST(Coarsen, MissingValuesMakeAStepMissingUnlessSkipped) {
  auto hours = counting("h", stamp(2024, 1, 1), 48);
  hours.values[5] = kMissing;
  const auto strict = coarsen(hours, frequency("D"), {});
  EXPECT_TRUE(std::isnan(strict->series.values[0]));
  EXPECT_EQ(strict->with_missing, 1);
  const auto lenient = coarsen(hours, frequency("D"), {.skip_missing = true});
  EXPECT_EQ(lenient->series.values[0], 24 * 25 / 2 - 6);
}

TEST(Coarsen, NumbersBecomeCoarserNumbers) {
  const RegularSeries series{{1, 2, 3, 4, 5, 6}, 10, frequency("1")};
  const auto fives = coarsen(series, frequency("5"), {.keep_partial = true});
  ASSERT_TRUE(fives);
  EXPECT_EQ(fives->series.values, (std::vector<double>{15, 6}));
  EXPECT_FALSE(fives->first_partial);
  EXPECT_TRUE(fives->last_partial);
}

TEST(Refine, SpreadKeepsTheTotalOverLeapDays) {
  const auto months = counting("MS", stamp(2024, 1, 1), 3);
  const auto days = refine(months, frequency("D"), {.rule = RefineRule::kSpread});
  ASSERT_TRUE(days);
  EXPECT_EQ(days->values.size(), 91);
  EXPECT_EQ(days->start, ordinal("D", stamp(2024, 1, 1)));
  EXPECT_DOUBLE_EQ(days->values[31], 2.0 / 29);
  EXPECT_NEAR(total(days->values), 6, 1e-12);
  const auto back = coarsen(*days, frequency("MS"), {});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(back->series.values[i], months.values[i], 1e-12);
}

TEST(Refine, RepeatsOrFillsBetweenStamps) {
  const auto days = counting("D", stamp(2024, 1, 1), 3);
  const auto repeated = refine(days, frequency("12h"), {.rule = RefineRule::kRepeat});
  EXPECT_EQ(repeated->values, (std::vector<double>{1, 1, 2, 2, 3, 3}));
  const auto filled = refine(days, frequency("12h"), {});
  EXPECT_EQ(filled->values, (std::vector<double>{1, 1.5, 2, 2.5, 3}));
  const auto last = refine(days, frequency("12h"), {.fill = {.rule = FillRule::kLast}});
  EXPECT_EQ(last->values, (std::vector<double>{1, 1, 2, 2, 3}));
  // Month ends: the value stands at the last day, its steps before it.
  const auto ends = counting("ME", stamp(2024, 1, 31), 2);
  EXPECT_EQ(refine(ends, frequency("D"), {.rule = RefineRule::kSpread})->start,
            ordinal("D", stamp(2024, 1, 1)));
  EXPECT_EQ(refine(ends, frequency("D"), {})->start, ordinal("D", stamp(2024, 1, 31)));
}

TEST(Resample, RefusesWhatHasNoMeaning) {
  const auto days = counting("D", stamp(2024, 1, 1), 10);
  EXPECT_EQ(coarsen(days, frequency("h"), {}).error().code, ErrorCode::kFrequency);
  EXPECT_EQ(coarsen(days, frequency("D"), {}).error().code, ErrorCode::kFrequency);
  EXPECT_EQ(coarsen(days, frequency("10"), {}).error().code, ErrorCode::kFrequency);
  EXPECT_EQ(coarsen(days, frequency("MS"), {}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(coarsen({{}, 0, frequency("D")}, frequency("MS"), {}).error().code,
            ErrorCode::kTooShort);
  EXPECT_EQ(refine(days, frequency("MS"), {}).error().code, ErrorCode::kFrequency);
  EXPECT_EQ(
      refine({std::vector<double>(2000), 0, frequency("YS")}, frequency("s"), {}).error().code,
      ErrorCode::kTooShort);
  const auto months = counting("MS", stamp(1900, 1, 1), 2400);
  EXPECT_EQ(refine(months, frequency("30D"), {}).error().code, ErrorCode::kFrequency);
}
}  // namespace
}  // namespace foretell
