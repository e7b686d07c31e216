#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace foretell::report {
/// Appends compact JSON to a string. Text is ASCII and holds no "<": it can neither end a script
/// element nor a line. Commas are put where they belong; the caller opens and closes in pairs.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open(char bracket);   ///< '{' or '['
  void close(char bracket);  ///< '}' or ']'
  void key(std::string_view name);
  void text(std::string_view value);
  void integer(std::int64_t value);
  void boolean(bool value);
  /// Up to `digits` significant digits; null for NaN and infinities.
  void number(double value, int digits);
  void numbers(std::span<const double> values, int digits);

 private:
  std::string& out_;
  bool first_ = true;  ///< no comma before the next value

  void separate();
};
}  // namespace foretell::report
