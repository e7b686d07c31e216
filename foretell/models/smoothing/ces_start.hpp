#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ces_recursion.hpp"

namespace foretell::ces {
/// First guesses for the states of complex exponential smoothing, from which a pass forward and one
/// backward lead to the initial ones.
///   level   mean of the first observations, at least ten and one period (kSimple: 0)
///   season  kSimple: the first period, gaps bridged; kPartial, kFull: the figure of a classical
///           decomposition, or zeros where there is none
struct FirstGuess {
  /// y begins and ends with an observation.
  FirstGuess(CesSeason form, std::span<const double> y, std::size_t period);

  double level = 0;
  std::vector<double> season;  ///< [period]; empty for kNone
};
}  // namespace foretell::ces
