#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/base/rng.hpp"

namespace foretell {
/// How the next step is drawn from what a model thinks of it.
struct SamplingOptions {
  double temperature = 1;  ///< τ: below 1 surer, above 1 bolder; 0: always the likeliest
  std::size_t top_k = 0;   ///< only the k likeliest; 0: all
  double top_p = 1;        ///< only the likeliest whose probabilities reach p together, in (0, 1]

  ///   Errors  kInvalidOption
  [[nodiscard]] Result<void> check() const;
};

/// Draws one of several choices from their logits x. Equal logits keep their order. Owns the memory
/// it needs: after the first draw none is asked for.
///   p = softmax(x / τ), cut to the k likeliest, then to the fewest likeliest that reach top_p
///   together, scaled to one
///   Source  top-p: Holtzman et al. (2020), arXiv 1904.09751
class CategoricalSampler {
 public:
  explicit CategoricalSampler(const SamplingOptions& options) : options_(options) {}

  /// The place of the drawn choice; choices of logit −∞ are never drawn. At least one logit is
  /// finite.
  [[nodiscard]] std::size_t draw(std::span<const float> logits, Rng& rng);

 private:
  struct Choice {
    double weight;
    std::size_t place;
  };
  SamplingOptions options_;
  std::vector<Choice> choices_;
};

/// Draws a set of choices that are independent given their logits, such as the keys of a piano.
///   P(on) = σ(x / τ); top_k: at most the k likeliest may be on; top_p: choices below the
///   probability 1 − top_p stay off; temperature 0: on where P > ½
class BernoulliSampler {
 public:
  explicit BernoulliSampler(const SamplingOptions& options) : options_(options) {}

  /// Writes 1 or 0 for each logit.
  void draw(std::span<const float> logits, Rng& rng, std::span<float> on);

 private:
  SamplingOptions options_;
  std::vector<std::size_t> order_;
};
}  // namespace foretell
