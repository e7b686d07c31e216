#include "foretell/ingest/music_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace foretell {
namespace {
using Json = nlohmann::json;

/// Takes the events of the JSON reader, so that memory stays near that of the songs. Depths: the
/// object 1 (or none), a part's list of songs, a song's list of steps, a step's list of keys.
class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(const RollGrid& grid) : grid_(grid) {}

  MusicSplits splits;
  std::optional<Error> error;

  bool start_object(std::size_t /*elements*/) override {
    if (in_object_ || lists_ > 0) return refuse("an object where a list belongs");
    in_object_ = true;
    return true;
  }
  bool end_object() override { return true; }
  bool key(string_t& text) override {
    part_ = text;
    if (splits.contains(part_)) return refuse("a part given twice");
    splits[part_];
    return true;
  }
  bool start_array(std::size_t /*elements*/) override {
    ++lists_;
    if (lists_ == 1 && !in_object_) splits[part_];
    if (lists_ == 2) songs().push_back({.values = {}, .width = grid_.width()});
    if (lists_ == 3) song().values.resize(song().values.size() + grid_.width(), 0.0F);
    return lists_ <= 3 || refuse("a list where a number belongs");
  }
  bool end_array() override {
    --lists_;
    if (lists_ == 1 && song().values.empty())
      return refuse("a song without a step", ErrorCode::kTooShort);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (lists_ != 3) return refuse("a number where a list belongs");
    if (value < grid_.lowest || value > grid_.highest) return outside(fmt::format("{}", value));
    song().values[song().values.size() - grid_.width() + value - grid_.lowest] = 1;
    return true;
  }
  bool number_integer(number_integer_t value) override { return outside(fmt::format("{}", value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override {
    return outside(text);
  }
  bool string(string_t& /*text*/) override { return refuse("a text where numbers belong"); }
  bool null() override { return refuse("null where a list belongs"); }
  bool boolean(bool /*value*/) override { return refuse("a truth value where numbers belong"); }
  bool binary(binary_t& /*value*/) override { return refuse("binary data"); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    if (!error) error = Error{ErrorCode::kBadFile, "no JSON", fmt::format("byte {}", position)};
    return false;
  }

 private:
  std::vector<Frames>& songs() { return splits[part_]; }
  Frames& song() { return songs().back(); }
  bool refuse(std::string what, ErrorCode code = ErrorCode::kBadFile) {
    if (error) return false;
    std::string where;
    if (in_object_ && !part_.empty()) where = fmt::format("part '{}'", part_);
    const auto part = splits.find(part_);
    if (part != splits.end() && !part->second.empty()) {
      where += fmt::format("{}song {} step {}", where.empty() ? "" : " ", part->second.size(),
                           part->second.back().steps());
    }
    error = Error{code, std::move(what), std::move(where)};
    return false;
  }
  bool outside(const std::string& value) {
    if (lists_ != 3) return refuse("a number where a list belongs");
    return refuse(fmt::format("{} is no key from {} to {}", value, grid_.lowest, grid_.highest),
                  ErrorCode::kBadValue);
  }

  const RollGrid& grid_;
  bool in_object_ = false;
  int lists_ = 0;
  std::string part_ = "train";
};
}  // namespace

Result<MusicSplits> parse_music_json(std::string_view text, const RollGrid& grid) {
  Reader reader(grid);
  const bool whole = Json::sax_parse(text, &reader);
  if (reader.error) return fail(std::move(*reader.error));
  if (!whole) return fail(ErrorCode::kBadFile, "no JSON");
  std::erase_if(reader.splits, [](const auto& part) { return part.second.empty(); });
  if (reader.splits.empty()) return fail(ErrorCode::kTooShort, "no song in it");
  return std::move(reader.splits);
}
}  // namespace foretell
