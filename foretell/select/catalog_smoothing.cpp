#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ces.hpp"
#include "foretell/models/smoothing/ets.hpp"
#include "foretell/models/smoothing/theta.hpp"
#include "foretell/select/catalog_parts.hpp"

// Entries of the catalog.
namespace foretell::catalog_parts {
namespace {
void visit_weights(ModelOptions& options, Ets& definition) {
  options.real("alpha", definition.alpha, {1e-4, 0.9999}, "weight of the level");
  if (definition.trend != EtsTrend::kNone) {
    options.real("beta", definition.beta, {1e-4, 0.9999}, "weight of the trend, at most alpha");
  }
  if (definition.season != EtsSeason::kNone) {
    options.real("gamma", definition.gamma, {1e-4, 0.9999},
                 "weight of the season, at most 1 - alpha");
  }
}

void visit_ets(ModelOptions& options, Ets& definition) {
  options.choice("error", definition.error, {{"add", EtsError::kAdd}, {"mul", EtsError::kMul}},
                 "how errors enter");
  options.choice("trend", definition.trend,
                 {{"none", EtsTrend::kNone},
                  {"add", EtsTrend::kAdd},
                  {"damped", EtsTrend::kAddDamped},
                  {"mul", EtsTrend::kMul},
                  {"mul_damped", EtsTrend::kMulDamped}},
                 "kind of trend");
  options.choice("season", definition.season,
                 {{"none", EtsSeason::kNone}, {"add", EtsSeason::kAdd}, {"mul", EtsSeason::kMul}},
                 "kind of season");
  options.real("alpha", definition.alpha, {1e-4, 0.9999}, "weight of the level");
  options.real("beta", definition.beta, {1e-4, 0.9999}, "weight of the trend, at most alpha");
  options.real("gamma", definition.gamma, {1e-4, 0.9999},
               "weight of the season, at most 1 - alpha");
  options.real("phi", definition.phi, {0.5, 1}, "damping of the trend");
  options.real("max_beta_ratio", definition.max_beta_ratio, {1e-3, 1}, "largest beta / alpha");
  options.flag("allow_unstable", definition.allow_unstable,
               "take also forms whose forecasts may explode");
}

void visit_auto_ets(ModelOptions& options, AutoEts& definition) {
  options.choice("by", definition.criterion,
                 {{"aicc", Criterion::kAicc}, {"aic", Criterion::kAic}, {"bic", Criterion::kBic}},
                 "information criterion");
  options.flag("trend", definition.allow_trend, "try forms with a trend");
  options.flag("damped", definition.allow_damped, "try damped trends");
  options.flag("season", definition.allow_season, "try forms with a season");
  options.flag("mul_season", definition.allow_multiplicative_season, "try multiplicative seasons");
  options.real("max_beta_ratio", definition.max_beta_ratio, {1e-3, 1},
               "largest beta / alpha; 1 gives all of the region that R searches");
  options.flag("mul_trend", definition.allow_multiplicative_trend, "try multiplicative trends");
  options.flag("allow_unstable", definition.allow_unstable,
               "try also forms whose forecasts may explode");
}

Model fixed_form(std::string name, std::vector<std::string> aliases, std::string summary,
                 Ets form) {
  return model(std::move(name), std::move(aliases), std::move(summary), form, visit_weights);
}

void add_exponential(Models& models) {
  models.push_back(fixed_form("ses", {"simple_smoothing"}, "simple exponential smoothing: a level",
                              simple_smoothing()));
  models.push_back(fixed_form("holt", {}, "level and trend", holt()));
  models.push_back(
      fixed_form("damped", {"holt_damped"}, "level and a trend that fades", damped_holt()));
  models.push_back(fixed_form("holt_winters", {"holt_winters_additive"},
                              "level, trend and additive season", holt_winters_additive()));
  models.push_back(fixed_form("holt_winters_multiplicative", {},
                              "level, trend and multiplicative season",
                              holt_winters_multiplicative()));
  models.push_back(model("ets", {}, "exponential smoothing of a given form", Ets{}, visit_ets));
  models.push_back(model("auto_ets", {}, "the exponential smoothing form with the best criterion",
                         AutoEts{}, visit_auto_ets));
}

Model theta(std::string name, std::vector<std::string> aliases, std::string summary,
            Theta::Variant variant) {
  return model(
      std::move(name), std::move(aliases), std::move(summary), Theta{.variant = variant},
      [](ModelOptions& options, Theta& definition) {
        options.choice("decomposition", definition.decomposition,
                       {{"mul", SeasonOption::kMultiplicative},
                        {"add", SeasonOption::kAdditive},
                        {"none", SeasonOption::kNone}},
                       "how a season that passes the test is taken out");
        options.real("alpha", definition.alpha, {1e-4, 1}, "smoothing weight");
        options.real("theta", definition.theta, {1, 1e6}, "curvature of the optimised variants");
      });
}

void add_theta(Models& models) {
  using Variant = Theta::Variant;
  models.push_back(
      theta("theta", {}, "simple smoothing plus half the linear trend", Variant::kStandard));
  models.push_back(theta("optimized_theta", {"otm"}, "the Theta line's curvature estimated",
                         Variant::kOptimized));
  models.push_back(
      theta("dynamic_theta", {"dstm"}, "theta with a trend that moves", Variant::kDynamicStandard));
  models.push_back(theta("dotm", {"dynamic_optimized_theta"},
                         "curvature estimated and a trend that moves", Variant::kDynamicOptimized));
}

void add_complex_smoothing(Models& models) {
  models.push_back(model("ces", {}, "complex exponential smoothing of a given season", Ces{},
                         [](ModelOptions& options, Ces& definition) {
                           options.choice("season", definition.season,
                                          {{"none", CesSeason::kNone},
                                           {"simple", CesSeason::kSimple},
                                           {"partial", CesSeason::kPartial},
                                           {"full", CesSeason::kFull}},
                                          "how the season enters");
                         }));
  models.push_back(model("auto_ces", {}, "complex exponential smoothing, season by AICc", AutoCes{},
                         kNoOptions));
}
}  // namespace

void add_smoothing(Models& models) {
  add_exponential(models);
  add_theta(models);
  add_complex_smoothing(models);
}
}  // namespace foretell::catalog_parts
