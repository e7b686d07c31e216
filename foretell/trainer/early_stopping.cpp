#include "foretell/trainer/early_stopping.hpp"

#include "foretell/trainer/stored_values.hpp"

namespace foretell {
bool EarlyStopping::observe(double loss, std::uint64_t epoch) {
  if (!(loss < best_)) {
    ++waiting_;
    return false;
  }
  best_ = loss;
  best_epoch_ = epoch;
  waiting_ = 0;
  weights_.clear();
  for (const Parameter<float>& parameter : parameters_) weights_.push_back(parameter.value);
  return true;
}

void EarlyStopping::restore() {
  if (weights_.empty()) return;
  std::size_t i = 0;
  for (Parameter<float>& parameter : parameters_) parameter.value = weights_[i++];
}

void EarlyStopping::save(ModelFile& file) const {
  put_values(file, "best.loss", std::vector<double>{best_});
  put_values(file, "best.counts",
             std::vector<std::int64_t>{static_cast<std::int64_t>(best_epoch_),
                                       static_cast<std::int64_t>(waiting_)});
  if (weights_.empty()) return;
  std::size_t i = 0;
  for (const Parameter<float>& parameter : parameters_) {
    put_values(file, "best." + parameter.name, weights_[i++]);
  }
}

Result<void> EarlyStopping::load(const ModelFile& file) {
  std::vector<double> best(1);
  std::vector<std::int64_t> counts(2);
  if (auto good = get_values(file, "best.loss", best); !good) return good;
  if (auto good = get_values(file, "best.counts", counts); !good) return good;
  if (counts[0] < 0 || counts[1] < 0) {
    return fail(ErrorCode::kBadFile, "a negative count", "best.counts");
  }
  std::vector<std::vector<float>> weights;
  for (const Parameter<float>& parameter : parameters_) {
    if (best[0] == std::numeric_limits<double>::infinity()) break;
    weights.emplace_back(parameter.value.size());
    auto good = get_values(file, "best." + parameter.name, weights.back());
    if (!good) return good;
  }
  best_ = best[0];
  best_epoch_ = static_cast<std::uint64_t>(counts[0]);
  waiting_ = static_cast<std::size_t>(counts[1]);
  weights_ = std::move(weights);
  return {};
}
}  // namespace foretell
