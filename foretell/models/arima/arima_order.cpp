#include "foretell/models/arima/arima_order.hpp"

#include <fmt/format.h>

namespace foretell {
arima::ArmaStructure ArimaOrder::structure() const {
  std::vector<arima::Factor> factors{{false, p, 1}, {true, q, 1}};
  for (const SeasonalOrder& season : seasonal) {
    factors.push_back({false, season.p, season.period});
    factors.push_back({true, season.q, season.period});
  }
  return arima::ArmaStructure(std::move(factors));
}

std::size_t ArimaOrder::num_differences() const {
  std::size_t count = d;
  for (const SeasonalOrder& season : seasonal) count += season.d;
  return count;
}

std::string ArimaOrder::name() const {
  std::string text = fmt::format("ARIMA({},{},{})", p, d, q);
  for (const SeasonalOrder& season : seasonal) {
    if (season.p + season.d + season.q == 0) continue;
    text += fmt::format("({},{},{})[{}]", season.p, season.d, season.q, season.period);
  }
  return text;
}

std::vector<std::string> ArimaOrder::coefficient_names() const {
  std::vector<std::string> names;
  const auto add = [&](const char* kind, std::size_t count, const std::string& place) {
    for (std::size_t k = 1; k <= count; ++k) names.push_back(fmt::format("{}{}{}", kind, k, place));
  };
  add("ar", p, "");
  add("ma", q, "");
  for (const SeasonalOrder& season : seasonal) {
    const std::string place = seasonal.size() > 1 ? fmt::format("[{}]", season.period) : "";
    add("sar", season.p, place);
    add("sma", season.q, place);
  }
  return names;
}

namespace arima {
DifferencePolynomial difference_polynomial(const ArimaOrder& order) {
  std::vector<double> dense{1};
  const auto times = [&](std::size_t lag) {
    dense.resize(dense.size() + lag, 0);
    for (std::size_t i = dense.size(); i-- > lag;) dense[i] -= dense[i - lag];
  };
  for (std::size_t k = 0; k < order.d; ++k) times(1);
  for (const SeasonalOrder& season : order.seasonal) {
    for (std::size_t k = 0; k < season.d; ++k) times(season.period);
  }
  DifferencePolynomial result;
  for (std::size_t lag = 1; lag < dense.size(); ++lag) {
    if (dense[lag] == 0) continue;
    result.lags.push_back(lag);
    result.coefficients.push_back(-dense[lag]);
  }
  return result;
}
}  // namespace arima
}  // namespace foretell
