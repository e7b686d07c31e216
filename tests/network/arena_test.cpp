#include "foretell/network/arena.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "tests/network/allocation_count.hpp"

namespace foretell::network {
namespace {
TEST(Arena, HandsOutPiecesThatDoNotOverlapAndAreAligned) {
  Arena arena;
  std::vector<std::pair<std::byte*, std::size_t>> pieces;
  for (std::size_t k = 0; k < 200; ++k) {
    const std::size_t size = 1 + k * k * 7;
    std::byte* piece = arena.allocate(size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(piece) % 64, 0U);
    std::memset(piece, static_cast<int>(k), size);
    pieces.emplace_back(piece, size);
  }
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    for (std::size_t i = 0; i < pieces[k].second; ++i) {
      ASSERT_EQ(pieces[k].first[i], static_cast<std::byte>(k));
    }
  }
}

TEST(Arena, GivesTheSameMemoryAgainAfterARelease) {
  Arena arena;
  (void)arena.allocate(100);
  const auto mark = arena.mark();
  std::byte* first = arena.allocate(1000);
  arena.release(mark);
  EXPECT_EQ(arena.allocate(1000), first);
  EXPECT_EQ(arena.peak(), 128 + 1024U);
}

TEST(Arena, AsksTheSystemOnceForWhatItHasSeen) {
  Arena arena;
  const auto use = [&] {
    arena.reset();
    for (int k = 0; k < 50; ++k) (void)arena.allocate(100'000);
  };
  use();
  use();
  const std::size_t before = num_allocations();
  for (int time = 0; time < 10; ++time) use();
  EXPECT_EQ(num_allocations(), before);
}
}  // namespace
}  // namespace foretell::network
