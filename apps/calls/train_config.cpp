#include "apps/calls/train_config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <type_traits>
#include <utility>
#include <vector>

#include "foretell/base/nearest_name.hpp"
#include "foretell/base/option_text.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::calls {
namespace {
std::string place(const std::string& path, const toml::node& node) {
  return fmt::format("{} line {}", path, node.source().begin.line);
}

template <class Value>
const Value* as(const OptionValue& value) {
  return std::get_if<Value>(&value);
}

template <class Option>
Result<void> take(const OptionValue& value, Option& option) {
  if constexpr (std::is_same_v<Option, bool>) {
    if (as<bool>(value) == nullptr) return fail(ErrorCode::kSyntax, "true or false is expected");
    option = *as<bool>(value);
  } else if constexpr (std::is_same_v<Option, double>) {
    const auto* const whole = as<std::int64_t>(value);
    const auto* const real = as<double>(value);
    if (whole == nullptr && real == nullptr) {
      return fail(ErrorCode::kSyntax, "a number is expected");
    }
    option = real != nullptr ? *real : static_cast<double>(*whole);
  } else if constexpr (std::is_integral_v<Option>) {
    const auto* const whole = as<std::int64_t>(value);
    if (whole == nullptr || *whole < 0) {
      return fail(ErrorCode::kSyntax, "a whole number from 0 is expected");
    }
    option = static_cast<Option>(*whole);
  } else {
    const auto* const text = as<std::string>(value);
    if (text == nullptr) return fail(ErrorCode::kSyntax, "a text in quotes is expected");
    return parse_option(*text, option);
  }
  return {};
}

/// The names of all options by section.
std::map<std::string, std::vector<std::string>> known_options() {
  std::map<std::string, std::vector<std::string>> known;
  TrainConfig config;
  visit_config(config, [&known](const char* section, const char* name, auto&, const char*) {
    known[section].emplace_back(name);
  });
  return known;
}

/// The nearest option of the section, or the section that has one of this name.
std::string hint(const std::string& section, const std::string& name) {
  std::vector<std::string> near;
  std::string owner;
  for (const auto& [other, names] : known_options()) {
    if (section.empty() || other == section) near.insert(near.end(), names.begin(), names.end());
    if (std::find(names.begin(), names.end(), name) != names.end()) owner = other;
  }
  std::string nearest = did_you_mean(name, near);
  if (!nearest.empty() || owner.empty()) return nearest;
  return fmt::format("; it belongs to [{}]", owner);
}

OptionValue value_of(const toml::node& node) {
  if (const auto value = node.value_exact<bool>()) return *value;
  if (const auto value = node.value_exact<std::int64_t>()) return *value;
  if (const auto value = node.value_exact<double>()) return *value;
  if (auto value = node.value_exact<std::string>()) return std::move(*value);
  return {};
}

/// Takes over what the table has, section by section, option by option.
Result<void> read_table(const toml::table& table, const std::string& path, TrainConfig& config) {
  const auto known = known_options();
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (name == "task") {
      const auto task = node.value<std::string>();
      if (task == config.task) continue;
      return fail(
          ErrorCode::kUnknownName,
          fmt::format("the task '{}' is not known; \"{}\" is", task.value_or("?"), config.task),
          place(path, node));
    }
    if (!known.contains(name)) {
      std::vector<std::string> sections{"task"};
      for (const auto& [section, names] : known) sections.push_back(section);
      return fail(ErrorCode::kUnknownName,
                  fmt::format("unknown section [{}]{}", name, did_you_mean(name, sections)),
                  place(path, node));
    }
    if (!node.is_table()) {
      return fail(ErrorCode::kSyntax, fmt::format("{} is a section: [{}]", name, name),
                  place(path, node));
    }
    for (const auto& [option, value] : *node.as_table()) {
      auto good = set_option(config, name, std::string(option.str()), value_of(value));
      if (!good) return fail(good.error().code, good.error().message, place(path, value));
    }
  }
  return {};
}

void beside(const std::string& path, std::string& file) {
  if (!file.empty()) file = (std::filesystem::path(path).parent_path() / file).string();
}
}  // namespace

Result<void> set_option(TrainConfig& config, const std::string& section, const std::string& name,
                        const OptionValue& value) {
  bool found = false;
  Result<void> good;
  visit_config(config, [&](const char* in, const char* option, auto& kept, const char*) {
    if ((!section.empty() && section != in) || name != option) return;
    found = true;
    good = take(value, kept);
  });
  if (!found) {
    const std::string in = section.empty() ? "" : fmt::format(" in [{}]", section);
    return fail(ErrorCode::kUnknownName,
                fmt::format("unknown option '{}'{}{}", name, in, hint(section, name)));
  }
  if (!good) return fail(good.error().code, fmt::format("{}: {}", name, good.error().message));
  return {};
}

Result<void> check(const TrainConfig& config) {
  if (auto good = check(config.data); !good) return good;
  if (auto good = check(config.model); !good) return good;
  if (auto good = check(config.batches); !good) return good;
  return config.training.check();
}

Result<TrainConfig> read_config(const std::string& path) {
  const auto text = read_bytes(path);
  if (!text) return fail(text.error());
  TrainConfig config;
  try {
    const toml::table table = toml::parse(*text, path);
    if (auto good = read_table(table, path, config); !good) return fail(std::move(good.error()));
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::kSyntax, std::string(error.description()),
                fmt::format("{} line {} column {}", path, error.source().begin.line,
                            error.source().begin.column));
  }
  if (auto good = check(config); !good) {
    return fail(good.error().code, good.error().message, path);
  }
  for (std::string* file : {&config.data.train, &config.data.valid, &config.data.test}) {
    beside(path, *file);
  }
  return config;
}
}  // namespace foretell::calls
