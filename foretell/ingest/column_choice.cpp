#include "foretell/ingest/column_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "foretell/base/nearest_name.hpp"
#include "foretell/ingest/number.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/timestamp.hpp"

namespace foretell {
namespace {
using Columns = std::vector<ColumnSketch>;

bool is_numeric(ColumnKind kind) {
  return kind == ColumnKind::kInteger || kind == ColumnKind::kNumber || kind == ColumnKind::kEmpty;
}

std::string names_of(const Columns& columns) {
  std::vector<std::string> names;
  for (const ColumnSketch& column : columns) names.push_back(column.name);
  if (names.size() > 12) {
    const std::size_t more = names.size() - 10;
    names.resize(10);
    return fmt::format("{} and {} more", fmt::join(names, ", "), more);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<std::size_t> find(const Columns& columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  return std::nullopt;
}

struct Role {
  const char* what;    // "time stamps"
  const char* usual;   // "ds"
  const char* option;  // "--time"
};
constexpr Role kIdRole{"series ids", "unique_id", "--id"};
constexpr Role kTimeRole{"time stamps", "ds", "--time"};
constexpr Role kTargetRole{"values", "y", "--target"};
constexpr Role kRegressorRole{"regressors", "", "--regressors"};

tl::unexpected<Error> missing(const Columns& columns, const std::string& name, const Role& role) {
  std::vector<std::string> names;
  for (const ColumnSketch& column : columns) names.push_back(column.name);
  return fail(ErrorCode::kUnknownName,
              fmt::format("no column '{}' for the {}{} (columns: {})", name, role.what,
                          did_you_mean(name, names), names_of(columns)));
}

tl::unexpected<Error> unclear(const Columns& columns, const Role& role, std::size_t candidates) {
  return fail(ErrorCode::kUnknownName,
              fmt::format("{} column{} may hold the {}; name one with {} (columns: {})",
                          candidates == 0 ? "no" : std::to_string(candidates),
                          candidates > 1 ? "s" : "", role.what, role.option, names_of(columns)));
}

// By given name, else by usual name; nothing if neither is there.
Result<std::optional<std::size_t>> by_name(const Columns& columns, const std::string& name,
                                           const Role& role) {
  if (name.empty()) return find(columns, role.usual);
  const auto found = find(columns, name);
  if (!found) return missing(columns, name, role);
  return found;
}

template <class Test>
std::vector<std::size_t> all_where(const Columns& columns, Test test) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (test(i)) result.push_back(i);
  }
  return result;
}

Result<std::size_t> choose_time(const Columns& columns, const TableLayout& layout) {
  const auto named = by_name(columns, layout.time, kTimeRole);
  if (!named) return fail(named.error());
  if (*named) return **named;
  const auto times =
      all_where(columns, [&](std::size_t i) { return columns[i].kind == ColumnKind::kTime; });
  if (times.size() != 1) return unclear(columns, kTimeRole, times.size());
  return times.front();
}

Result<std::optional<std::size_t>> choose_id(const Columns& columns, const TableLayout& layout,
                                             std::size_t time) {
  auto named = by_name(columns, layout.id, kIdRole);
  if (!named || *named) return named;
  const auto texts = all_where(columns, [&](std::size_t i) {
    return i != time && columns[i].name != layout.target && columns[i].name != kTargetRole.usual &&
           columns[i].kind == ColumnKind::kText;
  });
  if (texts.size() > 1) return unclear(columns, kIdRole, texts.size());
  if (texts.empty()) return std::optional<std::size_t>{};
  return std::optional(texts.front());
}

Result<std::vector<std::size_t>> choose_targets(const Columns& columns, const TableLayout& layout,
                                                const ColumnChoice& chosen, bool all) {
  const auto is_free = [&](std::size_t i) { return i != chosen.time && i != chosen.id; };
  if (layout.wide) return all_where(columns, is_free);
  const auto is_regressor = [&](std::size_t i) {
    return std::find(layout.regressors.begin(), layout.regressors.end(), columns[i].name) !=
           layout.regressors.end();
  };
  const auto numbers = all_where(columns, [&](std::size_t i) {
    return is_free(i) && is_numeric(columns[i].kind) && (all || !is_regressor(i));
  });
  if (all) return numbers;
  const auto named = by_name(columns, layout.target, kTargetRole);
  if (!named) return fail(named.error());
  if (*named) return std::vector{**named};
  if (numbers.size() != 1) return unclear(columns, kTargetRole, numbers.size());
  return numbers;
}

// The columns beside the target of a long table, in the order in which they were named.
Result<std::vector<std::size_t>> choose_regressors(const Columns& columns,
                                                   const TableLayout& layout,
                                                   const ColumnChoice& chosen, std::size_t target) {
  const auto is_free = [&](std::size_t i) {
    return i != chosen.time && i != chosen.id && i != target;
  };
  if (layout.regressors == std::vector<std::string>{"all"}) {
    return all_where(columns,
                     [&](std::size_t i) { return is_free(i) && is_numeric(columns[i].kind); });
  }
  std::vector<std::size_t> result;
  for (const std::string& name : layout.regressors) {
    const auto found = find(columns, name);
    if (!found) return missing(columns, name, kRegressorRole);
    if (!is_free(*found) || std::find(result.begin(), result.end(), *found) != result.end()) {
      return fail(ErrorCode::kDuplicate,
                  fmt::format("column '{}' cannot be a regressor: it is used already", name));
    }
    result.push_back(*found);
  }
  return result;
}

std::optional<Error> repeated_name(const Columns& columns) {
  std::vector<std::string> names;
  for (const ColumnSketch& column : columns) names.push_back(column.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return std::nullopt;
  return Error{ErrorCode::kDuplicate, fmt::format("two columns are called '{}'", *twice), ""};
}
}  // namespace

ColumnKind kind_of(const std::vector<std::string>& cells) {
  ColumnKind kind = ColumnKind::kEmpty;
  for (const std::string& cell : cells) {
    const Number number = parse_number(cell);
    if (number.kind == NumberKind::kMissing) continue;
    const auto stamp = parse_timestamp(cell);
    const bool is_number = number.kind != NumberKind::kText;
    if (stamp && stamp->kind != TimeKind::kInteger) {
      if (kind == ColumnKind::kEmpty || kind == ColumnKind::kTime) {
        kind = ColumnKind::kTime;
        continue;
      }
      if (!is_number) return ColumnKind::kText;
    }
    if (!is_number) return ColumnKind::kText;
    if (kind == ColumnKind::kTime) return ColumnKind::kText;
    const bool whole = stamp.has_value() && kind != ColumnKind::kNumber;
    kind = whole ? ColumnKind::kInteger : ColumnKind::kNumber;
  }
  return kind;
}

Result<ColumnChoice> choose_columns(const std::vector<ColumnSketch>& columns,
                                    const TableLayout& layout, bool all_targets) {
  if (auto error = repeated_name(columns)) return fail(*error);
  ColumnChoice choice;
  const auto time = choose_time(columns, layout);
  if (!time) return fail(time.error());
  choice.time = *time;
  choice.time_zone = columns[*time].time_zone;
  if (!layout.wide) {
    const auto id = choose_id(columns, layout, *time);
    if (!id) return fail(id.error());
    choice.id = *id;
  }
  const auto targets = choose_targets(columns, layout, choice, all_targets);
  if (!targets) return fail(targets.error());
  choice.targets = *targets;
  if (choice.targets.empty()) return unclear(columns, kTargetRole, 0);
  if (!layout.regressors.empty() && !all_targets) {
    if (layout.wide) {
      return fail(ErrorCode::kInvalidOption, "regressors need a long table, not a wide one");
    }
    const auto regressors = choose_regressors(columns, layout, choice, choice.targets.front());
    if (!regressors) return fail(regressors.error());
    choice.targets.insert(choice.targets.end(), regressors->begin(), regressors->end());
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool used =
        i == choice.time || i == choice.id ||
        std::find(choice.targets.begin(), choice.targets.end(), i) != choice.targets.end();
    if (!used) choice.ignored.push_back(columns[i].name);
  }
  return choice;
}

Result<ColumnChoice> choose_columns(const std::vector<ColumnSketch>& columns,
                                    const RowRequest& request) {
  auto choice = choose_columns(columns, request.layout, request.all_targets);
  if (!choice || !request.on_columns) return choice;
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const ColumnSketch& column : columns) names.push_back(column.name);
  request.on_columns(*choice, names);
  return choice;
}
}  // namespace foretell
