#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "foretell/select/catalog.hpp"

namespace foretell::catalog_parts {
/// One entry of the catalog with what makes a definition of its words.
struct Model {
  CatalogEntry entry;
  std::function<Result<AnyDefinition>(const ModelWord&)> define;
};
using Models = std::vector<Model>;

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

inline const auto kNoOptions = [](ModelOptions& /*options*/, auto& /*definition*/) {};

/// One file per family.
void add_baselines(Models& models);
void add_smoothing(Models& models);
void add_arima(Models& models);
void add_compositions(Models& models);
}  // namespace foretell::catalog_parts
