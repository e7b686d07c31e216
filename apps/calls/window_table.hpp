#pragma once
#include <functional>
#include <string>
#include <vector>

#include "foretell/ingest/table_writer.hpp"
#include "foretell/select/backtest.hpp"

namespace foretell::calls {
/// Takes blocks of rows somewhere: into a file, or into memory.
using BlockSink = std::function<Result<void>(std::vector<Column>)>;

/// Writes the windows of a backtest as a long table: unique_id, ds, cutoff, y and the models'
/// columns, where cutoff is the time stamp of the last observation known.
class WindowTable {
 public:
  WindowTable(const Panel& panel, BlockSink sink, std::vector<std::string> names);

  /// Keeps the first error of writing for `finish`.
  void add(const WindowResult& window);
  [[nodiscard]] Result<void> finish();

 private:
  void flush();

  const Panel* panel_;
  BlockSink sink_;
  std::vector<std::string> names_;
  IdColumn ids_;
  TimeColumn times_;
  TimeColumn cutoffs_;
  std::vector<double> actual_;
  std::vector<std::vector<double>> columns_;
  Result<void> outcome_;
};
}  // namespace foretell::calls
