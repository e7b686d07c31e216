#pragma once
#include <cstdint>
#include <limits>
#include <vector>

#include "foretell/network/parameters.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
/// Keeps the weights of the epoch with the lowest held-out loss, and says when `patience` epochs
/// brought nothing lower (0: never).
class EarlyStopping {
 public:
  EarlyStopping(Parameters<float>& parameters, std::size_t patience)
      : parameters_(parameters), patience_(patience) {}

  /// Tells the loss after an epoch; whether it is the lowest so far. A loss that is not a number
  /// never is.
  bool observe(double loss, std::uint64_t epoch);
  [[nodiscard]] bool stop() const { return patience_ > 0 && waiting_ >= patience_; }

  [[nodiscard]] double best() const { return best_; }
  [[nodiscard]] std::uint64_t best_epoch() const { return best_epoch_; }
  /// Puts the best weights in place, if there are any.
  void restore();

  void save(ModelFile& file) const;
  ///   Errors  kBadFile
  [[nodiscard]] Result<void> load(const ModelFile& file);

 private:
  Parameters<float>& parameters_;
  std::size_t patience_;
  double best_ = std::numeric_limits<double>::infinity();
  std::uint64_t best_epoch_ = 0;
  std::size_t waiting_ = 0;
  std::vector<std::vector<float>> weights_;
};
}  // namespace foretell
