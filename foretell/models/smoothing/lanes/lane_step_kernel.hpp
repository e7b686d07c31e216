// The vector part of LaneStep, included once per instruction set. Not for other files.
#include "foretell/models/smoothing/lanes/lane_step.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using Vec = hn::Vec<Tag>;
using Mask = hn::Mask<Tag>;

constexpr double kRidge = 1e-12;  // keeps exactly flat directions solvable
constexpr std::size_t kMost = LaneColumns::kMostBounded;

HWY_INLINE std::size_t corner(std::size_t i) {
  return i * (i + 1) / 2;
}

HWY_INLINE Vec row_of(const double* rows, std::size_t i, std::size_t lane) {
  return hn::Load(Tag(), rows + i * kLanes + lane);
}

/// Entry minus Σ_{k < count} L[i][k] L[c][k], for kRows rows from i on: independent chains.
template <std::size_t kRows>
HWY_INLINE void eliminate(const LaneStep& s, std::size_t lane, std::size_t i, std::size_t c,
                          std::size_t count, Vec factor) {
  const Tag tag;
  Vec rest[kRows];
#pragma GCC unroll 4
  for (std::size_t r = 0; r < kRows; ++r) {
    rest[r] = row_of(s.curvature, corner(i + r) + c, lane);
  }
  const double* const other = s.factor + corner(c) * kLanes + lane;
  for (std::size_t k = 0; k < count; ++k) {
    const auto right = hn::Load(tag, other + k * kLanes);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRows; ++r) {
      rest[r] = hn::NegMulAdd(row_of(s.factor, corner(i + r) + k, lane), right, rest[r]);
    }
  }
#pragma GCC unroll 4
  for (std::size_t r = 0; r < kRows; ++r) {
    hn::Store(hn::Mul(rest[r], factor), tag, s.factor + (corner(i + r) + c) * kLanes + lane);
  }
}

HWY_INLINE void eliminate_below(const LaneStep& s, std::size_t lane, std::size_t first,
                                std::size_t c, std::size_t count, Vec factor) {
  std::size_t i = first;
  for (; i + 4 <= s.size; i += 4) eliminate<4>(s, lane, i, c, count, factor);
  for (; i < s.size; ++i) eliminate<1>(s, lane, i, c, count, factor);
}

/// 1 / √rest where that is a sound pivot for a diagonal `entry`, else 0, which drops the column.
HWY_INLINE Vec inverse_pivot(Vec rest, Vec entry) {
  const Tag tag;
  const auto sound =
      hn::And(hn::Gt(rest, hn::Mul(hn::Set(tag, kRidge), entry)), hn::Gt(entry, hn::Zero(tag)));
  const auto root = hn::Sqrt(hn::IfThenElse(sound, rest, hn::Set(tag, 1.0)));
  return hn::IfThenElseZero(sound, hn::Div(hn::Set(tag, 1.0), root));
}

/// The columns with bounds, after the others are eliminated.
struct BoundedPart {
  std::size_t size;
  Vec matrix[kMost][kMost];  ///< lower triangle, damped
  Vec entry[kMost];          ///< diagonal of the curvature itself
  Vec right[kMost];          ///< minus the gradient
  Vec down[kMost], up[kMost];
  Vec step[kMost];
  Vec active[kMost];  ///< 1 or 0

  HWY_INLINE Vec at(std::size_t i, std::size_t j) const {
    return i < j ? matrix[j][i] : matrix[i][j];
  }

  /// Steps of the active ones, given those of the others.
  HWY_INLINE void solve() {
    const Tag tag;
    Vec factor[kMost][kMost], inverse[kMost], z[kMost];
    for (std::size_t r = 0; r < size; ++r) {
      auto rhs = right[r];
      for (std::size_t j = 0; j < size; ++j) {
        const auto placed = hn::Eq(active[j], hn::Zero(tag));
        rhs = hn::NegMulAdd(at(r, j), hn::IfThenElseZero(placed, step[j]), rhs);
      }
      for (std::size_t c = 0; c < r; ++c) {
        auto rest = matrix[r][c];
        for (std::size_t k = 0; k < c; ++k) {
          rest = hn::NegMulAdd(factor[r][k], factor[c][k], rest);
        }
        factor[r][c] = hn::Mul(hn::Mul(rest, inverse[c]), active[r]);
        rhs = hn::NegMulAdd(factor[r][c], z[c], rhs);
      }
      auto rest = matrix[r][r];
      for (std::size_t k = 0; k < r; ++k) rest = hn::NegMulAdd(factor[r][k], factor[r][k], rest);
      inverse[r] = hn::Mul(inverse_pivot(rest, entry[r]), active[r]);
      z[r] = hn::Mul(rhs, inverse[r]);
    }
    for (std::size_t r = size; r-- > 0;) {
      const auto value = hn::Mul(z[r], inverse[r]);
      for (std::size_t k = 0; k < r; ++k) z[k] = hn::NegMulAdd(factor[r][k], value, z[k]);
      step[r] = hn::IfThenElse(hn::Ne(active[r], hn::Zero(tag)), value, step[r]);
    }
  }

  /// Puts the column that crosses its bound first onto it; false where none crosses in any lane.
  HWY_INLINE bool place() {
    const Tag tag;
    const auto zero = hn::Zero(tag), one = hn::Set(tag, 1.0);
    auto shortest = one;
    auto which = hn::Set(tag, -1.0);
    Vec room[kMost];
    for (std::size_t r = 0; r < size; ++r) {
      room[r] = hn::IfThenElse(hn::Lt(step[r], zero), down[r], up[r]);
      const auto crosses =
          hn::And(hn::Ne(active[r], zero), hn::Gt(hn::Abs(step[r]), hn::Abs(room[r])));
      const auto ratio = hn::Div(room[r], hn::IfThenElse(crosses, step[r], one));
      const auto first = hn::And(crosses, hn::Lt(ratio, shortest));
      shortest = hn::IfThenElse(first, ratio, shortest);
      which = hn::IfThenElse(first, hn::Set(tag, static_cast<double>(r)), which);
    }
    if (hn::AllTrue(tag, hn::Lt(which, zero))) return false;
    for (std::size_t r = 0; r < size; ++r) {
      const auto this_one = hn::Eq(which, hn::Set(tag, static_cast<double>(r)));
      step[r] = hn::IfThenElse(this_one, room[r], step[r]);
      active[r] = hn::IfThenElse(this_one, zero, active[r]);
    }
    return true;
  }
};

// NOLINTNEXTLINE(readability-function-size): one elimination
HWY_INLINE void solve_part(const LaneStep& s, std::size_t lane) {
  const Tag tag;
  const auto zero = hn::Zero(tag), one = hn::Set(tag, 1.0);
  const std::size_t free = s.num_free;
  const auto damped = hn::Add(row_of(s.damping, 0, lane), hn::Set(tag, 1 + kRidge));
  double* const z = s.step;  // holds L⁻¹ (−g) until the steps are known

  for (std::size_t c = 0; c < free; ++c) {
    const auto entry = row_of(s.curvature, corner(c) + c, lane);
    auto rest = hn::Mul(entry, damped), other = zero;
    const double* const row = s.factor + corner(c) * kLanes;
    auto rhs = hn::Neg(row_of(s.gradient, c, lane));
    for (std::size_t k = 0; k < c; ++k) {
      const auto l = row_of(row, k, lane);
      other = hn::MulAdd(l, l, other);
      rhs = hn::NegMulAdd(l, row_of(z, k, lane), rhs);
    }
    const auto inverse = inverse_pivot(hn::Sub(rest, other), entry);
    hn::Store(inverse, tag, s.factor + (corner(c) + c) * kLanes + lane);
    hn::Store(hn::Mul(rhs, inverse), tag, z + c * kLanes + lane);
    eliminate_below(s, lane, c + 1, c, c, inverse);
  }

  BoundedPart part;
  part.size = s.size - free;
  for (std::size_t j = 0; j < part.size; ++j) {
    const std::size_t c = free + j;
    eliminate_below(s, lane, c, c, free, one);
    const auto entry = row_of(s.curvature, corner(c) + c, lane);
    const auto gradient = row_of(s.gradient, c, lane);
    part.entry[j] = entry;
    for (std::size_t i = j; i < part.size; ++i) {
      part.matrix[i][j] = row_of(s.factor, corner(free + i) + c, lane);
    }
    part.matrix[j][j] = hn::Add(part.matrix[j][j], hn::Mul(entry, hn::Sub(damped, one)));
    auto rhs = hn::Neg(gradient);
    for (std::size_t k = 0; k < free; ++k) {
      rhs = hn::NegMulAdd(row_of(s.factor, corner(c) + k, lane), row_of(z, k, lane), rhs);
    }
    part.right[j] = rhs;
    const auto x = row_of(s.x, c, lane);
    part.down[j] = hn::Sub(hn::Set(tag, s.lower[c]), x);
    part.up[j] = hn::Sub(hn::Set(tag, s.upper[c]), x);
    part.step[j] = zero;
    const auto pressed = hn::Or(hn::And(hn::Ge(part.down[j], zero), hn::Gt(gradient, zero)),
                                hn::And(hn::Le(part.up[j], zero), hn::Lt(gradient, zero)));
    auto active = hn::IfThenElseZero(hn::Gt(entry, zero), one);
    active = hn::IfThenElse(pressed, zero, active);
    part.active[j] = s.lower[c] < s.upper[c] ? active : zero;
  }
  if (part.size > 0) {
    do part.solve();
    while (part.place());
  }
  for (std::size_t j = 0; j < part.size; ++j) {
    hn::Store(part.step[j], tag, s.step + (free + j) * kLanes + lane);
  }
  for (std::size_t j = 0; j < part.size; ++j) {
    for (std::size_t k = 0; k < free; ++k) {
      const auto l = row_of(s.factor, corner(free + j) + k, lane);
      hn::Store(hn::NegMulAdd(l, part.step[j], row_of(z, k, lane)), tag, z + k * kLanes + lane);
    }
  }
  for (std::size_t r = free; r-- > 0;) {
    const double* const row = s.factor + corner(r) * kLanes;
    const auto value = hn::Mul(row_of(z, r, lane), row_of(row, r, lane));
    for (std::size_t k = 0; k < r; ++k) {
      hn::Store(hn::NegMulAdd(row_of(row, k, lane), value, row_of(z, k, lane)), tag,
                z + k * kLanes + lane);
    }
    hn::Store(value, tag, z + r * kLanes + lane);
  }

  auto decrease = zero;
  const auto half = hn::Set(tag, 0.5);
  for (std::size_t i = 0; i < s.size; ++i) {
    const auto p = row_of(s.step, i, lane);
    const double* const row = s.curvature + corner(i) * kLanes;
    auto product = hn::MulAdd(hn::Mul(half, row_of(row, i, lane)), p, row_of(s.gradient, i, lane));
    auto second = zero;
    std::size_t j = 0;
    for (; j + 2 <= i; j += 2) {
      product = hn::MulAdd(row_of(row, j, lane), row_of(s.step, j, lane), product);
      second = hn::MulAdd(row_of(row, j + 1, lane), row_of(s.step, j + 1, lane), second);
    }
    if (j < i) product = hn::MulAdd(row_of(row, j, lane), row_of(s.step, j, lane), product);
    decrease = hn::NegMulAdd(p, hn::Add(product, second), decrease);
  }
  hn::Store(decrease, tag, s.decrease + lane);
}

void solve_lanes(const LaneStep& step) {
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(Tag())) solve_part(step, lane);
}

void blend_lanes(const double* taken, const double* from, std::size_t count, double* to) {
  const Tag tag;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(tag)) {
    const auto take = hn::Ne(hn::Load(tag, taken + lane), hn::Zero(tag));
    for (std::size_t i = 0; i < count; ++i) {
      double* const place = to + i * kLanes + lane;
      hn::Store(hn::IfThenElse(take, row_of(from, i, lane), hn::Load(tag, place)), tag, place);
    }
  }
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
