#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// The place of a token in its vocabulary; a one-hot vector is stored as this number and never
/// written out: the product of a matrix with it is a row of the matrix.
using Token = std::uint32_t;

/// How a vocabulary is chosen from counts.
struct VocabularyOptions {
  std::size_t min_count = 1;  ///< rarer tokens become <unk>
  std::size_t max_size = 0;   ///< most entries, the four special ones included; 0: as many as come
};

/// The tokens that a model knows, and their numbers. The first four are special: <unk> stands for
/// whatever is not known, <pad> for nothing, <s> and </s> for begin and end of a sequence.
///   Order   special tokens, then by falling count, equal counts by their bytes; so that the same
///           corpus gives the same numbers
class Vocabulary {
 public:
  static constexpr Token kUnknown = 0;
  static constexpr Token kPadding = 1;
  static constexpr Token kBegin = 2;
  static constexpr Token kEnd = 3;
  static constexpr std::size_t kSpecial = 4;

  /// Only the special tokens.
  Vocabulary();

  /// The vocabulary of a corpus.
  ///   Errors  kTooShort (no token), kInvalidOption (a maximum that leaves no room)
  [[nodiscard]] static Result<Vocabulary> count(std::span<const std::string> tokens,
                                                const VocabularyOptions& options = {});
  /// A vocabulary as `tokens()` listed it, e.g. from a model file.
  ///   Errors  kBadFile (special tokens missing, a token twice)
  [[nodiscard]] static Result<Vocabulary> restore(std::vector<std::string> tokens);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] std::span<const std::string> tokens() const { return tokens_; }
  /// The text of token i < size().
  [[nodiscard]] const std::string& text(Token i) const { return tokens_[i]; }
  /// The number of a text, kUnknown where it has none.
  [[nodiscard]] Token index(std::string_view text) const;

  /// The numbers of a sequence.
  ///   Errors  kTooShort (no token), kUnknownName (not one of them is known)
  [[nodiscard]] Result<std::vector<Token>> encode(std::span<const std::string> tokens) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  std::vector<std::string> tokens_;
  std::unordered_map<std::string, Token, Hash, std::equal_to<>> places_;
};
}  // namespace foretell
