#include "foretell/ingest/timestamp.hpp"

#include <fmt/format.h>

#include <charconv>

#include "foretell/ingest/number.hpp"
#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
constexpr std::int64_t kLargestInteger = std::int64_t{1} << 53U;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads from the front of a text what it expects; a failed read leaves ok() false.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (text_.empty() || !is_digit(text_.front())) {
        ok_ = false;
        return 0;
      }
      value = 10 * value + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    return value;
  }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ &= take(c); }
  [[nodiscard]] bool next_is_digit() const { return !text_.empty() && is_digit(text_.front()); }
  [[nodiscard]] bool done() const { return text_.empty(); }
  [[nodiscard]] bool ok() const { return ok_; }
  void refuse() { ok_ = false; }

 private:
  std::string_view text_;
  bool ok_ = true;
};

bool is_date(int year, int month, int day) {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

// Seconds since midnight.
std::int64_t read_clock(Scanner& scan) {
  const int hour = scan.digits(2);
  int minute = 0;
  int second = 0;
  if (scan.take(':')) {
    minute = scan.digits(2);
    if (scan.take(':')) second = scan.digits(2);
    if (scan.take('.') || scan.take(',')) {
      while (scan.next_is_digit()) {
        if (scan.digits(1) != 0) scan.refuse();  // fractions of a second: no frequency has them
      }
    }
  }
  if (hour > 23 || minute > 59 || second > 59) scan.refuse();
  return 3600 * hour + 60 * minute + second;
}

// Reads Z or ±hh[[:]mm]; false if there is none.
bool read_offset(Scanner& scan, std::int64_t& seconds) {
  if (scan.take('Z') || scan.take('z')) return true;
  const bool west = scan.take('-');
  if (!west && !scan.take('+')) return false;
  const int hours = scan.digits(2);
  const int minutes = scan.take(':') || scan.next_is_digit() ? scan.digits(2) : 0;
  if (hours > 18 || minutes > 59) scan.refuse();
  seconds = (west ? -1 : 1) * (std::int64_t{3600} * hours + std::int64_t{60} * minutes);
  return true;
}

std::optional<Timestamp> read_time_of_day(Scanner& scan, std::int64_t days) {
  Timestamp stamp{TimeKind::kLocal, days * kSecondsPerDay};
  if (scan.ok() && scan.done()) return stamp;
  if (!scan.take(' ') && !scan.take('T') && !scan.take('t')) return std::nullopt;
  stamp.value += read_clock(scan);
  if (scan.ok() && !scan.done()) {
    scan.take(' ');
    if (read_offset(scan, stamp.offset)) stamp.kind = TimeKind::kInstant;
    stamp.value -= stamp.offset;
  }
  if (!scan.ok() || !scan.done()) return std::nullopt;
  return stamp;
}

std::optional<Timestamp> read_period(Scanner& scan, int year) {
  std::int64_t days = 0;
  if (scan.take('Q') || scan.take('q')) {
    const int quarter = scan.digits(1);
    if (quarter < 1 || quarter > 4) scan.refuse();
    days = days_from_civil({year, 3 * quarter - 2, 1});
  } else if (scan.take('W') || scan.take('w')) {
    const int week = scan.digits(2);
    if (week < 1 || week > 53) scan.refuse();
    days = monday_of_iso_week(year, week);
  } else {
    return std::nullopt;
  }
  if (!scan.ok() || !scan.done()) return std::nullopt;
  return Timestamp{TimeKind::kLocal, days * kSecondsPerDay};
}

std::optional<Timestamp> read_date(std::string_view text) {
  Scanner scan(text);
  const int year = scan.digits(4);
  if (!scan.ok() || year < 1) return std::nullopt;
  const bool dashed = scan.take('-');
  if (!scan.next_is_digit()) return read_period(scan, year);
  const int month = scan.digits(2);
  if (dashed && scan.ok() && scan.done()) {
    if (!is_date(year, month, 1)) return std::nullopt;
    return Timestamp{TimeKind::kLocal, days_from_civil({year, month, 1}) * kSecondsPerDay};
  }
  if (dashed) scan.expect('-');
  const int day = scan.digits(2);
  if (!scan.ok() || !is_date(year, month, day)) return std::nullopt;
  return read_time_of_day(scan, days_from_civil({year, month, day}));
}

std::optional<Timestamp> read_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  if (value > kLargestInteger || value < -kLargestInteger) return std::nullopt;
  return Timestamp{TimeKind::kInteger, value};
}

bool looks_like_calendar_day(std::string_view text) {
  return text.size() == 8 && text[0] >= '1' && text[0] <= '2';
}

// "1/2/2020", "01.02.20": day and month in an order that only the writer knows.
bool is_ambiguous(std::string_view text) {
  const std::size_t mark = text.find_first_of("/.-");
  if (mark > 2 || mark == 0 || !is_digit(text[0])) return false;
  const std::size_t second = text.find(text[mark], mark + 1);
  return second != text.npos && second - mark <= 3;
}
}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  const bool plain =
      text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == text.npos;
  if (plain && looks_like_calendar_day(text)) {
    if (const auto date = read_date(text)) return date;
  }
  return plain ? read_integer(text) : read_date(text);
}

std::string explain_timestamp(std::string_view text) {
  if (text.find_first_not_of(" \r\t") == text.npos) return "the time stamp is empty";
  if (is_ambiguous(text)) {
    return fmt::format(
        "{} may be day first or month first; write dates as 2020-02-01 (year-month-day)",
        shown(text));
  }
  return fmt::format(
      "{} is not a time stamp; write 2020-02-01, 2020-02-01 13:00:00, 2020-02, 2020-Q1, 2020-W05 "
      "or "
      "an integer",
      shown(text));
}
}  // namespace foretell
