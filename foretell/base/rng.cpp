#include "foretell/base/rng.hpp"

#include <cmath>
#include <numbers>

namespace foretell {
namespace {
using Counter = std::array<std::uint32_t, 4>;

Counter philox(Counter c, std::uint32_t key0, std::uint32_t key1) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * c[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * c[2];
    c = {static_cast<std::uint32_t>(b >> 32U) ^ c[1] ^ key0, static_cast<std::uint32_t>(b),
         static_cast<std::uint32_t>(a >> 32U) ^ c[3] ^ key1, static_cast<std::uint32_t>(a)};
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
  return c;
}

std::uint32_t low(std::uint64_t x) {
  return static_cast<std::uint32_t>(x);
}
std::uint32_t high(std::uint64_t x) {
  return static_cast<std::uint32_t>(x >> 32U);
}
}  // namespace

void Rng::refill() {
  buffer_ =
      philox({low(block_), high(block_), low(stream_), high(stream_)}, low(seed_), high(seed_));
  ++block_;
  used_ = 0;
}

std::uint32_t Rng::next_bits() {
  if (used_ == 4) refill();
  return buffer_[used_++];
}

double Rng::uniform() {
  const std::uint64_t bits = (std::uint64_t{next_bits()} << 20U) | (next_bits() >> 12U);
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

double Rng::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  const double radius = std::sqrt(-2 * std::log(uniform()));
  const double angle = 2 * std::numbers::pi * uniform();
  spare_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

std::uint32_t Rng::below(std::uint32_t bound) {
  const std::uint32_t threshold = (0U - bound) % bound;
  while (true) {
    const std::uint64_t product = std::uint64_t{next_bits()} * bound;
    if (low(product) >= threshold) return high(product);
  }
}
}  // namespace foretell
