#include "foretell/store/ragged.hpp"

#include <algorithm>

namespace foretell {
namespace {
/// Whether the ends ascend from 0 to the number of values.
bool is_consistent(const std::vector<std::int64_t>& ends, std::size_t num_values) {
  if (ends.empty()) return num_values == 0;
  return ends.front() >= 0 && std::is_sorted(ends.begin(), ends.end()) &&
         static_cast<std::size_t>(ends.back()) == num_values;
}

template <class Value>
Result<Ragged<Value>> get(const ModelFile& file, const std::string& name) {
  const auto* values = file.find<Value>(name);
  const auto* ends = file.find<std::int64_t>(name + "_end");
  if (values == nullptr || ends == nullptr) {
    return fail(ErrorCode::kBadFile, "the tensors of '" + name + "' are missing");
  }
  if (!is_consistent(*ends, values->size())) {
    return fail(ErrorCode::kBadFile, "the rows of '" + name + "' do not make up its values");
  }
  return Ragged<Value>{*values, *ends};
}
}  // namespace

void add_text(RaggedText& rows, std::string_view text) {
  rows.add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string_view text_of(const RaggedText& rows, std::size_t i) {
  const auto row = rows.row(i);
  return {reinterpret_cast<const char*>(row.data()), row.size()};
}

Result<RaggedNumbers> get_numbers(const ModelFile& file, const std::string& name) {
  return get<double>(file, name);
}

Result<RaggedText> get_text(const ModelFile& file, const std::string& name) {
  return get<std::uint8_t>(file, name);
}
}  // namespace foretell
