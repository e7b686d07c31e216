#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/seasonal_naive.hpp"
#include "foretell/models/baseline/seasonal_window_average.hpp"
#include "foretell/models/baseline/window_average.hpp"
#include "foretell/models/baseline/zero.hpp"
#include "foretell/select/catalog_parts.hpp"

// Entries of the catalog.
namespace foretell::catalog_parts {
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
}  // namespace foretell::catalog_parts
