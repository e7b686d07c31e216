#include "foretell/select/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/base/nearest_name.hpp"
#include "foretell/models/baseline/naive.hpp"

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

std::vector<Model> make_models() {
  std::vector<Model> models;
  models.push_back(model("naive", {}, "the last observation, for ever", Naive{}, kNoOptions));
  return models;
}

const std::vector<Model>& models() {
  static const std::vector<Model> kModels = make_models();
  return kModels;
}
}  // namespace

std::vector<CatalogEntry> catalog() {
  std::vector<CatalogEntry> entries;
  for (const Model& model : models()) entries.push_back(model.entry);
  return entries;
}

Result<AnyDefinition> define(const ModelWord& word) {
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
