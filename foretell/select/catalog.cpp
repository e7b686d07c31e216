#include "foretell/select/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/base/nearest_name.hpp"
#include "foretell/select/catalog_parts.hpp"

namespace foretell {
namespace {
using catalog_parts::Model;
using catalog_parts::Models;

Models make_models() {
  Models models;
  catalog_parts::add_baselines(models);
  catalog_parts::add_smoothing(models);
  catalog_parts::add_arima(models);
  catalog_parts::add_compositions(models);
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
