#pragma once
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace foretell::network {
/// Memory that is handed out front to back and taken back all at once: what a batch needs, again
/// and again, without asking the system once the largest batch was seen.
///   Units   bytes; every piece begins at a multiple of 64
class Arena {
 public:
  /// A place to return to.
  struct Mark {
    std::size_t block = 0, used = 0, live = 0;
  };

  /// Memory with no particular content, valid until reset or a release past it.
  [[nodiscard]] std::byte* allocate(std::size_t bytes);
  [[nodiscard]] Mark mark() const { return now_; }
  /// Takes back everything allocated since the mark.
  void release(Mark mark) { now_ = mark; }
  /// Takes back everything; several blocks become one that holds the largest need so far.
  void reset();
  /// The most that was in use at one time since the arena was made.
  [[nodiscard]] std::size_t peak() const { return peak_; }

 private:
  struct Free {
    void operator()(std::byte* memory) const { ::operator delete (memory, std::align_val_t{64}); }
  };
  struct Block {
    std::unique_ptr<std::byte, Free> memory;
    std::size_t size;
  };
  void add_block(std::size_t size);

  std::vector<Block> blocks_;
  Mark now_;
  std::size_t peak_ = 0;
};
}  // namespace foretell::network
