#pragma once
#include <arrow/array.h>

// Only for the sources of this folder: shows Arrow's headers.
namespace foretell {
/// Calls use(values) with a pointer to the raw numbers of an integer or floating array.
template <class Use>
bool with_numbers(const arrow::Array& array, Use use) {
  switch (array.type_id()) {
    case arrow::Type::INT8:
      return use(static_cast<const arrow::Int8Array&>(array).raw_values());
    case arrow::Type::INT16:
      return use(static_cast<const arrow::Int16Array&>(array).raw_values());
    case arrow::Type::INT32:
      return use(static_cast<const arrow::Int32Array&>(array).raw_values());
    case arrow::Type::INT64:
      return use(static_cast<const arrow::Int64Array&>(array).raw_values());
    case arrow::Type::UINT8:
      return use(static_cast<const arrow::UInt8Array&>(array).raw_values());
    case arrow::Type::UINT16:
      return use(static_cast<const arrow::UInt16Array&>(array).raw_values());
    case arrow::Type::UINT32:
      return use(static_cast<const arrow::UInt32Array&>(array).raw_values());
    case arrow::Type::UINT64:
      return use(static_cast<const arrow::UInt64Array&>(array).raw_values());
    case arrow::Type::FLOAT:
      return use(static_cast<const arrow::FloatArray&>(array).raw_values());
    case arrow::Type::DOUBLE:
      return use(static_cast<const arrow::DoubleArray&>(array).raw_values());
    default:
      return false;
  }
}
}  // namespace foretell
