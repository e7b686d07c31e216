#pragma once
#include <string>
#include <string_view>

namespace foretell {
/// What a cell of a numeric column holds.
enum class NumberKind { kNumber, kMissing, kInfinite, kText };

/// A cell as a number. Blanks around it are ignored.
struct Number {
  NumberKind kind;
  double value;  ///< NaN unless kNumber
};

/// Reads "12", "-1.5e3", "true" (1), "false" (0); missing: "", "NA", "N/A", "NaN", "null", "None",
/// "-"; infinite: "inf", or beyond the range of double.
[[nodiscard]] Number parse_number(std::string_view text);

/// Text of a cell for a message: cut to 40 characters, control characters and broken UTF-8 shown as
/// ?.
[[nodiscard]] std::string shown(std::string_view text);

/// Why a cell is no number, with a hint: "'12,5' is not a number; write the decimal point as '.'".
[[nodiscard]] std::string explain_number(std::string_view text, NumberKind kind);
}  // namespace foretell
