#pragma once
#include <string>

namespace foretell {
/// One model that an automatic choice has looked at.
struct Candidate {
  std::string name;
  double criterion = 0;       ///< infinite: rejected
  double log_likelihood = 0;  ///< NaN: not known
  std::string verdict;        ///< "", why it was rejected, or what else is to be said
  bool chosen = false;
  /// The part of a composite that looked at it, by its model words: "auto_arima"; of a part of a
  /// part, "scum > auto_arima". Empty: the definition itself.
  std::string part = {};
};
}  // namespace foretell
