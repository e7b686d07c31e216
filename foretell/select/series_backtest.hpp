#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "foretell/select/backtest.hpp"
#include "foretell/select/fit_batch.hpp"

namespace foretell {
/// What one series contributes to a backtest; merged in the order of series so that sums are the
/// same on any threads.
struct SeriesResult {
  std::optional<Error> error;
  std::vector<std::vector<ErrorSums>> by_step;  ///< [models + benchmark][horizon]
  std::vector<double> seconds;                  ///< [models]
  std::vector<std::size_t> failures;            ///< [models]
  std::vector<WindowResult> windows;
};

/// One series through all origins of a backtest. Whoever drives it fits the models, many series at
/// a time: definition by definition, and origin by origin within each.
class SeriesBacktest {
 public:
  SeriesBacktest(const Series& series, std::size_t number,
                 std::span<const AnyDefinition> definitions, const BacktestRequest& request,
                 bool keep_windows)
      : series_(series),
        number_(number),
        definitions_(definitions),
        request_(request),
        keep_windows_(keep_windows) {}

  /// Cuts the series into windows and evaluates the benchmark.
  void begin(const AnyDefinition& benchmark);
  [[nodiscard]] std::size_t num_windows() const { return windows_.size(); }
  /// What is known at the origin of window w.
  [[nodiscard]] Series known(std::size_t w) const;

  void begin_definition();
  /// Brings the model of definition d to the origin of window w by updating the one before; false
  /// where it has to be fitted.
  [[nodiscard]] bool continue_to(std::size_t d, std::size_t w);
  /// The fit to start from at window w, if there is one.
  [[nodiscard]] const AnyFitted* start_at(std::size_t d, std::size_t w) const;
  /// Takes the model of definition d that was fitted for the window at hand.
  void take(std::size_t d, FitOutcome outcome);
  /// Forecasts from the origin of window w and counts the errors.
  void evaluate(std::size_t d, std::size_t w);

  void spend(std::size_t d, double seconds) { result_.seconds[d] += seconds; }
  [[nodiscard]] SeriesResult finish() { return std::move(result_); }

 private:
  [[nodiscard]] bool may_continue(std::size_t w) const;
  [[nodiscard]] std::span<const double> actual(const Window& window) const;
  [[nodiscard]] WindowResult empty_window(const Window& window) const;
  void add(std::size_t d, std::size_t w, const Forecast& forecast);
  void evaluate_benchmark(const AnyDefinition& benchmark);

  Series series_;
  std::size_t number_;
  std::span<const AnyDefinition> definitions_;
  const BacktestRequest& request_;
  bool keep_windows_;
  std::optional<AnyFitted> model_;  ///< of the definition at hand
  bool stand_in_ = false;           ///< it is a fallback's
  std::vector<Window> windows_;
  std::vector<ErrorScale> scales_;
  SeriesResult result_;
};
}  // namespace foretell
