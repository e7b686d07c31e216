#include "foretell/network/stream.hpp"

namespace foretell::network {
template <class Real>
Result<Stream<Real>> Stream<Real>::over(const Recurrent<Real>& layer, std::size_t streams,
                                        Precision precision) {
  if (layer.options().direction != Direction::kForward) {
    return fail(ErrorCode::kUnsupported,
                "a layer that walks backwards cannot stream: it begins at the end; train a forward "
                "one");
  }
  auto layout = RaggedLayout::from(std::vector<std::size_t>(streams, 1));
  if (!layout) return fail(layout.error());
  return Stream(layer, std::move(*layout), precision);
}

template class Stream<float>;
template class Stream<double>;
}  // namespace foretell::network
