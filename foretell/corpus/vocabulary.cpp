#include "foretell/corpus/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace foretell {
namespace {
constexpr std::array<std::string_view, Vocabulary::kSpecial> kNames{"<unk>", "<pad>", "<s>",
                                                                    "</s>"};

using Count = std::pair<std::string_view, std::size_t>;

/// Distinct tokens with their counts, most frequent first, equal ones by their bytes.
std::vector<Count> ranked(std::span<const std::string> tokens) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const std::string& token : tokens) ++counts[token];
  for (const std::string_view name : kNames) counts.erase(name);
  std::vector<Count> result(counts.begin(), counts.end());
  std::sort(result.begin(), result.end(), [](const Count& a, const Count& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return result;
}
}  // namespace

Vocabulary::Vocabulary() : tokens_(kNames.begin(), kNames.end()) {
  for (Token i = 0; i < kSpecial; ++i) places_[tokens_[i]] = i;
}

Result<Vocabulary> Vocabulary::count(std::span<const std::string> tokens,
                                     const VocabularyOptions& options) {
  if (tokens.empty()) return fail(ErrorCode::kTooShort, "no token to build a vocabulary from");
  if (options.max_size != 0 && options.max_size <= kSpecial) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("max_size {} leaves no room beside the {} special tokens",
                            options.max_size, kSpecial));
  }
  Vocabulary vocabulary;
  for (const auto& [text, count] : ranked(tokens)) {
    if (count < options.min_count) break;
    if (options.max_size != 0 && vocabulary.size() == options.max_size) break;
    vocabulary.places_.emplace(text, static_cast<Token>(vocabulary.size()));
    vocabulary.tokens_.emplace_back(text);
  }
  return vocabulary;
}

Result<Vocabulary> Vocabulary::restore(std::vector<std::string> tokens) {
  if (tokens.size() < kSpecial || !std::equal(kNames.begin(), kNames.end(), tokens.begin())) {
    return fail(ErrorCode::kBadFile, "the vocabulary does not begin with <unk> <pad> <s> </s>");
  }
  Vocabulary vocabulary;
  vocabulary.places_.clear();
  vocabulary.tokens_ = std::move(tokens);
  for (Token i = 0; i < vocabulary.size(); ++i) {
    if (!vocabulary.places_.emplace(vocabulary.tokens_[i], i).second) {
      return fail(ErrorCode::kBadFile,
                  fmt::format("the vocabulary holds '{}' twice", vocabulary.tokens_[i]));
    }
  }
  return vocabulary;
}

Token Vocabulary::index(std::string_view text) const {
  const auto place = places_.find(text);
  return place == places_.end() ? kUnknown : place->second;
}

Result<std::vector<Token>> Vocabulary::encode(std::span<const std::string> tokens) const {
  if (tokens.empty()) return fail(ErrorCode::kTooShort, "an empty sequence");
  std::vector<Token> result;
  result.reserve(tokens.size());
  bool known = false;
  for (const std::string& token : tokens) {
    result.push_back(index(token));
    known = known || result.back() != kUnknown;
  }
  if (known) return result;
  return fail(ErrorCode::kUnknownName,
              fmt::format("none of its {} tokens is in the vocabulary, the first is '{}'",
                          tokens.size(), tokens.front()));
}
}  // namespace foretell
