#include "foretell/select/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/base/nearest_name.hpp"
#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/seasonal_naive.hpp"
#include "foretell/models/baseline/seasonal_window_average.hpp"
#include "foretell/models/baseline/window_average.hpp"
#include "foretell/models/baseline/zero.hpp"
#include "foretell/models/compose/combination.hpp"
#include "foretell/models/compose/fallback.hpp"
#include "foretell/models/compose/seasonally_adjusted.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ces.hpp"
#include "foretell/models/smoothing/ets.hpp"
#include "foretell/models/smoothing/theta.hpp"
#include "foretell/select/automatic.hpp"
#include "foretell/select/best_of.hpp"

namespace foretell {
namespace {
struct Model {
  CatalogEntry entry;
  std::function<Result<AnyDefinition>(const ModelWord&)> define;
};

/// `visit(options, definition)` names each option once; see ModelOptions.
template <class Definition, class Visit>
Model model(std::string name, std::vector<std::string> aliases, std::string summary,
            Definition defaults, Visit visit) {
  ModelOptions listing;
  Definition listed = defaults;
  visit(listing, listed);
  return {{std::move(name), std::move(aliases), std::move(summary), listing.listed()},
          [defaults, visit](const ModelWord& word) -> Result<AnyDefinition> {
            ModelOptions options(word, &define);
            Definition definition = defaults;
            visit(options, definition);
            if (auto done = options.finish(); !done) return fail(std::move(done.error()));
            return AnyDefinition(word.text(), std::move(definition));
          }};
}

const auto kNoOptions = [](ModelOptions& /*options*/, auto& /*definition*/) {};

using Models = std::vector<Model>;

void add_baselines(Models& models) {
  models.push_back(model("naive", {}, "the last observation, for ever", Naive{}, kNoOptions));
  models.push_back(model("seasonal_naive", {"snaive"}, "the last season, for ever", SeasonalNaive{},
                         [](ModelOptions& options, SeasonalNaive& definition) {
                           options.flag("longest", definition.longest,
                                        "of several seasons repeat the longest");
                         }));
  models.push_back(model("drift", {}, "the line through the first and the last observation",
                         Drift{}, kNoOptions));
  models.push_back(model("mean", {}, "the mean of all observations", Mean{}, kNoOptions));
  models.push_back(model("zero", {}, "zero", Zero{}, kNoOptions));
  models.push_back(model("window_average", {}, "the mean of the last observations", WindowAverage{},
                         [](ModelOptions& options, WindowAverage& definition) {
                           options.count("window", definition.window, 1, "observations averaged");
                         }));
  models.push_back(model("seasonal_window_average", {},
                         "the mean of the same season in the last cycles", SeasonalWindowAverage{},
                         [](ModelOptions& options, SeasonalWindowAverage& definition) {
                           options.count("window", definition.window, 1, "cycles averaged");
                         }));
}

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

void add_smoothing(Models& models) {
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

Model combination(std::string name, std::string summary, Combination::Weighting weighting) {
  return model(std::move(name), {}, std::move(summary), Combination{.weighting = weighting},
               [](ModelOptions& options, Combination& definition) {
                 options.parts(definition.parts, 1, "models to combine");
                 if (definition.weighting != Combination::Weighting::kWeighted) return;
                 options.real("power", definition.power, {0, 100}, "of the inverse errors");
                 options.count("windows", definition.windows, 1, "validation windows");
                 options.count("horizon", definition.horizon, 0,
                               "of a validation window; 0: one season");
               });
}

void visit_adjusted(ModelOptions& options, SeasonallyAdjusted& definition) {
  std::vector<AnyDefinition> inner{definition.definition};
  options.parts(inner, 1, "the model of the adjusted series");
  definition.definition = inner.front();
  options.choice("decomposition", definition.decomposition,
                 {{"mul", SeasonOption::kMultiplicative}, {"add", SeasonOption::kAdditive}},
                 "how a season is taken out");
  options.flag("test", definition.test, "take a season out only where a test finds one");
}

void add_compositions(Models& models) {
  using Weighting = Combination::Weighting;
  models.push_back(combination("mean_of", "the mean of several models; also written mean(a,b)",
                               Weighting::kMean));
  models.push_back(combination("median", "the median of several models", Weighting::kMedian));
  models.push_back(combination("weighted", "several models, weighted by validation error",
                               Weighting::kWeighted));
  models.push_back(model("fallback", {}, "the first of several models that accepts the series",
                         Fallback{}, [](ModelOptions& options, Fallback& definition) {
                           options.parts(definition.chain, 1, "models to try in turn");
                         }));
  const SeasonallyAdjusted adjusted_naive{AnyDefinition("naive", Naive{})};
  models.push_back(model("seasonally_adjusted", {},
                         "a model of the series without its seasons, which are put back",
                         adjusted_naive, visit_adjusted));
  models.push_back(model("naive2", {}, "naive after seasonal adjustment: the benchmark of OWA",
                         adjusted_naive, kNoOptions));
}

void add_choices(Models& models) {
  models.push_back(model("auto", {}, "the default: a pool of models chosen by the season",
                         Automatic{}, kNoOptions));
  models.push_back(model("best", {}, "the one of several models that suits the series best",
                         BestOf{}, [](ModelOptions& options, BestOf& definition) {
                           options.parts(definition.parts, 1, "models to choose from");
                           options.choice("by", definition.by,
                                          {{"validation", BestOf::By::kValidation},
                                           {"aicc", BestOf::By::kAicc},
                                           {"aic", BestOf::By::kAic},
                                           {"bic", BestOf::By::kBic}},
                                          "what makes a model the best");
                           options.count("horizon", definition.horizon, 0,
                                         "of a validation window; 0: one season");
                           options.count("windows", definition.windows, 1, "validation windows");
                         }));
}

Models make_models() {
  Models models;
  add_baselines(models);
  add_smoothing(models);
  add_theta(models);
  add_complex_smoothing(models);
  add_compositions(models);
  add_choices(models);
  return models;
}

const std::vector<Model>& models() {
  static const std::vector<Model> kModels = make_models();
  return kModels;
}
// mean(a,b) is the mean of two models, mean alone that of the observations.
bool is_mean_of_models(const ModelWord& word) {
  return word.name == "mean" && !word.arguments.empty() && word.arguments.front().key.empty();
}
}  // namespace

std::vector<CatalogEntry> catalog() {
  std::vector<CatalogEntry> entries;
  for (const Model& model : models()) entries.push_back(model.entry);
  return entries;
}

Result<AnyDefinition> define(const ModelWord& word) {
  if (is_mean_of_models(word)) {
    ModelWord combination = word;
    combination.name = "mean_of";
    auto defined = define(combination);
    if (!defined) return defined;
    return defined->renamed(word.text());
  }
  std::vector<std::string> names;
  for (const Model& model : models()) {
    const auto& [name, aliases, summary, options] = model.entry;
    if (word.name == name || std::ranges::find(aliases, word.name) != aliases.end()) {
      return model.define(word);
    }
    names.push_back(name);
    names.insert(names.end(), aliases.begin(), aliases.end());
  }
  return fail(ErrorCode::kUnknownName,
              fmt::format("unknown model '{}'{} (foretell models lists them all)", word.name,
                          did_you_mean(word.name, names)));
}

Result<std::vector<AnyDefinition>> define_all(std::string_view words) {
  const auto parsed = parse_model_words(words);
  if (!parsed) return fail(parsed.error());
  std::vector<AnyDefinition> definitions;
  for (const ModelWord& word : *parsed) {
    auto definition = define(word);
    if (!definition) return fail(std::move(definition.error()));
    for (const AnyDefinition& other : definitions) {
      if (other.word() == definition->word()) {
        return fail(ErrorCode::kInvalidOption,
                    fmt::format("model {} is given twice", definition->word()));
      }
    }
    definitions.push_back(std::move(*definition));
  }
  return definitions;
}
}  // namespace foretell
