#include "foretell/select/model_options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "foretell/base/nearest_name.hpp"

namespace foretell {
ModelOptions::ModelOptions(const ModelWord& word, Define define)
    : word_(&word), define_(std::move(define)), taken_(word.arguments.size(), false) {
}

const std::string* ModelOptions::take(std::string_view name) {
  const std::string* found = nullptr;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const auto& argument = word_->arguments[i];
    if (argument.key != name) continue;
    if (found != nullptr) refuse(fmt::format("{} is given twice", name));
    if (!argument.value.arguments.empty()) {
      refuse(fmt::format("{}={} is a model, not a value", name, argument.value.text()));
    }
    taken_[i] = true;
    found = &argument.value.name;
  }
  return found;
}

void ModelOptions::list(std::string_view name, std::string text, std::string_view help) {
  listed_.push_back({std::string(name), std::move(text), std::string(help)});
}

void ModelOptions::refuse(std::string message) {
  if (error_) return;
  error_ = Error{
      ErrorCode::kInvalidOption, fmt::format("model {}: {}", word_->name, std::move(message)), {}};
}

std::optional<double> ModelOptions::number(std::string_view name, std::string_view text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) return value;
  refuse(fmt::format("{}={} is not a number", name, text));
  return std::nullopt;
}

std::optional<std::size_t> ModelOptions::whole_number(std::string_view name, std::string_view text,
                                                      std::size_t least) {
  const auto given = number(name, text);
  if (!given) return std::nullopt;
  if (*given < static_cast<double>(least) || *given > 1e9 || *given != std::floor(*given)) {
    refuse(fmt::format("{}={} must be a whole number of at least {}", name, text, least));
    return std::nullopt;
  }
  return static_cast<std::size_t>(*given);
}

void ModelOptions::count(std::string_view name, std::size_t& value, std::size_t least,
                         std::string_view help) {
  list(name, fmt::format("{}", value), help);
  const std::string* text = take(name);
  if (text == nullptr) return;
  value = whole_number(name, *text, least).value_or(value);
}

void ModelOptions::count(std::string_view name, std::optional<std::size_t>& value,
                         std::string_view help) {
  list(name, value ? fmt::format("{}", *value) : "estimated", help);
  const std::string* text = take(name);
  if (text != nullptr) value = whole_number(name, *text, 0);
}

namespace {
std::vector<std::string_view> split_at_slashes(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find('/');
    parts.push_back(text.substr(0, end));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return parts;
}
}  // namespace

void ModelOptions::orders(std::string_view name, std::initializer_list<std::size_t*> values,
                          std::string_view help) {
  std::string shown;
  for (const std::size_t* value : values)
    shown += fmt::format("{}{}", shown.empty() ? "" : "/", *value);
  list(name, std::move(shown), help);
  const std::string* text = take(name);
  if (text == nullptr) return;
  const auto parts = split_at_slashes(*text);
  if (parts.size() != values.size()) {
    return refuse(
        fmt::format("{}={} must be {} whole numbers: {}", name, *text, values.size(), help));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t& value = **(values.begin() + i);
    value = whole_number(name, parts[i], 0).value_or(value);
  }
}

void ModelOptions::reals(std::string_view name, std::vector<std::optional<double>>& values,
                         std::string_view help) {
  list(name, "estimated", help);
  const std::string* text = take(name);
  if (text == nullptr) return;
  values.clear();
  for (const std::string_view part : split_at_slashes(*text)) {
    values.push_back(part == "_" ? std::nullopt : number(name, part));
  }
}

void ModelOptions::real(std::string_view name, double& value, std::pair<double, double> bounds,
                        std::string_view help) {
  std::optional<double> given = value;
  real(name, given, bounds, help);
  value = *given;
}

void ModelOptions::real(std::string_view name, std::optional<double>& value,
                        std::pair<double, double> bounds, std::string_view help) {
  list(name, value ? fmt::format("{}", *value) : "estimated", help);
  const std::string* text = take(name);
  if (text == nullptr) return;
  const auto given = number(name, *text);
  if (!given) return;
  if (*given < bounds.first || *given > bounds.second) {
    return refuse(
        fmt::format("{}={} is outside [{}, {}]", name, *text, bounds.first, bounds.second));
  }
  value = *given;
}

void ModelOptions::flag(std::string_view name, bool& value, std::string_view help) {
  choice(name, value, {{"false", false}, {"true", true}}, help);
}

void ModelOptions::parts(std::vector<AnyDefinition>& definitions, std::size_t least,
                         std::string_view help) {
  std::string words;
  for (const AnyDefinition& definition : definitions) {
    words += (words.empty() ? "" : ",") + definition.word();
  }
  list("(models)", std::move(words), help);
  if (word_ == nullptr) return;
  std::vector<AnyDefinition> given;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (!word_->arguments[i].key.empty()) continue;
    taken_[i] = true;
    auto part = define_(word_->arguments[i].value);
    if (!part) {
      if (!error_) error_ = std::move(part.error());
      return;
    }
    given.push_back(std::move(*part));
  }
  if (!given.empty()) definitions = std::move(given);
  if (definitions.size() < least) refuse(fmt::format("needs at least {} models inside", least));
}

Result<void> ModelOptions::finish() const {
  if (error_) return fail(*error_);
  std::vector<std::string> names;
  for (const OptionInfo& info : listed_) names.push_back(info.name);
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i]) continue;
    const auto& [key, value] = word_->arguments[i];
    if (key.empty()) {
      return fail(
          ErrorCode::kInvalidOption,
          fmt::format("model {}: '{}' has no name; write option=value", word_->name, value.text()));
    }
    return fail(ErrorCode::kUnknownName, fmt::format("model {}: unknown option '{}'{}", word_->name,
                                                     key, did_you_mean(key, names)));
  }
  return {};
}
}  // namespace foretell
