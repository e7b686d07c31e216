#pragma once
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

#include "foretell/base/matrix_view.hpp"
#include "foretell/network/arena.hpp"

namespace foretell::network {
/// A matrix on a tape, known by its number. Rows of a sequence follow its RaggedLayout; a variable
/// of one row per sequence is in slot order.
struct Variable {
  std::uint32_t index = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool valid() const { return index != std::numeric_limits<std::uint32_t>::max(); }
};

enum class Mode {
  kTraining,     ///< dropout and zoneout at work, gradients kept
  kInference,    ///< neither
  kAttribution,  ///< no dropout, but gradients: what an answer rests on
};

/// What one pass over a batch is.
struct Pass {
  Mode mode = Mode::kTraining;
  /// Random masks depend on seed, step, the operation's place on the tape, the key of the sequence
  /// and the time, and on nothing else.
  std::uint64_t seed = 0;
  std::uint64_t step = 0;
  /// Keys of the sequences in the caller's order, such as their number in the data; empty: their
  /// place in the batch. Must outlive the pass.
  std::span<const std::uint64_t> keys = {};
};

/// Reverse-mode differentiation of whole-sequence operations. An operation computes its value at
/// once and leaves a function that turns the gradient of its output into those of its inputs and
/// parameters. Owns all values, gradients and what lies between until the next `begin`, in memory
/// that is used again: a batch that fits what came before allocates nothing.
///   Note    gradients of parameters add up in Parameter::gradient until they are cleared; layers,
///           layouts and targets given to operations must outlive `backward`
///   Errors  none: shapes are asserted; public entries check before they record
template <class Real>
class Tape {
 public:
  /// Forgets everything and starts a pass.
  void begin(const Pass& pass = {});

  [[nodiscard]] const Pass& pass() const { return pass_; }
  [[nodiscard]] bool training() const { return pass_.mode == Mode::kTraining; }
  [[nodiscard]] bool gradients() const { return pass_.mode != Mode::kInference; }

  /// A copy of numbers from outside.
  [[nodiscard]] Variable input(MatrixView<const Real> values, bool needs_gradient = false);
  /// A variable whose value the caller is about to write. It has a gradient only where the pass
  /// keeps gradients.
  [[nodiscard]] Variable make(std::size_t rows, std::size_t cols, bool needs_gradient);

  [[nodiscard]] MatrixView<Real> value(Variable v) const { return slots_[v.index].value; }
  /// Where the gradient of v adds up, zero at first; empty where v needs none.
  [[nodiscard]] MatrixView<Real> gradient(Variable v);
  [[nodiscard]] bool needs_gradient(Variable v) const {
    return v.valid() && slots_[v.index].needs_gradient;
  }
  /// Whether anything asked for the gradient of v so far.
  [[nodiscard]] bool has_gradient(Variable v) const {
    return v.valid() && slots_[v.index].gradient.data() != nullptr;
  }

  /// Memory of this pass with no particular content.
  [[nodiscard]] MatrixView<Real> buffer(std::size_t rows, std::size_t cols);
  [[nodiscard]] MatrixView<Real> zeros(std::size_t rows, std::size_t cols);
  /// A copy of a plain object that lives as long as the pass.
  template <class T>
  [[nodiscard]] T* keep(const T& object) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (arena_.allocate(sizeof(T))) T(object);
  }
  [[nodiscard]] Arena& arena() { return arena_; }

  /// A new number for each operation that draws random masks.
  [[nodiscard]] std::uint64_t next_site() { return sites_++; }

  /// Leaves backward(tape) to be called, in reverse order, if `outputs` need gradients and one of
  /// them received one. The outputs are `count` variables made one after another.
  template <class Backward>
  void record(Variable first, std::size_t count, const Backward& backward) {
    if (!needs_gradient(first)) return;
    nodes_.push_back({first.index, count, keep(backward), [](const void* kept, Tape& tape) {
                        (*static_cast<const Backward*>(kept))(tape);
                      }});
  }
  template <class Backward>
  void record(Variable output, const Backward& backward) {
    record(output, 1, backward);
  }

  /// Sets the gradient of the loss [1, 1] to one and runs the tape backwards, once per pass.
  void backward(Variable loss);
  /// The same from gradients that the caller has added to variables.
  void backward();

 private:
  struct Slot {
    MatrixView<Real> value, gradient;
    bool needs_gradient;
  };
  struct Node {
    std::uint32_t first;
    std::size_t count;
    const void* kept;
    void (*run)(const void*, Tape&);
  };

  Pass pass_;
  Arena arena_;
  std::vector<Slot> slots_;
  std::vector<Node> nodes_;
  std::uint64_t sites_ = 0;
};
}  // namespace foretell::network
