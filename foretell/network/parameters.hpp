#pragma once
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/matrix_view.hpp"

namespace foretell {
/// A matrix that is learned, with the gradient of the loss with respect to it.
///   Shapes  value, gradient [rows, cols], row-major; a bias is [1, cols]
template <class Real>
struct Parameter {
  std::string name;  ///< unique in its network, dots between parts: "rnn.weight_hh_l0"
  std::size_t rows = 0;
  std::size_t cols = 0;
  std::vector<Real> value;
  std::vector<Real> gradient;
  /// Embedding tables only: the rows whose gradient may differ from zero, each once, ascending;
  /// the rest of `gradient` is zero. Empty and `sparse` false: all rows.
  bool sparse = false;
  std::vector<std::size_t> touched;

  [[nodiscard]] MatrixView<Real> view() { return {value.data(), rows, cols}; }
  [[nodiscard]] MatrixView<const Real> view() const { return {value.data(), rows, cols}; }
  [[nodiscard]] MatrixView<Real> gradient_view() { return {gradient.data(), rows, cols}; }
};

/// All parameters of a network, in the order in which they were made. Owns them; a Parameter stays
/// where it is, so that layers keep pointers to theirs. Two layers that hold the same pointer share
/// (tie) the weights: both add to one gradient.
template <class Real>
class Parameters {
 public:
  Parameters() = default;
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;
  Parameters(Parameters&&) noexcept = default;
  Parameters& operator=(Parameters&&) noexcept = default;

  /// A new parameter of zeros. The name must be new: a name twice is a broken contract.
  Parameter<Real>& add(std::string name, std::size_t rows, std::size_t cols);
  [[nodiscard]] Parameter<Real>* find(std::string_view name);

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  /// Numbers in all of them together.
  [[nodiscard]] std::size_t num_values() const;

  /// Sets every gradient to zero; of a sparse one only the touched rows.
  void clear_gradients();

 private:
  std::deque<Parameter<Real>> items_;
};
}  // namespace foretell
