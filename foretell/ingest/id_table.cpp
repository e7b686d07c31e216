#include "foretell/ingest/id_table.hpp"

#include <functional>

namespace foretell {
std::size_t IdTable::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(text)&mask;
  while (slots_[slot] != 0 && (*this)[slots_[slot] - 1] != text) slot = (slot + 1) & mask;
  return slot;
}

void IdTable::grow() {
  slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), 0);
  for (std::size_t i = 0; i < size(); ++i) {
    slots_[slot_of((*this)[i])] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t IdTable::intern(std::string_view text) {
  if (2 * size() >= slots_.size()) grow();
  const std::size_t slot = slot_of(text);
  if (slots_[slot] == 0) {
    text_ += text;
    ends_.push_back(text_.size());
    slots_[slot] = static_cast<std::uint32_t>(size());
  }
  return slots_[slot] - 1;
}

std::optional<std::uint32_t> IdTable::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t entry = slots_[slot_of(text)];
  if (entry == 0) return std::nullopt;
  return entry - 1;
}

void IdTable::clear() {
  text_.clear();
  ends_.clear();
  slots_.assign(slots_.size(), 0);
}
}  // namespace foretell
