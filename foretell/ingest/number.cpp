#include "foretell/ingest/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, 8> kMissingWords{"na",   "n/a",  "nan",  "null",
                                                        "none", "<na>", "#n/a", "-"};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Of a number that double cannot hold: whether it is too near to zero, rather than too large.
bool is_tiny(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != text.npos) return text.substr(exponent + 1).starts_with('-');
  return text.substr(0, text.find('.')).find_first_of("123456789") == text.npos;
}

Number word(std::string_view text) {
  std::string lower(text.substr(0, 10));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (std::find(kMissingWords.begin(), kMissingWords.end(), lower) != kMissingWords.end()) {
    return {NumberKind::kMissing, kMissing};
  }
  if (lower == "true") return {NumberKind::kNumber, 1};
  if (lower == "false") return {NumberKind::kNumber, 0};
  const std::string_view unsigned_text =
      lower.starts_with('-') || lower.starts_with('+') ? std::string_view(lower).substr(1) : lower;
  if (unsigned_text == "inf" || unsigned_text == "infinity") {
    return {NumberKind::kInfinite, kMissing};
  }
  return {NumberKind::kText, kMissing};
}
}  // namespace

Number parse_number(std::string_view text) {
  if (!text.empty() && (is_blank(text.front()) || is_blank(text.back()))) text = trim(text);
  if (text.empty()) return {NumberKind::kMissing, kMissing};
  const bool plus = text.front() == '+' && text.size() > 1 && text[1] != '-';
  const char* begin = text.data() + (plus ? 1 : 0);
  const char* const end = text.data() + text.size();
  if ((*begin < '0' || *begin > '9') && *begin != '-' && *begin != '.') return word(text);
  double value = 0;
  const auto [rest, error] = std::from_chars(begin, end, value);
  if (rest != end || error == std::errc::invalid_argument) return word(text);
  if (error == std::errc::result_out_of_range) {
    if (is_tiny(text)) return {NumberKind::kNumber, 0};
    return {NumberKind::kInfinite, kMissing};
  }
  if (!std::isfinite(value)) return word(text);
  return {NumberKind::kNumber, value};
}

std::string shown(std::string_view text) {
  std::string result(text.substr(0, 40));
  for (char& c : result) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f) c = '?';
  }
  return fmt::format("'{}{}'", result, text.size() > 40 ? "..." : "");
}

std::string explain_number(std::string_view text, NumberKind kind) {
  if (kind == NumberKind::kInfinite) {
    return fmt::format("{} is not finite; leave the cell empty if it is missing", shown(text));
  }
  const std::string what = fmt::format("{} is not a number", shown(text));
  const bool has_digit = text.find_first_of("0123456789") != text.npos;
  if (has_digit && text.find(',') != text.npos) {
    return what + "; write the decimal point as '.' and no thousands separators";
  }
  return what + "; leave the cell empty if it is missing";
}
}  // namespace foretell
