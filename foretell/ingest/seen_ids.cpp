#include "foretell/ingest/seen_ids.hpp"

#include <utility>

#include "foretell/base/text_hash.hpp"

namespace foretell {
namespace {
// The hash of the id, finished by the mixer of Steele, Lea & Flood (2014), OOPSLA, since slots are
// chosen by the lowest bits. Never 0, which marks a free slot.
std::uint64_t bits_of(std::string_view id) {
  std::uint64_t hash = text_hash(id);
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9U;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebU;
  hash ^= hash >> 31;
  return hash == 0 ? 1 : hash;
}
}  // namespace

bool SeenIds::place(std::uint64_t bits) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = bits & mask;; i = (i + 1) & mask) {
    if (slots_[i] == bits) return false;
    if (slots_[i] != 0) continue;
    slots_[i] = bits;
    return true;
  }
}

void SeenIds::grow() {
  const auto before =
      std::exchange(slots_, std::vector<std::uint64_t>(slots_.empty() ? 1024 : 2 * slots_.size()));
  for (const std::uint64_t bits : before) {
    if (bits != 0) place(bits);
  }
}

bool SeenIds::insert(std::string_view id) {
  if (4 * (size_ + 1) > 3 * slots_.size()) grow();
  const bool is_new = place(bits_of(id));
  size_ += is_new ? 1 : 0;
  return is_new;
}
}  // namespace foretell
