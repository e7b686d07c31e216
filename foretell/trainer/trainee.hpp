#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "foretell/network/parameters.hpp"
#include "foretell/store/model_file.hpp"

namespace foretell {
/// What one step of training was.
struct StepLoss {
  double loss = 0;         ///< mean over what was predicted
  std::size_t tokens = 0;  ///< predictions made: characters, steps of music
};

/// A network with its data, as training sees it. It knows where it stands in the data, and a file
/// that it saved lets it go on from there with the same bits.
class Trainee {
 public:
  virtual ~Trainee() = default;

  [[nodiscard]] virtual Parameters<float>& parameters() = 0;
  /// Runs the next batch forwards and backwards, adding to the gradients. `step` keys the random
  /// masks.
  [[nodiscard]] virtual StepLoss learn(std::uint64_t step) = 0;
  /// The layer whose output the last batch shows not to be finite, the first one; empty: none.
  [[nodiscard]] virtual std::string not_finite_layer() const { return {}; }
  /// Mean loss on held-out data, if there is any.
  [[nodiscard]] virtual std::optional<double> evaluate() = 0;

  /// Epochs that are complete, and the steps that one takes, at least 1.
  [[nodiscard]] virtual std::uint64_t epoch() const = 0;
  [[nodiscard]] virtual std::uint64_t steps_per_epoch() const = 0;

  /// Adds the model, and where it stands in its data.
  virtual void save(ModelFile& file) const = 0;
  ///   Errors  kBadFile (another architecture, vocabulary or data; each named)
  [[nodiscard]] virtual Result<void> load(const ModelFile& file) = 0;
};
}  // namespace foretell
