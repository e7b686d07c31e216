#pragma once
#include <cstddef>

#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// Columns of one panel of a packed matrix, whatever the width of the vectors.
inline constexpr std::size_t kPanel = 32;
/// Products are summed in blocks of this depth: each block in registers, one term after another,
/// and then added to the result. The order is part of the promise that a row has the same bits
/// alone and in a batch, on every instruction set with fused multiply-add.
inline constexpr std::size_t kDepth = 256;

/// c += a·b for a matrix b in panels, or c = bias + a·b.
///   Shapes  a(i, k) at a[i · a_row + k · a_step], [rows, depth];  c [rows, columns], stride c_row;
///           panels [⌈columns / kPanel⌉][panel_depth][kPanel], zeros beyond `columns`
struct PanelProduct {
  const float* a;
  std::size_t a_row, a_step;
  std::size_t rows, depth;
  const float* panels;
  std::size_t panel_depth;  ///< rows that lie between two panels, at least depth
  std::size_t columns;
  float* c;
  std::size_t c_row;
  const float* bias = nullptr;  ///< [columns], or null: c is added to
};

/// On the calling thread, with the best instruction set of the machine.
///   Source  register tiles as in Van Zee & van de Geijn (2015), ACM Trans. Math. Software 41, 14
void add_panel_product(const PanelProduct& product) noexcept;

/// Packs b(k, j) = w(k, first + j) of `depth` rows into one panel; zeros beyond the last column.
///   Shapes  w [depth, …];  panel [depth][kPanel]
void pack_rows(MatrixView<const float> w, std::size_t first, float* panel) noexcept;
/// Packs b(k, j) = w(first + j, k), the transpose.
///   Shapes  w [O, depth];  panel [depth][kPanel]
void pack_columns(MatrixView<const float> w, std::size_t first, float* panel) noexcept;
}  // namespace foretell::kernels
