#pragma once
#include <string>
#include <string_view>

namespace foretell {
/// Why something that can fail did fail. One sentence per code; details stand in the message.
enum class ErrorCode {
  kInvalidOption,  ///< an option's value is outside its bounds, or options contradict each other
  kUnknownName,    ///< a model, option, column or frequency of this name does not exist
  kSyntax,         ///< model words or a configuration cannot be parsed
  kTooShort,       ///< fewer observations than the model or the metric needs
  kMissingValues,  ///< missing values where none can be carried through
  kNotPositive,    ///< zero or negative values where only positive ones make sense
  kNotFinite,      ///< an infinity, or a result outside the range of numbers
  kDuplicate,      ///< the same time stamp twice in one series
  kFrequency,      ///< time stamps that fit no frequency, or not the given one
  kBadValue,       ///< a cell of a table is not what its column holds
  kBadFile,        ///< a file that is empty, truncated, altered or of another format
  kIo,             ///< the operating system refused: not found, no permission, disk full
  kNoConvergence,  ///< an iteration that has to converge did not
  kUnsupported,    ///< valid, but this model or format does not offer it
};

/// The code's name as users see it, e.g. "too short".
[[nodiscard]] std::string_view name_of(ErrorCode code);

/// One failure: what went wrong (value, bound, hint) and where (file, line, column, series).
struct Error {
  ErrorCode code;
  std::string message;  ///< a sentence without full stop: what, the bound, what to do
  std::string where;    ///< "sales.csv line 7", "series store_1"; empty if the caller knows best

  /// "where: message", or the message alone.
  [[nodiscard]] std::string text() const;
};
}  // namespace foretell
