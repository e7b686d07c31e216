#include "apps/cli/train_config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <filesystem>
#include <limits>
#include <map>
#include <vector>

#include "foretell/base/nearest_name.hpp"
#include "foretell/base/option_text.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
std::string place(const std::string& path, const toml::node& node) {
  return fmt::format("{} line {}", path, node.source().begin.line);
}

/// A value of the file as an option.
template <class Option>
Result<void> take(const toml::node& node, Option& option) {
  if constexpr (std::is_same_v<Option, bool>) {
    const auto value = node.value_exact<bool>();
    if (!value) return fail(ErrorCode::kSyntax, "true or false is expected");
    option = *value;
  } else if constexpr (std::is_same_v<Option, double>) {
    const auto value = node.is_number() ? node.value<double>() : std::nullopt;
    if (!value) return fail(ErrorCode::kSyntax, "a number is expected");
    option = *value;
  } else if constexpr (std::is_integral_v<Option>) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0) return fail(ErrorCode::kSyntax, "a whole number from 0 is expected");
    option = static_cast<Option>(*value);
  } else {
    const auto value = node.value_exact<std::string>();
    if (!value) return fail(ErrorCode::kSyntax, "a text in quotes is expected");
    return parse_option(*value, option);
  }
  return {};
}

/// Takes over what the table has, section by section, option by option.
class ConfigReader {
 public:
  ConfigReader(const std::string& path, TrainConfig& config) : path_(path), config_(config) {
    visit_config(config_, [this](const char* section, const char* name, auto&, const char*) {
      known_[section].emplace_back(name);
    });
  }

  Result<void> read(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (name == "task") {
        if (auto good = read_task(node); !good) return good;
      } else if (!known_.contains(name)) {
        std::vector<std::string> sections{"task"};
        for (const auto& [section, names] : known_) sections.push_back(section);
        return fail(ErrorCode::kUnknownName,
                    fmt::format("unknown section [{}]{}", name, did_you_mean(name, sections)),
                    place(path_, node));
      } else if (!node.is_table()) {
        return fail(ErrorCode::kSyntax, fmt::format("{} is a section: [{}]", name, name),
                    place(path_, node));
      } else if (auto good = read_section(name, *node.as_table()); !good) {
        return good;
      }
    }
    return {};
  }

 private:
  Result<void> read_task(const toml::node& node) {
    const auto task = node.value<std::string>();
    if (task == "generation") return {};
    return fail(ErrorCode::kUnknownName,
                fmt::format("the task '{}' is not known; \"generation\" is", task.value_or("?")),
                place(path_, node));
  }

  Result<void> read_section(const std::string& section, const toml::table& table) {
    for (const auto& entry : table) {
      const toml::node& node = entry.second;
      const std::string name(entry.first.str());
      bool found = false;
      Result<void> good;
      visit_config(config_, [&](const char* in, const char* option, auto& value, const char*) {
        if (section != in || name != option) return;
        found = true;
        good = take(node, value);
      });
      if (!found) {
        return fail(
            ErrorCode::kUnknownName,
            fmt::format("unknown option '{}' in [{}]{}", name, section, hint(section, name)),
            place(path_, node));
      }
      if (!good) {
        return fail(good.error().code, fmt::format("{}: {}", name, good.error().message),
                    place(path_, node));
      }
    }
    return {};
  }

  /// The nearest option of the section, or the section that has one of this name.
  std::string hint(const std::string& section, const std::string& name) {
    std::string near = did_you_mean(name, known_[section]);
    if (!near.empty()) return near;
    for (const auto& [other, names] : known_) {
      for (const std::string& each : names) {
        if (each == name) return fmt::format("; it belongs to [{}]", other);
      }
    }
    return {};
  }

  const std::string& path_;
  TrainConfig& config_;
  std::map<std::string, std::vector<std::string>> known_;
};

Result<void> check_all(const TrainConfig& config) {
  if (auto good = check(config.data); !good) return good;
  if (auto good = check(config.model); !good) return good;
  if (auto good = check(config.batches); !good) return good;
  return config.training.check();
}

void beside(const std::string& path, std::string& file) {
  if (!file.empty()) file = (std::filesystem::path(path).parent_path() / file).string();
}
}  // namespace

Result<TrainConfig> read_config(const std::string& path) {
  const auto text = read_bytes(path);
  if (!text) return fail(text.error());
  TrainConfig config;
  try {
    const toml::table table = toml::parse(*text, path);
    if (auto good = ConfigReader(path, config).read(table); !good)
      return fail(std::move(good.error()));
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::kSyntax, std::string(error.description()),
                fmt::format("{} line {} column {}", path, error.source().begin.line,
                            error.source().begin.column));
  }
  if (auto good = check_all(config); !good) {
    return fail(good.error().code, good.error().message, path);
  }
  for (std::string* file : {&config.data.train, &config.data.valid, &config.data.test}) {
    beside(path, *file);
  }
  return config;
}
}  // namespace foretell::cli
