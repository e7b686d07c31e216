#include "foretell/tasks/decoding/sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace foretell {
Result<void> SamplingOptions::check() const {
  if (!(temperature >= 0 && temperature <= 100)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("temperature is {}: from 0 to 100", temperature));
  }
  if (!(top_p > 0 && top_p <= 1)) {
    return fail(ErrorCode::kInvalidOption, fmt::format("top_p is {}: above 0, at most 1", top_p));
  }
  return {};
}

std::size_t CategoricalSampler::draw(std::span<const float> logits, Rng& rng) {
  const auto likeliest = std::max_element(logits.begin(), logits.end());
  if (options_.temperature == 0) return static_cast<std::size_t>(likeliest - logits.begin());
  const auto most = static_cast<double>(*likeliest);
  choices_.clear();
  for (std::size_t i = 0; i < logits.size(); ++i) {
    choices_.push_back(
        {std::exp((static_cast<double>(logits[i]) - most) / options_.temperature), i});
  }
  const bool cut = options_.top_k > 0 || options_.top_p < 1;
  if (cut) {
    std::sort(choices_.begin(), choices_.end(), [](const Choice& a, const Choice& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.place < b.place;
    });
    if (options_.top_k > 0) choices_.resize(std::min(choices_.size(), options_.top_k));
  }
  double total = 0;
  for (const Choice& choice : choices_) total += choice.weight;
  if (options_.top_p < 1) {
    double sum = 0;
    std::size_t count = 0;
    while (count < choices_.size() && sum < options_.top_p * total) sum += choices_[count++].weight;
    choices_.resize(count);
    total = sum;
  }
  double left = rng.uniform() * total;
  for (const Choice& choice : choices_) {
    left -= choice.weight;
    if (left < 0) return choice.place;
  }
  return static_cast<std::size_t>(likeliest - logits.begin());  // rounding left a trace
}

void BernoulliSampler::draw(std::span<const float> logits, Rng& rng, std::span<float> on) {
  assert(on.size() == logits.size());
  order_.resize(logits.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::size_t allowed = logits.size();
  if (options_.top_k > 0 && options_.top_k < allowed) {
    allowed = options_.top_k;
    std::sort(order_.begin(), order_.end(), [logits](std::size_t a, std::size_t b) {
      return logits[a] != logits[b] ? logits[a] > logits[b] : a < b;
    });
  }
  std::fill(on.begin(), on.end(), 0.0F);
  // Every choice takes its number from the stream, so that a draw does not shift those after it.
  for (std::size_t rank = 0; rank < order_.size(); ++rank) {
    const auto x = static_cast<double>(logits[order_[rank]]);
    const double number = rng.uniform();
    if (rank >= allowed) continue;
    if (options_.temperature == 0) {
      on[order_[rank]] = x > 0 ? 1.0F : 0.0F;
      continue;
    }
    const double probability = 1 / (1 + std::exp(-x / options_.temperature));
    const bool likely = options_.top_p >= 1 || probability >= 1 - options_.top_p;
    on[order_[rank]] = likely && number < probability ? 1.0F : 0.0F;
  }
}
}  // namespace foretell
