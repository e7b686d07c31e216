#include "foretell/store/tensor_header.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace foretell::safetensors {
namespace {

using Json = nlohmann::json;

/// Takes the events of the JSON reader. Depth 1 holds the tensors' names, depth 2 the fields of one
/// tensor or the metadata, depth 3 the numbers of `shape` or `data_offsets`.
class Reader : public nlohmann::json_sax<Json> {
 public:
  TensorHeader header;
  std::string problem;

  bool start_object(std::size_t /*elements*/) override {
    if (depth_ == 2 || in_array_) return refuse("an object where a value belongs");
    ++depth_;
    return true;
  }
  bool end_object() override {
    const bool in_tensor = depth_-- == 2 && !in_metadata_;
    if (!in_tensor || (fields_.size() == 3 && num_offsets_ == 2)) return true;
    return refuse(
        fmt::format("the tensor '{}' without dtype, shape or offsets", header.tensors.back().name));
  }
  bool key(string_t& text) override { return depth_ == 1 ? begin_entry(text) : begin_field(text); }
  bool string(string_t& text) override {
    if (depth_ != 2 || in_array_) return refuse("a text where none belongs");
    if (in_metadata_) {
      header.metadata[field_] = std::move(text);
      return true;
    }
    if (field_ != "dtype") return refuse("a text where numbers belong");
    header.tensors.back().dtype = std::move(text);
    return true;
  }
  bool start_array(std::size_t /*elements*/) override {
    if (depth_ != 2 || in_array_ || in_metadata_ || field_ == "dtype") {
      return refuse("an array where none belongs");
    }
    in_array_ = true;
    return true;
  }
  bool end_array() override {
    in_array_ = false;
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (!in_array_) return refuse("a number where none belongs");
    if (field_ == "shape") {
      auto& shape = header.tensors.back().shape;
      if (shape.size() == kMaxExtents) return refuse("a shape of more than 8 extents");
      shape.push_back(value);
      return true;
    }
    if (num_offsets_ == 2) return refuse("more than two offsets");
    (num_offsets_++ == 0 ? header.tensors.back().begin : header.tensors.back().end) = value;
    return true;
  }
  bool null() override { return refuse("null"); }
  bool boolean(bool /*value*/) override { return refuse("a truth value"); }
  bool number_integer(number_integer_t /*value*/) override { return refuse("a negative number"); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return refuse("a fraction");
  }
  bool binary(binary_t& /*value*/) override { return refuse("binary data"); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return refuse(fmt::format("no JSON at byte {}", position));
  }

 private:
  bool refuse(std::string what) {
    if (problem.empty()) problem = std::move(what);
    return false;
  }
  bool begin_entry(std::string& name) {
    if (!names_.insert(name).second) return refuse(fmt::format("'{}' twice", name));
    in_metadata_ = name == "__metadata__";
    fields_.clear();
    num_offsets_ = 0;
    if (!in_metadata_) header.tensors.push_back({.name = std::move(name)});
    return true;
  }
  bool begin_field(std::string& name) {
    const bool known = name == "dtype" || name == "shape" || name == "data_offsets";
    if (!in_metadata_ && !known) return refuse(fmt::format("the unknown field '{}'", name));
    if (!fields_.insert(name).second) return refuse(fmt::format("'{}' twice", name));
    field_ = std::move(name);
    return true;
  }

  int depth_ = 0;
  bool in_metadata_ = false;
  bool in_array_ = false;
  int num_offsets_ = 0;
  std::string field_;
  std::set<std::string> names_;
  std::set<std::string> fields_;
};
}  // namespace

Result<TensorHeader> parse_header(std::string_view json) {
  Reader reader;
  if (Json::sax_parse(json, &reader)) return std::move(reader.header);
  return fail(ErrorCode::kBadFile, "the header holds " + reader.problem);
}
}  // namespace foretell::safetensors
