#pragma once
#include <string>
#include <vector>

#include "foretell/ingest/read_panel.hpp"

namespace foretell::calls {
/// How a user says what a table looks like, in the words that the command and Python share.
struct TableCall {
  TableLayout layout;
  std::string frequency;            ///< "MS", "W-SUN", …; empty: inferred
  std::vector<std::size_t> season;  ///< lengths in observations; 1 alone: no season

  /// The layout with frequency and season read.
  ///   Errors  kUnknownName (frequency), kInvalidOption (season)
  [[nodiscard]] Result<TableLayout> resolved() const;
};
}  // namespace foretell::calls
