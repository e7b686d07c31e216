#include "foretell/network/random_mask.hpp"

namespace foretell::network {
namespace {
/// A bijection of 64-bit numbers that spreads every bit.
///   Source  Steele, Lea & Flood (2014), OOPSLA, SplitMix; constants of Stafford's variant 13
std::uint64_t spread(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EB;
  return x ^ (x >> 31U);
}
}  // namespace

RandomMask::RandomMask(const Pass& pass, std::uint64_t site, double hit_probability)
    : key(spread(spread(spread(pass.seed) ^ pass.step) ^ site)), probability(hit_probability) {
}

RandomMask::Row RandomMask::row(std::uint64_t sequence, std::uint64_t time) const {
  return {key, spread(sequence) ^ time, probability};
}

std::uint64_t key_of(const Pass& pass, const RaggedLayout& layout, std::size_t slot) {
  const std::size_t place = layout.order()[slot];
  return pass.keys.empty() ? place : pass.keys[place];
}
}  // namespace foretell::network
