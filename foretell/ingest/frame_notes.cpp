// The types of a frame's keys as texts, so that a saved forecaster answers in them.
#include <arrow/type.h>

#include <array>

#include "foretell/ingest/frame_types.hpp"

namespace foretell {
namespace {
using Type = std::shared_ptr<arrow::DataType>;
constexpr const char* kId = "id_type";
constexpr const char* kTime = "time_type";
constexpr std::string_view kZone = " in ";

// Types that are their name: integers, texts, dates, time stamps without a zone.
const std::vector<Type>& plain_types() {
  static const std::vector<Type> kTypes{
      arrow::int8(),
      arrow::int16(),
      arrow::int32(),
      arrow::int64(),
      arrow::uint8(),
      arrow::uint16(),
      arrow::uint32(),
      arrow::uint64(),
      arrow::utf8(),
      arrow::large_utf8(),
      arrow::utf8_view(),
      arrow::date32(),
      arrow::timestamp(arrow::TimeUnit::SECOND),
      arrow::timestamp(arrow::TimeUnit::MILLI),
      arrow::timestamp(arrow::TimeUnit::MICRO),
      arrow::timestamp(arrow::TimeUnit::NANO),
  };
  return kTypes;
}

Type plain_type(std::string_view name) {
  for (const Type& type : plain_types()) {
    if (type->ToString() == name) return type;
  }
  return nullptr;
}

std::string text_of(const Type& type) {
  if (type == nullptr) return {};
  if (type->id() == arrow::Type::DICTIONARY) {
    const auto& values = static_cast<const arrow::DictionaryType&>(*type).value_type();
    return "categories of " + values->ToString();
  }
  if (type->id() != arrow::Type::TIMESTAMP) return type->ToString();
  const auto& stamp = static_cast<const arrow::TimestampType&>(*type);
  const std::string unit = arrow::timestamp(stamp.unit())->ToString();
  return stamp.timezone().empty() ? unit : unit + std::string(kZone) + stamp.timezone();
}

Type type_of(std::string_view text) {
  constexpr std::string_view kCategories = "categories of ";
  if (text.starts_with(kCategories)) {
    const Type values = plain_type(text.substr(kCategories.size()));
    return values == nullptr ? nullptr : arrow::dictionary(arrow::int32(), values);
  }
  const std::size_t zone = text.find(kZone);
  const Type type = plain_type(text.substr(0, zone));
  if (type == nullptr || zone == std::string_view::npos) return type;
  if (type->id() != arrow::Type::TIMESTAMP) return nullptr;
  const auto unit = static_cast<const arrow::TimestampType&>(*type).unit();
  return arrow::timestamp(unit, std::string(text.substr(zone + kZone.size())));
}

Type type_of(const std::map<std::string, std::string>& notes, const char* key) {
  const auto found = notes.find(key);
  return found == notes.end() ? nullptr : type_of(found->second);
}
}  // namespace

std::map<std::string, std::string> notes_of(const FrameTypes& types) {
  const auto* columns = types.columns();
  if (columns == nullptr) return {};
  return {{kId, text_of(columns->id)}, {kTime, text_of(columns->time)}};
}

FrameTypes types_of_notes(const std::map<std::string, std::string>& notes) {
  auto columns = std::make_shared<FrameTypes::Columns>();
  columns->id = type_of(notes, kId);
  columns->time = type_of(notes, kTime);
  return FrameTypes(std::move(columns));
}
}  // namespace foretell
