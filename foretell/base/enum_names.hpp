#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foretell/base/nearest_name.hpp"
#include "foretell/base/result.hpp"

namespace foretell {
/// The words of an enumeration, as they stand on the command line and in files. Each enumeration
/// that is an option specialises it:
///   template <> inline constexpr auto kEnumNames<Kind> = std::array{std::pair{Kind::kSgd, "sgd"}}
template <class Enum>
inline constexpr int kEnumNames = 0;

/// The word of a value.
template <class Enum>
[[nodiscard]] std::string_view enum_name(Enum value) {
  for (const auto& [each, name] : kEnumNames<Enum>) {
    if (each == value) return name;
  }
  return "?";
}

/// The value of a word.
///   Errors  kUnknownName (with the words there are)
template <class Enum>
[[nodiscard]] Result<Enum> enum_value(std::string_view word) {
  std::vector<std::string> names;
  std::string listed;
  for (const auto& [value, name] : kEnumNames<Enum>) {
    if (word == name) return value;
    names.emplace_back(name);
    if (!listed.empty()) listed += ", ";
    listed += name;
  }
  std::string message("'");
  message.append(word).append("' is none of ").append(listed).append(did_you_mean(word, names));
  return fail(ErrorCode::kUnknownName, std::move(message));
}
}  // namespace foretell
