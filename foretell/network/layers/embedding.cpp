#include "foretell/network/layers/embedding.hpp"

namespace foretell::network {
namespace {
/// Adds the tokens to the touched rows of a sparse table, which stay ascending and single.
template <class Real>
void touch(Parameter<Real>& table, std::span<const std::uint32_t> tokens) {
  if (!table.sparse) return;
  table.touched.insert(table.touched.end(), tokens.begin(), tokens.end());
  std::ranges::sort(table.touched);
  const auto repeated = std::unique(table.touched.begin(), table.touched.end());
  table.touched.erase(repeated, table.touched.end());
}
}  // namespace

template <class Real>
Embedding<Real> Embedding<Real>::add(Parameters<Real>& parameters, const std::string& name,
                                     std::size_t count, std::size_t width) {
  Embedding result{&parameters.add(name + ".weight", count, width)};
  result.table->sparse = true;
  return result;
}

template <class Real>
Variable Embedding<Real>::apply(Tape<Real>& tape, std::span<const std::uint32_t> tokens) const {
  const Variable y = tape.make(tokens.size(), table->cols, true);
  for (std::size_t r = 0; r < tokens.size(); ++r) {
    std::copy_n(table->view().row(tokens[r]), table->cols, tape.value(y).row(r));
  }
  tape.record(y, [*this, y, tokens](Tape<Real>& t) {
    const auto dy = t.gradient(y);
    for (std::size_t r = 0; r < tokens.size(); ++r) {
      Real* row = table->gradient_view().row(tokens[r]);
      for (std::size_t c = 0; c < table->cols; ++c) row[c] += dy(r, c);
    }
    touch(*table, tokens);
  });
  return y;
}

template struct Embedding<float>;
template struct Embedding<double>;
}  // namespace foretell::network
