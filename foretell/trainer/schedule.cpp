#include "foretell/trainer/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "foretell/trainer/stored_values.hpp"

namespace foretell {
namespace {
constexpr double kImproves = 1 - 1e-4;
}

Result<void> ScheduleOptions::check() const {
  if (!(factor > 0 && factor < 1)) {
    return fail(ErrorCode::kInvalidOption, fmt::format("factor is {}: between 0 and 1", factor));
  }
  if (!(lowest >= 0 && lowest <= 1)) {
    return fail(ErrorCode::kInvalidOption, fmt::format("lowest is {}: from 0 to 1", lowest));
  }
  if (every == 0) return fail(ErrorCode::kInvalidOption, "every is 0: at least one epoch");
  return {};
}

double Schedule::share(std::uint64_t step, std::uint64_t epoch, double done) const {
  double share = 1;
  switch (options_.kind) {
    case ScheduleKind::kConstant:
      break;
    case ScheduleKind::kStep:
      share = std::pow(options_.factor, static_cast<double>(epoch / options_.every));
      break;
    case ScheduleKind::kCosine: {
      const double wave = (1 + std::cos(std::numbers::pi * std::clamp(done, 0.0, 1.0))) / 2;
      share = options_.lowest + (1 - options_.lowest) * wave;
      break;
    }
    case ScheduleKind::kPlateau:
      share = std::pow(options_.factor, static_cast<double>(cuts_));
      break;
  }
  share = std::max(share, options_.lowest);
  if (step >= options_.warmup_steps) return share;
  return share * static_cast<double>(step + 1) / static_cast<double>(options_.warmup_steps);
}

void Schedule::observe(double loss) {
  if (loss < best_ * kImproves || (std::isinf(best_) && std::isfinite(loss))) {
    best_ = loss;
    waiting_ = 0;
    return;
  }
  if (++waiting_ <= options_.plateau) return;
  waiting_ = 0;
  ++cuts_;
}

void Schedule::save(ModelFile& file) const {
  put_values(file, "schedule.best", std::vector<double>{best_});
  put_values(file, "schedule.counts",
             std::vector<std::int64_t>{static_cast<std::int64_t>(waiting_),
                                       static_cast<std::int64_t>(cuts_)});
}

Result<void> Schedule::load(const ModelFile& file) {
  std::vector<double> best(1);
  std::vector<std::int64_t> counts(2);
  if (auto good = get_values(file, "schedule.best", best); !good) return good;
  if (auto good = get_values(file, "schedule.counts", counts); !good) return good;
  if (counts[0] < 0 || counts[1] < 0) {
    return fail(ErrorCode::kBadFile, "a negative count", "schedule.counts");
  }
  best_ = best[0];
  waiting_ = static_cast<std::size_t>(counts[0]);
  cuts_ = static_cast<std::size_t>(counts[1]);
  return {};
}
}  // namespace foretell
