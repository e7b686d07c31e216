#pragma once
#include <arrow/type.h>

#include "foretell/ingest/arrow_rows.hpp"
#include "foretell/ingest/frame.hpp"

// Only for the sources of this folder: shows Arrow's headers.
namespace foretell {
struct FrameTypes::Columns {
  std::shared_ptr<arrow::DataType> id;  ///< null: the frame has no column of ids
  std::shared_ptr<arrow::DataType> time;
};

/// An array of ids, of the type that the frame's ids have; texts where it has none.
///   Shapes  dictionary: all ids of the panel, made once per answer and shared by its blocks
[[nodiscard]] arrow::Result<std::shared_ptr<arrow::Array>> frame_ids(
    const IdColumn& column, const arrow::DataType* type, std::shared_ptr<arrow::Array>& dictionary);
/// An array of time stamps, of the type that the frame's have where it can hold them.
[[nodiscard]] arrow::Result<std::shared_ptr<arrow::Array>> frame_times(
    const TimeColumn& column, const std::shared_ptr<arrow::DataType>& type);
/// Numbers, moved; NaN becomes null.
[[nodiscard]] arrow::Result<std::shared_ptr<arrow::Array>> frame_numbers(
    std::vector<double> values);
}  // namespace foretell
