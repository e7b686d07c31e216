#pragma once
#include <tl/expected.hpp>
#include <utility>

#include "foretell/base/error.hpp"

namespace foretell {
/// A value or the Error that prevented it. The library never throws for expected failures.
template <class T>
using Result = tl::expected<T, Error>;

/// The failed side of any Result: `return fail(ErrorCode::kTooShort, "...")`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

/// Passes on the error of another Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}
}  // namespace foretell
