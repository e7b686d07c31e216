#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/cli/commands.hpp"
#include "foretell/select/catalog.hpp"

namespace foretell::cli {
namespace {
void print_text() {
  for (const CatalogEntry& entry : catalog()) {
    fmt::print("{}", entry.name);
    for (const std::string& alias : entry.aliases) fmt::print(", {}", alias);
    fmt::print("\n    {}\n", entry.summary);
    for (const OptionInfo& option : entry.options) {
      fmt::print("    {:<14} {:<12} {}\n", option.name, option.default_text, option.help);
    }
  }
  fmt::print(
      "\nWrite options as in ets(trend=damped,season=mul), combinations as in "
      "median(auto_ets,theta).\n");
}

void print_json() {
  auto models = nlohmann::ordered_json::array();
  for (const CatalogEntry& entry : catalog()) {
    auto options = nlohmann::ordered_json::array();
    for (const OptionInfo& option : entry.options) {
      options.push_back(
          {{"name", option.name}, {"default", option.default_text}, {"help", option.help}});
    }
    models.push_back({{"name", entry.name},
                      {"aliases", entry.aliases},
                      {"summary", entry.summary},
                      {"options", std::move(options)}});
  }
  fmt::print("{}\n", models.dump(2));
}
}  // namespace

Command add_models(CLI::App& program) {
  auto* verb = program.add_subcommand("models", "List every model with its options and defaults");
  verb->footer("Example:  foretell models");
  auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "Print the list as JSON");
  return [json]() -> Outcome {
    *json ? print_json() : print_text();
    return {};
  };
}
}  // namespace foretell::cli
