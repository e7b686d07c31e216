#include <algorithm>
#include <cmath>

#include "foretell/models/arima/arima_fitted.hpp"

// The stored form of ArimaFitted. Names of regressors are numbers of their letters.
namespace foretell {
namespace {
constexpr double kMostSeasons = 16, kMostColumns = 4096, kMostLetters = 256;

/// Takes numbers off the front; after the first that is not there or not in bounds, `sound` is
/// false.
class Reader {
 public:
  explicit Reader(std::span<const double> numbers) : rest_(numbers) {}

  double number() {
    if (rest_.empty()) sound_ = false;
    if (!sound_) return 0;
    const double value = rest_.front();
    rest_ = rest_.subspan(1);
    return value;
  }
  std::size_t count(double most) {
    const double value = number();
    sound_ = sound_ && value >= 0 && value <= most && value == std::floor(value);
    return sound_ ? static_cast<std::size_t>(value) : 0;
  }
  std::vector<double> numbers(std::size_t size) {
    if (size > rest_.size()) sound_ = false;
    if (!sound_) return {};
    std::vector<double> result(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(size));
    rest_ = rest_.subspan(size);
    return result;
  }
  void require(bool condition) { sound_ = sound_ && condition; }
  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] std::span<const double> rest() const { return rest_; }

 private:
  std::span<const double> rest_;
  bool sound_ = true;
};

ArimaOrder read_order(Reader& reader) {
  const auto most = static_cast<double>(arima::kLongestLag);
  ArimaOrder order;
  order.p = reader.count(most);
  order.d = reader.count(kMostSeasons);
  order.q = reader.count(most);
  const std::size_t seasons = reader.count(kMostSeasons);
  double degree = static_cast<double>(order.p + order.q + order.d);
  for (std::size_t i = 0; i < seasons; ++i) {
    SeasonalOrder season;
    season.p = reader.count(most);
    season.d = reader.count(kMostSeasons);
    season.q = reader.count(most);
    season.period = reader.count(most);
    reader.require(season.period >= 1);
    degree +=
        static_cast<double>(season.p + season.d + season.q) * static_cast<double>(season.period);
    order.seasonal.push_back(season);
  }
  reader.require(degree <= 8 * most);
  return order;
}

RegressionTerms read_terms(Reader& reader) {
  RegressionTerms terms;
  terms.trend = static_cast<RegressionTerms::Trend>(reader.count(2));
  const std::size_t fourier = reader.count(kMostSeasons);
  for (std::size_t i = 0; i < fourier; ++i) {
    const double period = reader.number();
    reader.require(period > 1);
    terms.fourier.push_back({period, reader.count(kMostColumns)});
  }
  const std::size_t names = reader.count(kMostColumns);
  for (std::size_t i = 0; i < names && reader.sound(); ++i) {
    const std::size_t letters = reader.count(kMostLetters);
    std::string name;
    for (std::size_t k = 0; k < letters; ++k) name.push_back(static_cast<char>(reader.count(255)));
    terms.names.push_back(std::move(name));
  }
  return terms;
}
}  // namespace

std::vector<double> ArimaFitted::state() const {
  std::vector<double> numbers;
  const auto add = [&numbers](auto... values) {
    (numbers.push_back(static_cast<double>(values)), ...);
  };
  const auto append = [&numbers](const std::vector<double>& part) {
    numbers.insert(numbers.end(), part.begin(), part.end());
  };
  add(order.p, order.d, order.q, order.seasonal.size());
  for (const SeasonalOrder& season : order.seasonal)
    add(season.p, season.d, season.q, season.period);
  add(static_cast<int>(terms.trend), terms.fourier.size());
  for (const FourierTerms& fourier : terms.fourier) add(fourier.period, fourier.pairs);
  add(terms.names.size());
  for (const std::string& name : terms.names) {
    const std::size_t letters = std::min(name.size(), static_cast<std::size_t>(kMostLetters));
    add(letters);
    for (std::size_t k = 0; k < letters; ++k) add(static_cast<unsigned char>(name[k]));
  }
  append(coefficients);
  append(slopes);
  append(standard_errors);
  add(lambda ? 1 : 0, lambda.value_or(0), bias_adjusted ? 1 : 0, unit, sum_squares, log_likelihood,
      num_observations, num_parameters, notes, clock_, started_ ? 1 : 0);
  append(filter_.state());
  return numbers;
}

Result<ArimaFitted> ArimaFitted::from_state(std::span<const double> state) {
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of an ARIMA model"); };
  constexpr double kMany = 1e15;
  Reader reader(state);
  ArimaOrder order = read_order(reader);
  RegressionTerms terms = read_terms(reader);
  if (!reader.sound() || terms.size() > state.size()) return broken();
  const std::size_t count = order.structure().num_coefficients();
  std::vector<double> coefficients = reader.numbers(count);
  std::vector<double> slopes = reader.numbers(terms.size());
  std::vector<double> errors = reader.numbers(count + slopes.size());
  if (!reader.sound()) return broken();
  const auto finite = [](const std::vector<double>& values) {
    return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
  };
  if (!finite(coefficients) || !finite(slopes)) return broken();
  // Only the filter's own numbers are read: the stationary start is not needed.
  ArimaFitted model(std::move(order), std::move(terms), std::move(coefficients), std::move(slopes),
                    true);
  model.standard_errors = std::move(errors);
  const bool mapped = reader.count(1) != 0;
  const double lambda = reader.number();
  if (mapped) model.lambda = lambda;
  model.bias_adjusted = reader.count(1) != 0;
  model.unit = reader.number();
  model.sum_squares = reader.number();
  model.log_likelihood = reader.number();
  model.num_observations = reader.count(kMany);
  model.num_parameters = reader.count(kMany);
  model.notes = static_cast<unsigned>(reader.count(4294967295.0));
  model.clock_ = reader.count(kMany);
  model.started_ = reader.count(1) != 0;
  reader.require(model.unit > 0 && std::isfinite(model.unit) && std::isfinite(lambda) &&
                 model.sum_squares >= 0);
  if (!reader.sound() || !model.filter_.restore(model.process_, reader.rest())) return broken();
  return model;
}
}  // namespace foretell
