#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace foretell {
/// Remembers which ids were there by 64 bits of each: 8 to 16 bytes per id, whatever their length.
/// Among ten million ids two share their bits with probability 3e-6.
class SeenIds {
 public:
  /// Whether the id is new; it is not the next time.
  bool insert(std::string_view id);
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  void grow();
  bool place(std::uint64_t bits);

  std::vector<std::uint64_t> slots_;  // open addressing, 0 is free; the size is a power of two
  std::size_t size_ = 0;
};
}  // namespace foretell
