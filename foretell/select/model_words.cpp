#include "foretell/select/model_words.hpp"

#include <fmt/format.h>

#include <cctype>

namespace foretell {
namespace {
constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxLength = 65536;

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_./+-").find(c) != std::string_view::npos;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<std::vector<ModelWord>> list() {
    std::vector<ModelWord> words;
    do {
      auto parsed = word(0);
      if (!parsed) return fail(std::move(parsed.error()));
      words.push_back(std::move(*parsed));
    } while (accept(','));
    if (at_ != text_.size()) return expected("a comma or the end");
    return words;
  }

 private:
  Result<ModelWord> word(std::size_t depth) {
    if (depth == kMaxDepth) return expected(fmt::format("at most {} nested models", kMaxDepth));
    skip_space();
    ModelWord result{.name = {}, .arguments = {}, .position = at_};
    while (at_ < text_.size() && is_name(text_[at_])) result.name += text_[at_++];
    if (result.name.empty()) return expected("a name");
    skip_space();
    if (!accept('(')) return result;
    if (accept(')')) return result;
    do {
      auto argument = this->argument(depth);
      if (!argument) return fail(std::move(argument.error()));
      result.arguments.push_back(std::move(*argument));
    } while (accept(','));
    if (!accept(')')) return expected("a comma or a closing parenthesis");
    return result;
  }

  Result<ModelWord::Argument> argument(std::size_t depth) {
    auto value = word(depth + 1);
    if (!value) return fail(std::move(value.error()));
    if (!value->arguments.empty() || !accept('=')) {
      return ModelWord::Argument{{}, std::move(*value)};
    }
    std::string key = std::move(value->name);
    value = word(depth + 1);
    if (!value) return fail(std::move(value.error()));
    return ModelWord::Argument{std::move(key), std::move(*value)};
  }

  bool accept(char c) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    skip_space();
    return true;
  }

  void skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  [[nodiscard]] tl::unexpected<Error> expected(std::string_view what) const {
    const std::string found =
        at_ == text_.size() ? "the end" : fmt::format("'{}'", text_.substr(at_, 1));
    return fail(ErrorCode::kSyntax, fmt::format("model words: expected {} at position {}, found {}",
                                                what, at_ + 1, found));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};
}  // namespace

std::string ModelWord::text() const {
  if (arguments.empty()) return name;
  std::string result = name + "(";
  for (const Argument& argument : arguments) {
    if (result.back() != '(') result += ',';
    if (!argument.key.empty()) result += argument.key + "=";
    result += argument.value.text();
  }
  return result + ")";
}

Result<std::vector<ModelWord>> parse_model_words(std::string_view text) {
  if (text.size() > kMaxLength) {
    return fail(ErrorCode::kSyntax,
                fmt::format("model words: {} bytes, at most {} are read", text.size(), kMaxLength));
  }
  return Parser(text).list();
}
}  // namespace foretell
