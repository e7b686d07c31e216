#pragma once
#include <utility>
#include <vector>

#include "foretell/models/arima/order_search.hpp"

namespace foretell::arima {
/// Choice of the number of Fourier pairs of a season by a criterion, orders given. Views: the
/// caller keeps the series.
class PairSearch {
 public:
  PairSearch(const Prepared& prepared, const Series& series, OrderCriterion criterion)
      : prepared_(prepared), series_(series), criterion_(criterion) {}

  /// The most pairs of a season: half its period, below the harmonics of the first season where it
  /// is longer, at most 26 and one for eight values.
  [[nodiscard]] std::size_t most(double period) const;
  /// Gives season `season` of `best` as many pairs as are best: from none (`needed`: one) on, until
  /// two numbers above the present one are no better.
  void improve(OrderSearch::Choice& best, std::size_t season, bool needed);
  /// The same model to the end, with standard errors.
  ///   Errors  those of estimate
  [[nodiscard]] Result<OrderSearch::Choice> finished(const OrderSearch::Choice& choice) const;
  /// What `improve` has looked at since this was last asked for.
  [[nodiscard]] std::vector<Candidate> candidates() { return std::exchange(candidates_, {}); }

 private:
  bool is_better_with(OrderSearch::Choice& best, std::size_t season, std::size_t pairs);

  const Prepared& prepared_;
  const Series& series_;
  OrderCriterion criterion_;
  std::vector<Candidate> candidates_;
};
}  // namespace foretell::arima
