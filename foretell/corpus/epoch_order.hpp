#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace foretell {
/// A random order that is a function of (seed, epoch) alone: Fisher & Yates with Philox.
///   Shapes  a permutation of 0 … count − 1
[[nodiscard]] std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed,
                                                std::uint64_t epoch);

/// How sequences are dealt into batches.
struct BatchPlan {
  std::size_t batch_size = 32;
  std::size_t pool = 16;  ///< batches whose sequences are sorted by length among each other; 0: the
                          ///< order of the shuffle is kept, however the lengths mix
  std::uint64_t seed = 42;
  bool shuffle = true;
};

/// Goes through a corpus epoch by epoch, in batches of sequences of similar length. Where it stands
/// is two numbers, from which it continues in the middle of an epoch as if it had never stopped.
///   Order   shuffle by (seed, epoch); sort within pools of pool · batch_size sequences; cut into
///           batches; shuffle the batches by the same key
class EpochBatches {
 public:
  struct Position {
    std::uint64_t epoch = 0;
    std::uint64_t batch = 0;  ///< batches of this epoch that are done
    bool operator==(const Position&) const = default;
  };

  /// `lengths` of the sequences, at least one; batch_size at least 1.
  EpochBatches(std::vector<std::size_t> lengths, const BatchPlan& plan);

  /// The sequences of the next batch; begins a new epoch after the last. Valid until the next call.
  [[nodiscard]] std::span<const std::size_t> next();
  /// Where the next batch stands.
  [[nodiscard]] Position position() const { return position_; }
  void seek(Position position);
  [[nodiscard]] std::size_t batches_per_epoch() const;

 private:
  void deal();

  std::vector<std::size_t> lengths_;
  BatchPlan plan_;
  Position position_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> starts_;  // of the batches in `order_`, in the order they are handed out
};
}  // namespace foretell
