#pragma once
#include <cstdint>
#include <vector>

#include "foretell/base/enum_names.hpp"
#include "foretell/network/parameters.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
enum class AverageKind { kNone, kExponential, kPolyak };
template <>
inline constexpr auto kEnumNames<AverageKind> = std::array{
    std::pair{AverageKind::kNone, "none"}, std::pair{AverageKind::kExponential, "exponential"},
    std::pair{AverageKind::kPolyak, "polyak"}};

struct AverageOptions {
  AverageKind kind = AverageKind::kNone;
  double decay = 0.999;   ///< exponential: memory of the average, in [0, 1)
  std::size_t start = 0;  ///< steps before averaging begins

  ///   Errors  kInvalidOption
  [[nodiscard]] Result<void> check() const;
};

/// An average of the weights over the steps of training, which often predicts better than the last
/// weights do.
///   exponential  a ← d·a + (1 − d)·w with d = min(decay, (1 + n) / (10 + n)) after n steps, so
///   that
///                the beginning is soon forgotten
///   polyak       a ← a + (w − a) / (n + 1): the mean of all weights since the start
///   Source       Polyak & Juditsky (1992), SIAM J. Control Optim. 30; the growing memory is that
///   of
///                TensorFlow's moving averages
template <class Real>
class WeightAverage {
 public:
  WeightAverage(Parameters<Real>& parameters, const AverageOptions& options);

  /// After a step.
  void update();
  /// Exchanges the weights and their average, if there is one yet; twice: as it was.
  void swap();
  [[nodiscard]] bool active() const { return count_ > 0; }

  void save(ModelFile& file) const;
  ///   Errors  kBadFile
  [[nodiscard]] Result<void> load(const ModelFile& file);

 private:
  Parameters<Real>& parameters_;
  AverageOptions options_;
  std::vector<std::vector<Real>> averages_;
  std::int64_t seen_ = 0;   // steps
  std::int64_t count_ = 0;  // weights in the average
};
}  // namespace foretell
