#include "apps/calls/window_table.hpp"

#include <utility>

namespace foretell::calls {
namespace {
constexpr std::size_t kRowsPerBlock = 100000;
}  // namespace

WindowTable::WindowTable(const Panel& panel, BlockSink sink, std::vector<std::string> names)
    : panel_(&panel),
      sink_(std::move(sink)),
      names_(std::move(names)),
      ids_{&panel, {}},
      times_{&panel, {}},
      cutoffs_{&panel, {}},
      columns_(names_.size()) {
}

void WindowTable::add(const WindowResult& window) {
  const auto next = panel_->start(window.series) + static_cast<std::int64_t>(window.end);
  for (std::size_t k = 0; k < window.actual.size(); ++k) {
    ids_.series.push_back(static_cast<std::uint32_t>(window.series));
    times_.ordinals.push_back(next + static_cast<std::int64_t>(k));
    cutoffs_.ordinals.push_back(next - 1);
    actual_.push_back(window.actual[k]);
    for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].push_back(window.columns[c][k]);
  }
  if (actual_.size() >= kRowsPerBlock) flush();
}

void WindowTable::flush() {
  std::vector<Column> block{{"unique_id", std::exchange(ids_, {panel_, {}})},
                            {"ds", std::exchange(times_, {panel_, {}})},
                            {"cutoff", std::exchange(cutoffs_, {panel_, {}})},
                            {"y", std::exchange(actual_, {})}};
  for (std::size_t c = 0; c < names_.size(); ++c) {
    block.push_back({names_[c], std::exchange(columns_[c], {})});
  }
  if (outcome_) outcome_ = sink_(std::move(block));
}

Result<void> WindowTable::finish() {
  flush();
  return outcome_;
}
}  // namespace foretell::calls
