#pragma once
#include <tl/expected.hpp>
#include <utility>

#include "foretell/base/error.hpp"
#include "foretell/base/result.hpp"

namespace foretell::cli {
/// What a failed command leaves with: 1 the data or the file is wrong, 2 the call is wrong.
struct Failure {
  int status;
  Error error;
};
using Outcome = tl::expected<void, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> wrong_data(Error error) {
  return tl::unexpected<Failure>(Failure{1, std::move(error)});
}
[[nodiscard]] inline tl::unexpected<Failure> wrong_call(Error error) {
  return tl::unexpected<Failure>(Failure{2, std::move(error)});
}
[[nodiscard]] inline tl::unexpected<Failure> wrong_call(std::string message) {
  return wrong_call(Error{ErrorCode::kInvalidOption, std::move(message), {}});
}
}  // namespace foretell::cli
