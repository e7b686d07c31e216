#include "foretell/models/components.hpp"

#include <fmt/format.h>

namespace foretell {
std::vector<double> Components::combined() const {
  std::vector<double> result = parts.front().values;
  for (std::size_t k = 1; k < parts.size(); ++k) {
    for (std::size_t t = 0; t < result.size(); ++t) {
      const double value = parts[k].values[t];
      result[t] = parts[k].multiplies ? result[t] * value : result[t] + value;
    }
  }
  return result;
}

std::string Components::formula() const {
  std::string text = parts.front().name;
  bool is_sum = false;
  for (std::size_t k = 1; k < parts.size(); ++k) {
    if (parts[k].multiplies) {
      if (is_sum) text = fmt::format("({})", text);
      text = fmt::format("{} * {}", text, parts[k].name);
      is_sum = false;
    } else {
      text = fmt::format("{} + {}", text, parts[k].name);
      is_sum = true;
    }
  }
  return text + " + remainder";
}
}  // namespace foretell
