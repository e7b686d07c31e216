#include <gtest/gtest.h>

#include "ets_testing.hpp"

namespace foretell {
namespace {
EtsFitted some_model(const EtsForm& form, std::size_t period) {
  Rng rng(5);
  const auto y = plain_model(form, period, 0.03).simulate(3 * period + 1, rng);
  return *EtsFitted::at(form, {0.3, 0.1, 0.2, 0.9}, plain_state(form, period), y);
}

TEST(EtsState, RoundTripIsBitEqualInEveryForm) {
  for (const auto& form : all_forms()) {
    const auto model = some_model(form, 5);
    const auto numbers = model.state();
    const auto back = EtsFitted::from_state(numbers);
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->state(), numbers) << form.name();
    EXPECT_EQ(back->forecast(7, {}).interval(6, 0.9).lo, model.forecast(7, {}).interval(6, 0.9).lo);
  }
}

TEST(EtsState, StaysUnderAKilobyteUpToPeriod24) {
  EXPECT_LT(some_model(form_of("MAdM"), 24).state().size() * sizeof(double), 1024u);
}

TEST(EtsState, RefusesNumbersThatAreNoModel) {
  const auto good = some_model(form_of("MAM"), 4).state();
  EXPECT_FALSE(EtsFitted::from_state({}));
  EXPECT_FALSE(EtsFitted::from_state(std::span(good).first(good.size() - 2)) &&
               EtsFitted::from_state(std::span(good).first(good.size() - 1)));
  for (const auto& [place, value] : std::initializer_list<std::pair<std::size_t, double>>{
           {0, 2}, {1, 7}, {2, 0}, {3, NAN}, {10, -1}, {13, 4}, {13, 0.5}, {11, 1e300}}) {
    auto numbers = good;
    numbers[place] = value;
    EXPECT_FALSE(EtsFitted::from_state(numbers)) << place;
  }
}
}  // namespace
}  // namespace foretell
