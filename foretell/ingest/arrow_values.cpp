// The values of ArrowColumns: numbers of every type.
#include <arrow/array/array_decimal.h>
#include <arrow/type.h>
#include <arrow/util/decimal.h>
#include <arrow/util/float16.h>
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "foretell/ingest/arrow_columns.hpp"
#include "foretell/ingest/arrow_numbers.hpp"
#include "foretell/ingest/number.hpp"

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double other_number(const arrow::Array& array, std::int64_t row) {
  switch (array.type_id()) {
    case arrow::Type::BOOL:
      return static_cast<const arrow::BooleanArray&>(array).Value(row) ? 1 : 0;
    case arrow::Type::HALF_FLOAT: {
      const auto bits = static_cast<const arrow::HalfFloatArray&>(array).Value(row);
      return arrow::util::Float16::FromBits(bits).ToDouble();
    }
    case arrow::Type::DECIMAL128: {
      const auto& type = static_cast<const arrow::Decimal128Type&>(*array.type());
      const auto* bytes = static_cast<const arrow::Decimal128Array&>(array).GetValue(row);
      return arrow::Decimal128(bytes).ToDouble(type.scale());
    }
    case arrow::Type::DECIMAL256: {
      const auto& type = static_cast<const arrow::Decimal256Type&>(*array.type());
      const auto* bytes = static_cast<const arrow::Decimal256Array&>(array).GetValue(row);
      return arrow::Decimal256(bytes).ToDouble(type.scale());
    }
    default:
      return kMissing;
  }
}
}  // namespace

bool ArrowColumns::add_text_values(const arrow::Array& array, const std::string& column,
                                   std::vector<double>& values) {
  for (std::int64_t i = 0; i < array.length(); ++i) {
    const std::string_view text = text_at(array, i);
    const Number number = parse_number(text);
    if (number.kind == NumberKind::kText || number.kind == NumberKind::kInfinite) {
      const bool infinite = number.kind == NumberKind::kInfinite;
      return refuse(values.size(), infinite ? ErrorCode::kNotFinite : ErrorCode::kBadValue, column,
                    explain_number(text, number.kind));
    }
    values.push_back(number.value);
  }
  return true;
}

bool ArrowColumns::add_values(const arrow::Array& array, const std::string& column,
                              std::vector<double>& values) {
  if (is_text(*array.type())) return add_text_values(array, column, values);
  const std::size_t base = values.size();
  const auto count = static_cast<std::size_t>(array.length());
  values.resize(base + count, kMissing);
  double* out = values.data() + base;
  if (array.type_id() == arrow::Type::NA) return true;
  const auto kind = kind_of(*array.type());
  if (kind != ColumnKind::kInteger && kind != ColumnKind::kNumber) {
    return refuse(base, ErrorCode::kBadValue, column,
                  fmt::format("values of type {} are no numbers", array.type()->ToString()));
  }
  const bool simple = with_numbers(array, [&](const auto* raw) {
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<double>(raw[i]);
    return true;
  });
  for (std::size_t i = 0; i < count; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (array.IsNull(row)) {
      out[i] = kMissing;
    } else if (!simple) {
      out[i] = other_number(array, row);
    }
    if (std::isinf(out[i])) {
      return refuse(base + i, ErrorCode::kNotFinite, column,
                    "the value is infinite; leave the cell empty if it is missing");
    }
  }
  return true;
}
}  // namespace foretell
