#pragma once
#include <functional>
#include <optional>
#include <string>

#include "foretell/ingest/panel_builder.hpp"

namespace foretell {
/// Finds the row of a file that a PanelError is about, while the rows are read a second time.
class RowLocator {
 public:
  /// `wide_names`: the series of a wide table, one per column of values; else empty.
  RowLocator(std::string series, std::vector<std::string> wide_names)
      : series_(std::move(series)), wide_names_(std::move(wide_names)) {}

  Result<void> append(const RowBlock& block);
  /// The line (text) or row of the culprit; nothing if it is not there any more.
  [[nodiscard]] std::optional<std::size_t> number(const PanelError& error,
                                                  const Clock& clock) const;
  /// "line" or "row".
  [[nodiscard]] const char* unit() const { return is_text_ ? "line" : "row"; }

 private:
  std::string series_;
  std::vector<std::string> wide_names_;
  bool is_text_ = false;
  std::vector<std::int64_t> times_;  // of the series, in file order
  std::vector<std::size_t> numbers_;
};
}  // namespace foretell
