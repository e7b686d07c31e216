#include "apps/cli/training_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "apps/calls/text_table.hpp"
#include "apps/report/page.hpp"
#include "foretell/base/option_text.hpp"

namespace foretell::cli {
namespace {
constexpr std::size_t kMostRows = 4000;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::vector<report::NamedText> options_of(const calls::TrainConfig& config) {
  std::vector<report::NamedText> options;
  calls::visit_config(
      config, [&](const char* section, const char* name, const auto& value, const char*) {
        options.emplace_back(fmt::format("{}.{}", section, name), option_text(value));
      });
  return options;
}
}  // namespace

TrainingPage::Row& TrainingPage::Row::operator+=(const Row& other) {
  loss += other.loss;
  gradient_norm += other.gradient_norm;
  learning_rate += other.learning_rate;
  tokens_per_second += other.tokens_per_second;
  last = other.last;
  count += other.count;
  return *this;
}

void TrainingPage::halve() {
  for (std::size_t k = 0; 2 * k < rows_.size(); ++k) {
    Row row = rows_[2 * k];
    if (2 * k + 1 < rows_.size()) row += rows_[2 * k + 1];
    rows_[k] = row;
  }
  rows_.resize((rows_.size() + 1) / 2);
  group_ *= 2;
}

void TrainingPage::add(const StepReport& report) {
  const Row row{.loss = report.loss,
                .gradient_norm = report.gradient_norm,
                .learning_rate = report.learning_rate,
                .tokens_per_second = report.tokens_per_second,
                .last = report.step,
                .count = 1};
  if (!rows_.empty() && rows_.back().count < group_) {
    rows_.back() += row;
    return;
  }
  if (rows_.size() == kMostRows) halve();
  rows_.push_back(row);
}

void TrainingPage::add(const EpochReport& report) {
  epochs_.push_back(report);
}

Result<std::string> TrainingPage::render(const calls::TrainConfig& config, const std::string& title,
                                         const std::string& call) const {
  const bool text = config.data.kind == SequenceKind::kText;
  report::TrainingData page{.title = title, .command = call};
  page.created = report::created_now();
  page.unit = text ? "nats a character" : "nats a step of music";
  page.tokens = text ? "characters" : "steps of music";
  if (config.training.clip_norm > 0) page.clip_norm = config.training.clip_norm;
  for (const Row& row : rows_) {
    const auto count = static_cast<double>(row.count);
    page.steps.step.push_back(static_cast<std::int64_t>(row.last));
    page.steps.loss.push_back(row.loss / count);
    page.steps.gradient_norm.push_back(row.gradient_norm / count);
    page.steps.learning_rate.push_back(row.learning_rate / count);
    page.steps.tokens_per_second.push_back(row.tokens_per_second / count);
  }
  std::string best;
  for (const EpochReport& epoch : epochs_) {
    page.epochs.step.push_back(static_cast<std::int64_t>(epoch.step));
    page.epochs.loss.push_back(epoch.loss);
    page.epochs.held_out.push_back(epoch.held_out.value_or(kNone));
    if (epoch.best && epoch.held_out) {
      best = fmt::format("{:.4f} (epoch {})", *epoch.held_out, epoch.epoch);
    }
  }
  page.facts = {{"Steps", calls::grouped(rows_.empty() ? 0 : rows_.back().last)},
                {"Epochs", calls::grouped(epochs_.size())}};
  if (!epochs_.empty()) {
    page.facts.emplace_back("Last loss", fmt::format("{:.4f}", epochs_.back().loss));
  }
  if (!best.empty()) page.facts.emplace_back("Lowest held out", best);
  if (group_ > 1) page.note = fmt::format("A point is the mean over {} steps.", group_);
  page.options = options_of(config);
  return report::render_training(page);
}
}  // namespace foretell::cli
