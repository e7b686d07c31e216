#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/compose/combination.hpp"
#include "foretell/select/backtest.hpp"
#include "foretell/select/catalog.hpp"
#include "foretell/select/forecast_panel.hpp"

// How regressors travel from a panel to a model, and what happens where they are not known ahead.
namespace foretell {
namespace {
// A model that says what its first regressor says.
struct Echo {
  struct Fitted {
    [[nodiscard]] Forecast forecast(std::size_t horizon, const SimulationOptions& /*options*/,
                                    const Regressors& x = {}) const {
      std::vector<double> mean(horizon, -1);
      for (std::size_t k = 0; k < horizon && !x.empty(); ++k) mean[k] = x.column(0)[k];
      return Forecast::normal(std::move(mean), std::vector<double>(horizon, 1));
    }
    [[nodiscard]] std::vector<double> simulate(std::size_t horizon, Rng& /*rng*/,
                                               const Regressors& /*x*/ = {}) const {
      return std::vector<double>(horizon);
    }
    [[nodiscard]] Result<void> update(std::span<const double> y, const Regressors& x = {}) {
      if (x.num_rows() != y.size())
        return fail(ErrorCode::kInvalidOption, "rows of another length");
      return {};
    }
    [[nodiscard]] std::vector<double> fitted(std::span<const double> y,
                                             const Regressors& x = {}) const {
      const auto column = x.column(0).first(y.size());
      return {column.begin(), column.end()};
    }
    [[nodiscard]] std::vector<double> residuals(std::span<const double> y,
                                                const Regressors& /*x*/ = {}) const {
      return std::vector<double>(y.size());
    }
    [[nodiscard]] InformationCriteria criteria() const { return {}; }
    [[nodiscard]] ModelDescription describe() const { return {.name = "Echo"}; }
    [[nodiscard]] std::vector<double> state() const { return {}; }
    [[nodiscard]] static Result<Fitted> from_state(std::span<const double> /*state*/) {
      return Fitted{};
    }
  };
  [[nodiscard]] Result<Fitted> fit(const Series& /*series*/) const { return Fitted{}; }
};

// Series i has value 100 i + t, and the regressor says the same, `ahead` steps longer.
Panel numbered(std::size_t length, std::size_t ahead) {
  Panel panel({}, "", {});
  std::vector<double> values;
  std::vector<std::size_t> rows(2, length + ahead);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::size_t begin = values.size();
    for (std::size_t t = 0; t < length + ahead; ++t) {
      values.push_back(static_cast<double>(100 * i + t));
    }
    panel.add(std::to_string(i), 0, std::span(values).subspan(begin, length));
  }
  panel.set_regressors({"x"}, values, rows);
  return panel;
}

const AnyDefinition kEcho("echo", Echo{});

TEST(Regressors, OfTheStepsToForecastReachTheModel) {
  const Panel panel = numbered(5, 2);
  const auto block = forecast_block(panel, 0, 2, std::vector{kEcho}, {.horizon = 2});
  EXPECT_EQ(block.columns[0], (std::vector<double>{5, 6, 105, 106}));
}

TEST(Regressors, PassThroughCombinations) {
  const AnyDefinition pool("pool", Combination{.parts = {kEcho, kEcho}});
  EXPECT_TRUE(pool.uses_regressors());
  EXPECT_FALSE(define_all("mean(naive,theta)")->front().uses_regressors());
  const auto block = forecast_block(numbered(5, 2), 0, 2, std::vector{pool}, {.horizon = 2});
  EXPECT_EQ(block.columns[0], (std::vector<double>{5, 6, 105, 106}));
}

TEST(Regressors, ThatAreNotKnownAheadMakeTheModelRefuseAndAFallbackStandIn) {
  const auto block = forecast_block(numbered(5, 1), 0, 2, std::vector{kEcho},
                                    {.horizon = 2, .fallbacks = *define_all("naive")});
  ASSERT_TRUE(block.cells[0].error);
  EXPECT_EQ(block.cells[0].error->text(),
            "series 0: the steps to forecast: regressor 'x' has no value at step 2 of 2; give one "
            "for each step, or leave the column out");
  EXPECT_EQ(block.cells[0].fallback, "naive");
  EXPECT_EQ(block.columns[0][1], 4);
}

TEST(Regressors, OfAPastOriginAreThoseThatCameAfterIt) {
  for (const bool refit : {true, false}) {
    BacktestRequest request;
    request.plan = {.horizon = 2, .windows = 3};
    request.forecast.horizon = 2;
    request.refit = refit;
    const auto result =
        backtest(numbered(12, 0), std::vector{kEcho}, define_all("naive")->front(), request);
    EXPECT_EQ(result.failures[0], 0U);
    EXPECT_EQ(result.total[0].metrics()[Metric::kMae], 0);
  }
}
}  // namespace
}  // namespace foretell
