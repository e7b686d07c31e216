#include "foretell/panel/panel.hpp"

#include <cassert>
#include <limits>

namespace foretell {
void Panel::reserve(std::size_t num_series, std::size_t num_values, std::size_t id_bytes) {
  values_.reserve(num_values);
  offsets_.reserve(num_series + 1);
  starts_.reserve(num_series);
  id_text_.reserve(id_bytes);
  id_ends_.reserve(num_series);
}

void Panel::add(std::string_view id, std::int64_t start, std::span<const double> values) {
  id_text_ += id;
  id_ends_.push_back(id_text_.size());
  starts_.push_back(start);
  values_.insert(values_.end(), values.begin(), values.end());
  offsets_.push_back(values_.size());
}

std::span<double> Panel::add_missing(std::string_view id, std::int64_t start, std::size_t length) {
  add(id, start, {});
  values_.resize(values_.size() + length, std::numeric_limits<double>::quiet_NaN());
  offsets_.back() = values_.size();
  return std::span(values_).last(length);
}

std::string_view Panel::id(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : id_ends_[i - 1];
  return std::string_view(id_text_).substr(begin, id_ends_[i] - begin);
}

void Panel::set_regressors(std::vector<std::string> names, std::vector<double> values,
                           std::span<const std::size_t> rows) {
  assert(rows.size() == size());
  regressor_names_ = std::move(names);
  regressors_ = std::move(values);
  regressor_offsets_.assign(1, 0);
  for (const std::size_t count : rows) {
    regressor_offsets_.push_back(regressor_offsets_.back() + regressor_names_.size() * count);
  }
  assert(regressor_offsets_.back() == regressors_.size());
}

Series Panel::series(std::size_t i) const {
  Series series{id(i), std::span(values_).subspan(offsets_[i], length(i)), periods_, starts_[i]};
  if (!regressor_names_.empty()) {
    const std::size_t begin = regressor_offsets_[i];
    series.regressors = {regressor_names_,
                         std::span(regressors_).subspan(begin, regressor_offsets_[i + 1] - begin)};
  }
  return series;
}
}  // namespace foretell
