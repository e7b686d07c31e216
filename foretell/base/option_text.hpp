#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "foretell/base/enum_names.hpp"
#include "foretell/base/result.hpp"

namespace foretell {
/// An option's value as files hold it: numbers in the shortest form that reads back the same.
template <class Value>
[[nodiscard]] std::string option_text(const Value& value) {
  if constexpr (std::is_same_v<Value, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<Value, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_enum_v<Value>) {
    return std::string(enum_name(value));
  } else {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
    return {digits, end};
  }
}

namespace option_detail {
[[nodiscard]] inline tl::unexpected<Error> refuse(std::string_view text, std::string_view what) {
  std::string message("'");
  message.append(text).append("' is ").append(what);
  return fail(ErrorCode::kSyntax, std::move(message));
}
}  // namespace option_detail

/// Reads a value back.
///   Errors  kSyntax (not a number, or not one of this kind), kUnknownName (a word that is none of
///           the enumeration's)
template <class Value>
[[nodiscard]] Result<void> parse_option(std::string_view text, Value& value) {
  if constexpr (std::is_same_v<Value, std::string>) {
    value = std::string(text);
  } else if constexpr (std::is_same_v<Value, bool>) {
    if (text != "true" && text != "false") {
      return option_detail::refuse(text, "neither true nor false");
    }
    value = text == "true";
  } else if constexpr (std::is_enum_v<Value>) {
    auto parsed = enum_value<Value>(text);
    if (!parsed) return fail(std::move(parsed.error()));
    value = *parsed;
  } else {
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end) {
      return option_detail::refuse(
          text, std::is_integral_v<Value> ? "no whole number from 0" : "no number");
    }
  }
  return {};
}
}  // namespace foretell
