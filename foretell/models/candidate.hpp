#pragma once
#include <string>

namespace foretell {
/// One model that an automatic choice has looked at.
struct Candidate {
  std::string name;
  double criterion = 0;  ///< infinite: rejected
  double log_likelihood = 0;
  std::string verdict;  ///< "", or why it was rejected
  bool chosen = false;
};
}  // namespace foretell
