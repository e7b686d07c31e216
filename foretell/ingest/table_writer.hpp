#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "foretell/panel/panel.hpp"

namespace foretell {
/// Ids of a panel by number, so that a million rows do not hold a million strings.
struct IdColumn {
  const Panel* panel = nullptr;
  std::vector<std::uint32_t> series;
};
/// Time stamps by ordinal, written the way the panel's frequency and zone say.
struct TimeColumn {
  const Panel* panel = nullptr;
  std::vector<std::int64_t> ordinals;
};
using ColumnData = std::variant<IdColumn, TimeColumn, std::vector<double>,
                                std::vector<std::int64_t>, std::vector<std::string>>;
/// One named column of a block of rows.
struct Column {
  std::string name;
  ColumnData data;
};

/// Writes a table block by block: .csv, .csv.gz, .parquet, .arrow/.feather, .jsonl, by the
/// extension
/// ("-": CSV to standard output). Rows go to a temporary file beside the target, which `commit`
/// renames; without commit nothing is left behind, also when the process is stopped by a signal.
///   Errors  kIo (folder missing, disk full), kUnknownName (extension), kInvalidOption (columns
///   differ)
class TableWriter {
 public:
  [[nodiscard]] static Result<TableWriter> open(const std::string& path);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;
  ~TableWriter();

  /// Appends rows. The first block fixes names and kinds; all columns of a block have one length.
  [[nodiscard]] Result<void> write(const std::vector<Column>& block);
  [[nodiscard]] Result<void> commit();

 private:
  class Impl;
  explicit TableWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};
}  // namespace foretell
