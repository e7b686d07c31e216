#include "foretell/select/fit_batch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"
#include "foretell/select/catalog.hpp"

namespace foretell {
namespace {
// Series of several lengths, periods and manners, among them ones that no model likes.
class Zoo {
 public:
  Zoo() {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    Rng rng(11);
    for (std::size_t i = 0; i < 60; ++i) {
      std::vector<double> y(10 + rng.below(70));
      double level = 50;
      for (std::size_t t = 0; t < y.size(); ++t) {
        level += rng.normal();
        y[t] = level + 5 * std::sin(6.2832 * static_cast<double>(t) / 12) + rng.normal();
        if (i % 7 == 3 && rng.uniform() < 0.3) y[t] = kNan;
      }
      if (i % 11 == 4) std::fill(y.begin(), y.end(), 3.0);
      if (i % 11 == 5) std::fill(y.begin(), y.end(), kNan);
      if (i % 11 == 6) y.resize(1);
      if (i % 11 == 7) y[2] = 1e300;
      if (i % 11 == 8) y[2] = -400;
      values_.push_back(std::move(y));
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      ids_.push_back(std::to_string(i));
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      series_.push_back({.id = ids_[i],
                         .values = values_[i],
                         .periods = i % 3 == 0 ? std::span(&kTwelve, 1) : std::span(&kFour, 1)});
    }
  }

  [[nodiscard]] std::span<const Series> series() const { return series_; }

 private:
  static constexpr std::size_t kTwelve = 12, kFour = 4;
  std::vector<std::vector<double>> values_;
  std::vector<std::string> ids_;
  std::vector<Series> series_;
};

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

TEST(FitBatch, EverySeriesGetsWhatItGetsAlone) {
  const Zoo zoo;
  for (const char* word :
       {"auto", "auto_ets", "auto_ces", "ces(season=full)", "ets(trend=damped)",
        "ets(error=mul,trend=add,season=mul)", "theta", "fallback(auto_arima,naive)",
        "mean_of(auto_ets,dotm)", "best(auto_ets,theta,by=aicc)"}) {
    const auto parsed = define_all(word);
    ASSERT_TRUE(parsed) << word;
    const AnyDefinition& definition = parsed->front();
    const auto together = definition.fit_many(zoo.series());
    ASSERT_EQ(together.size(), zoo.series().size());
    for (std::size_t i = 0; i < together.size(); ++i) {
      const auto alone = definition.fit(zoo.series()[i]);
      SCOPED_TRACE(std::string(word) + " " + std::string(zoo.series()[i].id));
      ASSERT_EQ(alone.has_value(), together[i].has_value());
      if (alone) {
        EXPECT_TRUE(same(alone->state(), together[i]->state()));
      } else {
        EXPECT_EQ(alone.error().message, together[i].error().message);
      }
    }
  }
}

TEST(FitBatch, RefitsOfManyAreThoseOfEachAlone) {
  const Zoo zoo;
  for (const char* word : {"auto", "auto_ets", "auto_ces", "ets(trend=damped)", "theta"}) {
    const auto parsed = define_all(word);
    ASSERT_TRUE(parsed);
    const AnyDefinition& definition = parsed->front();
    std::vector<Series> longer;
    std::vector<AnyFitted> early;
    for (const Series& series : zoo.series()) {
      auto fitted = definition.fit(series.until(series.size() - series.size() / 5));
      if (!fitted) continue;
      longer.push_back(series);
      early.push_back(std::move(*fitted));
    }
    std::vector<const AnyFitted*> starts;
    for (const AnyFitted& start : early) starts.push_back(&start);
    const auto together = definition.refit_many(longer, starts);
    for (std::size_t i = 0; i < longer.size(); ++i) {
      const auto alone = definition.refit(longer[i], early[i]);
      SCOPED_TRACE(std::string(word) + " " + std::string(longer[i].id));
      ASSERT_EQ(alone.has_value(), together[i].has_value());
      if (!alone) continue;
      EXPECT_TRUE(same(alone->state(), together[i]->state()));
    }
  }
}

TEST(FitBatch, TheFirstFallbackThatAcceptsStandsInAndTheReasonStays) {
  const Zoo zoo;
  const auto models = define_all("ets(season=mul,error=mul),seasonal_naive,zero");
  ASSERT_TRUE(models);
  const auto outcomes =
      fit_or_fall_back((*models)[0], zoo.series(), 3, std::span(*models).subspan(1));
  std::size_t stand_ins = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].error) continue;
    EXPECT_EQ(outcomes[i].fitted.has_value(), !outcomes[i].fallback.empty());
    ++stand_ins;
    EXPECT_EQ(outcomes[i].error->where, "series " + std::string(zoo.series()[i].id));
  }
  EXPECT_GT(stand_ins, 5U);
}
}  // namespace
}  // namespace foretell
