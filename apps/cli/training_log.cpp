#include "apps/cli/training_log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace foretell::cli {
namespace {
std::string time_text(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole < 3600) return fmt::format("{}:{:02d}", whole / 60, whole % 60);
  return fmt::format("{}:{:02d}:{:02d}", whole / 3600, whole / 60 % 60, whole % 60);
}
}  // namespace

TrainingDisplay::TrainingDisplay(SequenceKind kind, bool quiet)
    : kind_(kind), quiet_(quiet), live_(!quiet && isatty(STDERR_FILENO) == 1) {
}

TrainingDisplay::~TrainingDisplay() {
  wipe();
}

void TrainingDisplay::wipe() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
  drawn_ = false;
}

void TrainingDisplay::show(const StepReport& report) {
  const auto now = Clock::now();
  if (!live_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  drawn_ = true;
  fmt::print(stderr,
             "\r\033[Kepoch {}  step {}/{}  loss {:.4f}  gradient {:.3g}  {:.0f} {}/s  {} left",
             report.epoch, report.step, report.steps, report.loss, report.gradient_norm,
             report.tokens_per_second, kind_ == SequenceKind::kText ? "characters" : "steps",
             time_text(report.seconds_left));
  std::fflush(stderr);
}

void TrainingDisplay::show(const EpochReport& report) {
  if (quiet_) return;
  wipe();
  if (!headed_) {
    fmt::print(stderr, "{:>5}  {:>8}  {:>9}  {:>8}  {:>10}  {:>8}\n", "epoch", "loss", "held out",
               "rate", kind_ == SequenceKind::kText ? "chars/s" : "steps/s", "time");
    headed_ = true;
  }
  const std::string held = report.held_out ? fmt::format("{:.4f}", *report.held_out) : "-";
  fmt::print(stderr, "{:>5}  {:>8.4f}  {:>9}  {:>8.2g}  {:>10.0f}  {:>8}{}\n", report.epoch,
             report.loss, held, report.learning_rate, report.tokens_per_second,
             time_text(report.seconds), report.best ? "  best" : "");
}

Result<CurveFile> CurveFile::open(const std::string& path) {
  auto file = AtomicFile::open(path);
  if (!file) return fail(std::move(file.error()));
  CurveFile curves(std::move(*file));
  curves.state_ = curves.file_.write(
      "step,epoch,loss,held_out,gradient_norm,learning_rate,tokens_per_second,seconds\n");
  return curves;
}

void CurveFile::write(const calls::CurveRow& row) {
  if (!state_) return;
  const std::string held = row.held_out ? fmt::format("{:.6g}", *row.held_out) : "";
  state_ = file_.write(fmt::format("{},{},{:.6g},{},{:.6g},{:.6g},{:.6g},{:.4f}\n", row.step.step,
                                   row.step.epoch, row.step.loss, held, row.step.gradient_norm,
                                   row.step.learning_rate, row.step.tokens_per_second,
                                   row.step.seconds));
}

Result<void> CurveFile::finish() {
  return state_ ? file_.commit() : state_;
}
}  // namespace foretell::cli
