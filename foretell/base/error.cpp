#include "foretell/base/error.hpp"

namespace foretell {
std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidOption:
      return "invalid option";
    case ErrorCode::kUnknownName:
      return "unknown name";
    case ErrorCode::kSyntax:
      return "syntax";
    case ErrorCode::kTooShort:
      return "too short";
    case ErrorCode::kMissingValues:
      return "missing values";
    case ErrorCode::kNotPositive:
      return "not positive";
    case ErrorCode::kNotFinite:
      return "not finite";
    case ErrorCode::kDuplicate:
      return "duplicate";
    case ErrorCode::kFrequency:
      return "frequency";
    case ErrorCode::kBadValue:
      return "bad value";
    case ErrorCode::kBadFile:
      return "bad file";
    case ErrorCode::kIo:
      return "input/output";
    case ErrorCode::kNoConvergence:
      return "no convergence";
    case ErrorCode::kUnsupported:
      return "unsupported";
  }
  return "unknown";
}

std::string Error::text() const {
  return where.empty() ? message : where + ": " + message;
}
}  // namespace foretell
