#pragma once
#include <optional>
#include <string>

#include "apps/calls/train_config.hpp"
#include "apps/report/training.hpp"
#include "foretell/trainer/trainer.hpp"

namespace foretell::cli {
/// Gathers the curves of a run for its page. A long run has at most 4,000 rows: whenever they are
/// full, two neighbours become their mean.
class TrainingPage {
 public:
  void add(const StepReport& report);
  void add(const EpochReport& report);
  /// Whether no step was reported.
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The page; `call` is the whole command line.
  ///   Errors  those of render_training
  [[nodiscard]] Result<std::string> render(const calls::TrainConfig& config,
                                           const std::string& title, const std::string& call) const;

 private:
  struct Row {
    double loss = 0, gradient_norm = 0, learning_rate = 0, tokens_per_second = 0;
    std::uint64_t last = 0, count = 0;

    Row& operator+=(const Row& other);
  };
  void halve();

  std::vector<Row> rows_;  ///< sums over `count` steps each
  std::uint64_t group_ = 1;
  std::vector<EpochReport> epochs_;
};
}  // namespace foretell::cli
