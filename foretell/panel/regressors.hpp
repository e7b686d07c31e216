#pragma once
#include <cassert>
#include <cstddef>
#include <span>
#include <string>

namespace foretell {
/// Columns beside the target: prices, holidays, temperature. Owns nothing, like Series. Rows are
/// steps; those of a series begin with its first observation and may reach beyond its last one,
/// where the columns are known ahead.
///   Shapes  column(k) [num_rows], k < size(); NaN is a missing value
class Regressors {
 public:
  Regressors() = default;
  /// Columns that lie one after the other: values [names · rows], column by column.
  Regressors(std::span<const std::string> names, std::span<const double> values)
      : names_(names),
        first_(values.data()),
        stride_(names.empty() ? 0 : values.size() / names.size()),
        num_rows_(stride_) {
    assert(stride_ * names.size() == values.size());
  }

  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] bool empty() const { return names_.empty(); }
  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }
  [[nodiscard]] const std::string& name(std::size_t k) const { return names_[k]; }
  [[nodiscard]] std::span<const std::string> names() const { return names_; }
  [[nodiscard]] std::span<const double> column(std::size_t k) const {
    assert(k < size());
    return {first_ + k * stride_, num_rows_};
  }

  /// The same columns from row `begin` on; none of their rows where they end before.
  [[nodiscard]] Regressors from(std::size_t begin) const {
    return between(begin, begin > num_rows_ ? begin : num_rows_);
  }
  /// The same columns, rows begin … end − 1, as far as they go.
  [[nodiscard]] Regressors between(std::size_t begin, std::size_t end) const {
    Regressors part = *this;
    const std::size_t first = begin < num_rows_ ? begin : num_rows_;
    const std::size_t last = end < num_rows_ ? end : num_rows_;
    part.first_ = first_ == nullptr ? nullptr : first_ + first;
    part.num_rows_ = last > first ? last - first : 0;
    return part;
  }

 private:
  std::span<const std::string> names_;
  const double* first_ = nullptr;
  std::size_t stride_ = 0;
  std::size_t num_rows_ = 0;
};
}  // namespace foretell
