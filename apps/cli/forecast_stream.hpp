#pragma once
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/forecast_run.hpp"
#include "apps/cli/progress.hpp"

namespace foretell::cli {
/// `foretell forecast --stream`: a table larger than memory, whose rows stand series by series.
/// Each part is forecast and written before the next is read to its end; nothing of it is kept.
class ForecastStream {
 public:
  explicit ForecastStream(const ForecastOptions& options) : options_(options) {}
  [[nodiscard]] Outcome run();

 private:
  [[nodiscard]] Outcome prepare();
  [[nodiscard]] Result<void> take(const PanelFile& file);
  [[nodiscard]] Result<void> write(const Panel& panel, ForecastBlock block);
  void count(const Panel& panel, const ForecastBlock& block);
  void print_summary(double seconds) const;
  void print_json(double seconds) const;

  const ForecastOptions& options_;
  std::vector<AnyDefinition> definitions_;
  ForecastRequest request_;
  TableLayout layout_;
  std::optional<TableWriter> writer_;
  std::size_t num_series_ = 0, num_rows_ = 0, num_gaps_ = 0, num_missing_ = 0;
  std::size_t num_forecast_ = 0, num_fallbacks_ = 0, num_empty_ = 0;
  std::optional<Error> first_error_;
  std::string frequency_;
  std::string first_trouble_;
};
}  // namespace foretell::cli
