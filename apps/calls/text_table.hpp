#pragma once
#include <string>
#include <vector>

namespace foretell::calls {
/// A table for the terminal: first column to the left, the others to the right, two spaces between.
///   Shapes  rows [r][c]; the first row is the header, underlined
[[nodiscard]] std::string text_table(const std::vector<std::vector<std::string>>& rows);

/// A number for people: four significant digits, "-" for NaN.
[[nodiscard]] std::string short_number(double value);

/// 1234567 → "1,234,567".
[[nodiscard]] std::string grouped(std::size_t count);
}  // namespace foretell::calls
