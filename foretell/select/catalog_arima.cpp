#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/auto_arima.hpp"
#include "foretell/models/arima/autoregression.hpp"
#include "foretell/select/catalog_parts.hpp"

// Entries of the catalog.
namespace foretell::catalog_parts {
namespace {
enum class Given { kAuto, kFalse, kTrue };

void visit_constant(ModelOptions& options, std::optional<bool>& constant) {
  Given given = !constant ? Given::kAuto : *constant ? Given::kTrue : Given::kFalse;
  options.choice(
      "constant", given, {{"auto", Given::kAuto}, {"false", Given::kFalse}, {"true", Given::kTrue}},
      "mean, or drift of the differenced series; auto: a mean where nothing is differenced");
  constant = given == Given::kAuto ? std::nullopt : std::optional(given == Given::kTrue);
}

void visit_map(ModelOptions& options, std::optional<double>& lambda, bool& bias_adjusted) {
  options.real("lambda", lambda, {-2, 3}, "Box-Cox map before fitting");
  options.flag("bias_adjusted", bias_adjusted, "with lambda: forecasts are means, not medians");
}

void visit_method(ModelOptions& options, Arima::Method& method) {
  options.choice(
      "method", method,
      {{"ml", Arima::Method::kMl}, {"css", Arima::Method::kCss}, {"css_ml", Arima::Method::kCssMl}},
      "exact likelihood, conditional sum of squares, or one started from the other");
}

void visit_common(ModelOptions& options, Arima& definition) {
  visit_constant(options, definition.constant);
  FourierTerms fourier = definition.fourier.empty() ? FourierTerms{} : definition.fourier.front();
  options.count("fourier", fourier.pairs, 0, "pairs of sine and cosine of the season; 0: none");
  if (fourier.pairs > 0) definition.fourier = {fourier};
  visit_method(options, definition.method);
  options.reals(
      "fixed", definition.fixed,
      "coefficients that are held, e.g. 0.5/_/-0.3: ar, ma, sar, sma in turn, _: estimated");
  visit_map(options, definition.lambda, definition.bias_adjusted);
  options.flag("regressors", definition.use_regressors, "use the columns beside the target");
}

void visit_arima(ModelOptions& options, Arima& definition) {
  ArimaOrder& order = definition.order;
  options.orders("order", {&order.p, &order.d, &order.q}, "p/d/q");
  SeasonalOrder season{.period = 0};
  if (!order.seasonal.empty()) season = order.seasonal.front();
  options.orders("seasonal", {&season.p, &season.d, &season.q}, "P/D/Q");
  options.count("period", season.period, 0, "of the seasonal orders; 0: that of the series");
  SeasonalOrder second{.period = 0};
  if (order.seasonal.size() > 1) second = order.seasonal[1];
  options.orders("second_seasonal", {&second.p, &second.d, &second.q}, "P/D/Q of another season");
  options.count("second_period", second.period, 0, "of those; 0: the second one of the series");
  order.seasonal = {season};
  if (second.p + second.d + second.q > 0) order.seasonal.push_back(second);
  visit_common(options, definition);
}

void visit_auto(ModelOptions& options, AutoArima& definition) {
  options.choice("by", definition.criterion,
                 {{"aicc", AutoArima::Criterion::kAicc},
                  {"aic", AutoArima::Criterion::kAic},
                  {"bic", AutoArima::Criterion::kBic}},
                 "information criterion");
  options.count("max_p", definition.max_p, 0, "largest p");
  options.count("max_q", definition.max_q, 0, "largest q");
  options.count("max_seasonal_p", definition.max_seasonal_p, 0, "largest P");
  options.count("max_seasonal_q", definition.max_seasonal_q, 0, "largest Q");
  options.count("d", definition.d, "first differences");
  options.count("seasonal_d", definition.seasonal_d, "seasonal differences");
  options.flag("season", definition.season, "look at the season");
  options.flag("constant", definition.constant, "try mean and drift");
  options.flag("stepwise", definition.stepwise, "search among neighbours, else everywhere");
  options.count("max_order", definition.max_order, 0, "largest p + q + P + Q without stepwise");
  options.choice("long_season", definition.long_season,
                 {{"compare", AutoArima::LongSeason::kCompare},
                  {"fourier", AutoArima::LongSeason::kFourier},
                  {"orders", AutoArima::LongSeason::kOrders}},
                 "how a season longer than 24 enters");
  visit_map(options, definition.lambda, definition.bias_adjusted);
  options.flag("regressors", definition.use_regressors, "use the columns beside the target");
}
}  // namespace

void add_arima(Models& models) {
  models.push_back(model("arima", {"sarima"}, "regression with ARIMA errors of given orders",
                         Arima{.order = {1, 1, 1}}, visit_arima));
  models.push_back(model("arma", {}, "ARMA around a mean", Arima{.order = {1, 0, 1}},
                         [](ModelOptions& options, Arima& definition) {
                           options.count("p", definition.order.p, 0, "autoregressive order");
                           options.count("q", definition.order.q, 0, "moving average order");
                           visit_common(options, definition);
                         }));
  models.push_back(model("ar", {}, "autoregression by a classical estimator, order by AIC",
                         Autoregression{}, [](ModelOptions& options, Autoregression& definition) {
                           options.count("order", definition.order,
                                         "lags; absent: the number with the least AIC");
                           options.choice("method", definition.method,
                                          {{"yule_walker", Autoregression::Method::kYuleWalker},
                                           {"burg", Autoregression::Method::kBurg},
                                           {"ols", Autoregression::Method::kLeastSquares}},
                                          "estimator; maximum likelihood: arima(order=p/0/0)");
                         }));
  models.push_back(model("ma", {}, "moving average around a mean", Arima{.order = {0, 0, 1}},
                         [](ModelOptions& options, Arima& definition) {
                           options.count("q", definition.order.q, 0, "order");
                           visit_common(options, definition);
                         }));
  models.push_back(model("auto_arima", {}, "ARIMA with orders chosen by criterion and tests",
                         AutoArima{}, visit_auto));
}
}  // namespace foretell::catalog_parts
