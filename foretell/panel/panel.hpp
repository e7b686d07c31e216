#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/panel/frequency.hpp"
#include "foretell/panel/series.hpp"

namespace foretell {
/// Many regular series of one frequency: what every verb works on. Owns all values in one array;
/// the Series it hands out are views that live as long as the panel.
///   Shapes  values of series i are [length(i)], oldest first, NaN for missing
class Panel {
 public:
  Panel() = default;
  Panel(Frequency frequency, std::string time_zone, std::vector<std::size_t> periods)
      : frequency_(frequency), time_zone_(std::move(time_zone)), periods_(std::move(periods)) {}

  /// Appends a series. Ids are unique (the caller checks).
  void add(std::string_view id, std::int64_t start, std::span<const double> values);
  /// Appends a series of missing values; the view in which to set them lives until the next series.
  [[nodiscard]] std::span<double> add_missing(std::string_view id, std::int64_t start,
                                              std::size_t length);
  /// Gives every series columns of regressors.
  ///   Shapes  rows [series], rows[i] ≥ length(i): with those known ahead;
  ///           values: for each series its columns one after the other, [names · rows[i]]
  void set_regressors(std::vector<std::string> names, std::vector<double> values,
                      std::span<const std::size_t> rows);
  void reserve(std::size_t num_series, std::size_t num_values, std::size_t id_bytes);

  [[nodiscard]] std::size_t size() const { return starts_.size(); }
  [[nodiscard]] std::size_t num_values() const { return values_.size(); }
  [[nodiscard]] std::string_view id(std::size_t i) const;
  [[nodiscard]] Series series(std::size_t i) const;
  /// Ordinal of the first observation of series i; its last one is start(i) + length(i) − 1.
  [[nodiscard]] std::int64_t start(std::size_t i) const { return starts_[i]; }
  [[nodiscard]] std::size_t length(std::size_t i) const { return offsets_[i + 1] - offsets_[i]; }

  [[nodiscard]] const Frequency& frequency() const { return frequency_; }
  /// IANA name, e.g. "Europe/Lisbon"; empty for local or plain time stamps.
  [[nodiscard]] const std::string& time_zone() const { return time_zone_; }
  [[nodiscard]] std::span<const std::size_t> periods() const { return periods_; }
  [[nodiscard]] std::span<const std::string> regressor_names() const { return regressor_names_; }
  void set_periods(std::vector<std::size_t> periods) { periods_ = std::move(periods); }

 private:
  Frequency frequency_;
  std::string time_zone_;
  std::vector<std::size_t> periods_;
  std::vector<double> values_;
  std::vector<std::size_t> offsets_{0};
  std::vector<std::int64_t> starts_;
  std::string id_text_;
  std::vector<std::size_t> id_ends_;
  std::vector<std::string> regressor_names_;
  std::vector<double> regressors_;
  std::vector<std::size_t> regressor_offsets_;  ///< [series + 1]; empty without regressors
};
}  // namespace foretell
