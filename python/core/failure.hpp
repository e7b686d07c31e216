#pragma once
#include <utility>

#include "foretell/base/result.hpp"

namespace foretell::python {
/// An Error on its way to Python, where it becomes the exception class of its code.
struct Failure {
  Error error;
};

/// The value of a result; its error leaves as a Failure.
template <class T>
T value_of(Result<T> result) {
  if (!result) throw Failure{std::move(result.error())};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}
}  // namespace foretell::python
