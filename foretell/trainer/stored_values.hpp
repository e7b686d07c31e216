#pragma once
#include <string>
#include <vector>

#include "foretell/store/model_file.hpp"

namespace foretell {
/// Adds a row of numbers to a file of training.
template <class Value>
void put_values(ModelFile& file, std::string name, std::vector<Value> values) {
  const std::size_t count = values.size();
  file.tensors.push_back({std::move(name), {count}, std::move(values)});
}

/// Reads a row of numbers into one of the same length.
///   Errors  kBadFile (missing, of another type or length)
template <class Value>
[[nodiscard]] Result<void> get_values(const ModelFile& file, const std::string& name,
                                      std::vector<Value>& values) {
  const auto* stored = file.find<Value>(name);
  if (stored == nullptr) return fail(ErrorCode::kBadFile, "the file lacks it", name);
  if (stored->size() != values.size()) {
    return fail(ErrorCode::kBadFile,
                "the file has " + std::to_string(stored->size()) + " numbers, not " +
                    std::to_string(values.size()),
                name);
  }
  values = *stored;
  return {};
}
}  // namespace foretell
