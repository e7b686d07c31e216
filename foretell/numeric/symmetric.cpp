#include "foretell/numeric/symmetric.hpp"

#include <Eigen/Cholesky>
#include <limits>

namespace foretell::numeric {
namespace {
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const Matrix>;

View view(std::span<const double> a, std::size_t rows) {
  return {a.data(), static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(a.size() / rows)};
}
}  // namespace

std::optional<double> trace_of_quotient(std::span<const double> a, std::span<const double> b,
                                        std::size_t size) {
  const Eigen::LLT<Matrix> factor(view(a, size));
  if (factor.info() != Eigen::Success ||
      !(factor.rcond() > std::numeric_limits<double>::epsilon())) {
    return std::nullopt;
  }
  return factor.solve(view(b, size)).trace();
}

std::vector<double> projected(std::span<const double> a, std::span<const double> p,
                              std::size_t rows) {
  const View right = view(p, rows);
  const auto columns = static_cast<std::size_t>(right.cols());
  std::vector<double> result(columns * columns);
  Eigen::Map<Matrix>(result.data(), right.cols(), right.cols()) =
      right.transpose() * (view(a, rows) * right);
  return result;
}
}  // namespace foretell::numeric
