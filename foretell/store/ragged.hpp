#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/store/model_file.hpp"

namespace foretell {
/// Rows of different lengths in one flat array, as a model file holds them: two tensors, `<name>`
/// with all values and `<name>_end` with where each row ends.
///   Shapes  values [sum of the lengths]; ends [rows], ascending, the last one the number of values
template <class Value>
struct Ragged {
  std::vector<Value> values;
  std::vector<std::int64_t> ends;

  [[nodiscard]] std::size_t size() const { return ends.size(); }
  [[nodiscard]] std::span<const Value> row(std::size_t i) const {
    const std::int64_t begin = i == 0 ? 0 : ends[i - 1];
    return std::span(values).subspan(static_cast<std::size_t>(begin),
                                     static_cast<std::size_t>(ends[i] - begin));
  }
  void add(std::span<const Value> row) {
    values.insert(values.end(), row.begin(), row.end());
    ends.push_back(static_cast<std::int64_t>(values.size()));
  }
};

/// One row of numbers per series, e.g. the states of a panel's fitted models.
using RaggedNumbers = Ragged<double>;
/// One row of UTF-8 bytes per series, e.g. the ids of a panel.
using RaggedText = Ragged<std::uint8_t>;

/// Appends a text as a row.
void add_text(RaggedText& rows, std::string_view text);
/// Row i as text; lives as long as the rows.
[[nodiscard]] std::string_view text_of(const RaggedText& rows, std::size_t i);

/// Adds the tensors `<name>` and `<name>_end`.
template <class Value>
void put(ModelFile& file, const std::string& name, Ragged<Value> rows) {
  file.tensors.push_back({name, {rows.values.size()}, std::move(rows.values)});
  file.tensors.push_back({name + "_end", {rows.ends.size()}, std::move(rows.ends)});
}

/// Reads back what `put` stored.
///   Errors  kBadFile: a tensor is missing or of another kind, or the ends do not ascend to the
///           number of values
[[nodiscard]] Result<RaggedNumbers> get_numbers(const ModelFile& file, const std::string& name);
[[nodiscard]] Result<RaggedText> get_text(const ModelFile& file, const std::string& name);
}  // namespace foretell
