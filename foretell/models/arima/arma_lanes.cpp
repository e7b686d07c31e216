// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/arima/arma_lanes.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/arima/arma_lanes_kernel.hpp"
#include "hwy/highway.h"

#if HWY_ONCE
#include <algorithm>
#include <limits>

namespace foretell::arima {
HWY_EXPORT(start_lanes);
HWY_EXPORT(filter_lanes);
HWY_EXPORT(regress_lanes);
HWY_EXPORT(products_lanes);

void ArmaLanes::reset(const ArmaStructure& structure, bool with_derivatives) {
  row_ = with_derivatives ? 2 * kLanes : kLanes;
  ar_.assign((structure.ar_degree() + 1) * row_, 0);
  ma_.assign((structure.ma_degree() + 1) * row_, 0);
}

void ArmaLanes::make_room(const ArmaStructure& structure, std::size_t size,
                          std::size_t num_columns) {
  const std::size_t memory = structure.memory();
  const std::size_t degrees = structure.ar_degree() + structure.ma_degree();
  stride_ = size * row_;
  gain_.resize((memory + 1) * row_);
  covariance_.resize((4 * degrees + 4 * memory + 16) * row_);
  increment_.assign((size + memory + 2) * row_, 0);
  carry_.assign(num_columns * (size + memory + 1) * row_, 0);
  kick_.resize(num_columns * kTurns * row_);
  out_.resize(num_columns * stride_);
  log_det_.resize(row_);
}

namespace {
LanesWork described(const ArmaStructure& structure, std::span<const Column> columns) {
  LanesWork work{};
  work.structure = &structure;
  work.columns = columns;
  work.size = columns.empty() ? 0 : columns.back().values.size();
  work.memory = structure.memory();
  return work;
}
}  // namespace

ArmaLanes::Start ArmaLanes::start(const ArmaStructure& structure) {
  make_room(structure, 0, 0);
  LanesWork work = described(structure, {});
  work.ar = ar_.data();
  work.ma = ma_.data();
  work.gain = gain_.data();
  work.increment = increment_.data();
  work.covariance = covariance_.data();
  work.log_det = log_det_.data();
  HWY_DYNAMIC_DISPATCH(start_lanes)(work);
  Start result{log_det_[0], {}, {}};
  for (std::size_t i = 0; i < work.memory; ++i) result.gain.push_back(gain_[i * kLanes]);
  for (std::size_t i = 0; i <= work.memory; ++i) result.increment.push_back(increment_[i * kLanes]);
  return result;
}

void ArmaLanes::filter(const ArmaStructure& structure, std::span<const Column> columns,
                       bool conditional) {
  make_room(structure, columns.back().values.size(), columns.size());
  LanesWork work = described(structure, columns);
  work.conditional = conditional;
  work.with_derivative = row_ > kLanes;
  work.ar = ar_.data();
  work.ma = ma_.data();
  work.gain = gain_.data();
  work.increment = increment_.data();
  work.covariance = covariance_.data();
  work.carry = carry_.data();
  work.kick = kick_.data();
  work.out = out_.data();
  work.log_det = log_det_.data();
  HWY_DYNAMIC_DISPATCH(filter_lanes)(work);
}

void ArmaLanes::regress(std::span<const Column> columns, std::size_t num_gaps) {
  const std::size_t k = columns.size() - 1;
  normal_.resize((k + 1) * (k + 1) * row_);
  slopes_.resize(k * row_);
  sum_squares_.resize(row_);
  LanesWork work{};
  work.columns = columns;
  work.size = columns.back().values.size();
  work.out = out_.data();
  work.log_det = log_det_.data();
  work.sum_squares = sum_squares_.data();
  work.normal = normal_.data();
  work.slopes = slopes_.data();
  work.num_gaps = num_gaps;
  work.with_derivative = row_ > kLanes;
  HWY_DYNAMIC_DISPATCH(regress_lanes)(work);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (std::isnan(sum_squares_[lane]))
      sum_squares_[lane] = std::numeric_limits<double>::infinity();
  }
}

void difference_products(const DifferenceBlock& rows, const DifferenceBlock& columns,
                         const DifferenceBlock& base, double* products) {
  HWY_DYNAMIC_DISPATCH(products_lanes)(rows, columns, base, products);
}
}  // namespace foretell::arima
#endif  // HWY_ONCE
