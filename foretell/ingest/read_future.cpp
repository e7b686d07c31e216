#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "foretell/ingest/frame.hpp"

namespace foretell {
namespace {
using Names = std::vector<std::string>;

// The table of the steps to come has no target: its first regressor is read in that place.
TableLayout layout_of_future(const TableLayout& layout, const Panel& panel, const Names& names) {
  TableLayout result = layout;
  result.target = names.front();
  result.regressors.assign(names.begin() + 1, names.end());
  result.frequency = panel.frequency();
  return result;
}

// A column of a panel that was read with layout_of_future.
std::span<const double> column_of(const Series& series, std::size_t k) {
  return k == 0 ? series.values : series.regressors.column(k - 1);
}

// The known rows of one series and those of the steps after it.
class JoinedColumns {
 public:
  JoinedColumns(const Series& past, const Series& future) : past_(past), future_(future) {
    const std::int64_t end = future.start + static_cast<std::int64_t>(future.size());
    num_rows_ = past.regressors.num_rows();
    if (end > past.start)
      num_rows_ = std::max(num_rows_, static_cast<std::size_t>(end - past.start));
  }

  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }

  void append_to(std::vector<double>& values) const {
    for (std::size_t k = 0; k < past_.regressors.size(); ++k) {
      const std::size_t begin = values.size();
      const auto known = past_.regressors.column(k);
      values.insert(values.end(), known.begin(), known.end());
      values.resize(begin + num_rows_, std::numeric_limits<double>::quiet_NaN());
      const auto news = column_of(future_, k);
      for (std::size_t t = 0; t < news.size(); ++t) {
        const std::int64_t row = future_.start + static_cast<std::int64_t>(t) - past_.start;
        if (row < static_cast<std::int64_t>(past_.size())) continue;
        values[begin + static_cast<std::size_t>(row)] = news[t];
      }
    }
  }

 private:
  const Series& past_;
  const Series& future_;
  std::size_t num_rows_;
};

// `read` gives the panel of a layout; `path` is what messages call it.
template <class Read>
Result<void> join_future(const std::string& path, const TableLayout& layout, Panel& panel,
                         Read read) {
  const Names names(panel.regressor_names().begin(), panel.regressor_names().end());
  if (names.empty()) {
    return fail(ErrorCode::kInvalidOption, "the panel has no regressors", path);
  }
  const Result<PanelFile> file = read(layout_of_future(layout, panel, names));
  if (!file) return fail(file.error());
  const Panel& future = file->panel;
  if (future.frequency() != panel.frequency()) {
    return fail(ErrorCode::kFrequency,
                fmt::format("its time stamps are not on the grid of the data ({})",
                            describe(panel.frequency())),
                path);
  }
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < future.size(); ++i) numbers.emplace(future.id(i), i);
  const bool only_one = panel.size() == 1 && future.size() == 1;
  std::vector<double> values;
  std::vector<std::size_t> num_rows;
  for (std::size_t i = 0; i < panel.size(); ++i) {
    const Series past = panel.series(i);
    const auto found = numbers.find(past.id);
    if (found == numbers.end() && !only_one) {
      return fail(ErrorCode::kUnknownName,
                  fmt::format("no rows for series '{}', whose regressors are needed", past.id),
                  path);
    }
    const Series next = future.series(only_one ? 0 : found->second);
    const JoinedColumns joined(past, next);
    joined.append_to(values);
    num_rows.push_back(joined.num_rows());
  }
  panel.set_regressors(names, std::move(values), num_rows);
  return {};
}
}  // namespace

Result<void> read_future(const std::string& path, const TableLayout& layout, Panel& panel) {
  return join_future(path, layout, panel,
                     [&](const TableLayout& own) { return read_panel(path, own); });
}

Result<void> read_future(const FrameSource& frame, const TableLayout& layout, Panel& panel) {
  return join_future("the frame of regressors", layout, panel,
                     [&](const TableLayout& own) { return read_panel(frame, own); });
}
}  // namespace foretell
