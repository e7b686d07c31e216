#include "foretell/ingest/text_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <vector>

#include "foretell/base/parallel.hpp"

namespace foretell {
namespace {
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Slot {
  std::string text;
  std::size_t skip = 0;  // bytes of the header
  RowBlock block;
};

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// The three stages of reading, over slots.
class TextReader {
 public:
  TextReader(ByteSource& source, TextBlocks& format, const TextOptions& options,
             const RowSink& sink)
      : source_(source), format_(format), options_(options), sink_(sink) {}

  Result<void> run() {
    slots_.resize(2 * num_threads());
    ordered_pipeline(slots_.size(), {.read = [&](std::size_t i) { return read(slots_[i]); },
                                     .work = [&](std::size_t i) { work(slots_[i]); },
                                     .take = [&](std::size_t i) { take(slots_[i]); }});
    if (!failed_ && read_error_) return fail(*read_error_);
    return result_;
  }

 private:
  bool read(Slot& slot) {
    if (stopped_) return false;
    const auto more = source_.next(slot.text, options_.quotes);
    if (!more) return stop(more.error());
    slot.skip = 0;
    if (first_) {
      first_ = false;
      if (!*more) return stop({ErrorCode::kBadFile, "the file is empty", ""});
      const std::size_t mark = slot.text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
      const auto header = format_.begin(std::string_view(slot.text).substr(mark));
      if (!header) return stop(header.error());
      slot.skip = mark + *header;
    }
    return *more;
  }

  void work(Slot& slot) {
    slot.block.start(format_.num_targets());
    const std::string_view text(slot.text);
    slot.block.quotes = options_.quotes;
    slot.block.text = text.substr(slot.skip);
    format_.parse(slot.block.text, slot.block);
    slot.block.num_lines = count_lines(text);
    slot.block.first_number = count_lines(text.substr(0, slot.skip)) + 1;
  }

  void take(Slot& slot) {
    if (failed_) return;
    slot.block.first_number += lines_;
    if (slot.block.error) {
      const RowError& error = *slot.block.error;
      const auto numbers = numbers_of_rows(slot.block);
      const std::size_t number = error.row < numbers.size() ? numbers[error.row] : lines_ + 1;
      refuse({error.code, error.message, place_of(error, "line", number)});
      return;
    }
    const std::size_t lines = slot.block.num_lines;
    if (auto taken = sink_(slot.block); !taken) {
      refuse(taken.error());
      return;
    }
    lines_ += lines;
    if (options_.progress) options_.progress(source_.position(), source_.size());
  }

  // An error of reading counts only if no block before it had one.
  bool stop(Error error) {
    stopped_ = true;
    read_error_ = std::move(error);
    return false;
  }
  void refuse(Error error) {
    failed_ = true;
    stopped_ = true;
    result_ = fail(std::move(error));
  }

  ByteSource& source_;
  TextBlocks& format_;
  const TextOptions& options_;
  const RowSink& sink_;
  std::vector<Slot> slots_;
  std::size_t lines_ = 0;
  bool first_ = true;
  std::atomic<bool> stopped_ = false;
  bool failed_ = false;
  std::optional<Error> read_error_;
  Result<void> result_;
};
}  // namespace

std::vector<std::size_t> numbers_of_rows(const RowBlock& block) {
  std::vector<std::size_t> numbers;
  if (block.text.empty()) {
    for (std::size_t i = 0; i < block.times.size(); ++i) numbers.push_back(block.first_number + i);
    return numbers;
  }
  std::size_t line = block.first_number;
  std::size_t begun = line;  // line on which the current row began
  bool inside = false;
  bool empty = true;
  for (const char c : block.text) {
    if (c == '"' && block.quotes) inside = !inside;
    if (c != '\n') {
      empty &= c == '\r';
      continue;
    }
    ++line;
    if (inside) continue;
    if (!empty) numbers.push_back(begun);
    empty = true;
    begun = line;
  }
  return numbers;
}

std::string series_at(const RowBlock& block, std::size_t row) {
  for (const Run& run : block.runs) {
    if (row < run.rows) return std::string(block.ids[run.series]);
    row -= run.rows;
  }
  return "";
}

std::string explain_mixed_kinds(const std::string& quoted_text) {
  return fmt::format(
      "the time stamp {} is of another kind than those before it; use one of integers, local "
      "times, "
      "or times with an offset from UTC",
      quoted_text);
}

std::string place_of(const RowError& error, const char* unit, std::size_t number) {
  std::string place = fmt::format("{} {}", unit, number);
  if (!error.column.empty()) place += ", column " + error.column;
  if (!error.series.empty()) place += ", series " + error.series;
  return place;
}

Result<void> read_text_rows(ByteSource& source, TextBlocks& format, const TextOptions& options,
                            const RowSink& sink) {
  return TextReader(source, format, options, sink).run();
}
}  // namespace foretell
