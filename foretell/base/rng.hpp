#pragma once
#include <array>
#include <cstdint>

namespace foretell {
/// Counter-based random numbers: Philox 4x32 with ten rounds. A stream is determined by
/// (seed, stream) alone, so that every series and path draws the same numbers whatever the
/// threads. Copying it copies its position.
///   Source  Salmon, Moraes, Dror & Shaw (2011), SC'11, "Parallel random numbers: as easy as 1, 2,
///   3"
class Rng {
 public:
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}

  /// 32 random bits.
  [[nodiscard]] std::uint32_t next_bits();
  /// Uniform on the open interval (0, 1), 52 bits.
  [[nodiscard]] double uniform();
  /// Standard normal, by the polar transform of Box & Muller (1958); two draws per transform.
  [[nodiscard]] double normal();
  /// Uniform integer in [0, bound), bound > 0, without bias.
  [[nodiscard]] std::uint32_t below(std::uint32_t bound);

 private:
  void refill();

  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t block_ = 0;
  std::array<std::uint32_t, 4> buffer_{};
  unsigned used_ = 4;
  double spare_ = 0;
  bool has_spare_ = false;
};
}  // namespace foretell
