#include "foretell/models/arima/auto_arima.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/compose/combination.hpp"
#include "foretell/models/compose/fallback.hpp"
#include "foretell/models/compose/seasonally_adjusted.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ces.hpp"
#include "foretell/models/smoothing/theta.hpp"
#include "foretell/select/automatic.hpp"
#include "foretell/select/best_of.hpp"
#include "foretell/select/catalog_parts.hpp"

// Entries of the catalog.
namespace foretell::catalog_parts {
namespace {
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

void add_combinations(Models& models) {
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

// The four models of Petropoulos & Svetunkov (2020), Int. J. Forecasting 36, 110-115.
Combination simple_combination() {
  return {.parts = {{"auto_ets", AutoEts{}},
                    {"auto_ces", AutoCes{}},
                    {"auto_arima", AutoArima{}},
                    {"dotm", Theta{.variant = Theta::Variant::kDynamicOptimized}}},
          .weighting = Combination::Weighting::kMedian};
}
}  // namespace

void add_compositions(Models& models) {
  add_combinations(models);
  models.push_back(model("scum", {}, "the median of auto_ets, auto_ces, auto_arima and dotm",
                         simple_combination(), kNoOptions));
  add_choices(models);
}
}  // namespace foretell::catalog_parts
