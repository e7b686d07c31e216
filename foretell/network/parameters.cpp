#include "foretell/network/parameters.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace foretell {
template <class Real>
Parameter<Real>& Parameters<Real>::add(std::string name, std::size_t rows, std::size_t cols) {
  assert(find(name) == nullptr);
  Parameter<Real>& added = items_.emplace_back();
  added.name = std::move(name);
  added.rows = rows;
  added.cols = cols;
  added.value.assign(rows * cols, Real{0});
  added.gradient.assign(rows * cols, Real{0});
  return added;
}

template <class Real>
Parameter<Real>* Parameters<Real>::find(std::string_view name) {
  const auto found = std::ranges::find(items_, name, &Parameter<Real>::name);
  return found == items_.end() ? nullptr : &*found;
}

template <class Real>
std::size_t Parameters<Real>::num_values() const {
  std::size_t count = 0;
  for (const auto& item : items_) count += item.value.size();
  return count;
}

template <class Real>
void Parameters<Real>::clear_gradients() {
  for (auto& item : items_) {
    if (!item.sparse) std::ranges::fill(item.gradient, Real{0});
    for (const std::size_t r : item.touched) {
      std::fill_n(item.gradient_view().row(r), item.cols, Real{0});
    }
    item.touched.clear();
  }
}

template class Parameters<float>;
template class Parameters<double>;
}  // namespace foretell
