// ARIMA here and in R on the same series: likelihoods at R's parameters, optima, forecasts,
// choices. Run: arima_against_r fixed.json auto.json   (from bench/peers/arima_reference.R)
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "foretell/models/arima/arima.hpp"

namespace {
using foretell::Arima;
using nlohmann::json;

struct Tally {
  std::size_t models = 0, refused = 0, r_failed = 0, below = 0, above = 0, same = 0, boundary = 0;
  std::size_t below_claimed = 0;
  std::vector<double> likelihood_gaps, inner_gaps, differenced_gaps, coefficient_gaps, error_gaps,
      forecast_gaps, bound_gaps;
  double seconds = 0, r_seconds = 0;
};

Arima definition(const json& model) {
  const auto arma = model["arma"].get<std::vector<std::size_t>>();  // p q P Q m d D
  Arima result;
  result.order = {arma[0], arma[5], arma[1], {}};
  if (arma[2] + arma[3] + arma[6] > 0)
    result.order.seasonal = {{arma[2], arma[6], arma[3], arma[4]}};
  result.constant = model["coef"].contains("intercept") || model["coef"].contains("drift");
  return result;
}

double gap(double ours, double theirs, double scale) {
  return std::abs(ours - theirs) / scale;
}

std::vector<double> numbers(const json& values) {
  std::vector<double> result;
  for (const auto& value : values) {
    result.push_back(value.is_number() ? value.get<double>() : std::nan(""));
  }
  return result;
}

// The likelihood at R's ARMA parameters, slopes at their best: not below R's, and equal to it where
// R has converged and its stationary start is accurate (near unit roots Gardner's method is not).
double at_r(const Arima& options, const foretell::Series& series, const json& model, Tally& tally) {
  Arima at = options;
  for (const auto& name : at.order.coefficient_names()) {
    at.fixed.push_back(model["coef"][name].get<double>());
  }
  const auto fitted = at.fit(series);
  if (!fitted) {
    ++tally.boundary;
    return -std::numeric_limits<double>::infinity();
  }
  const double ours = fitted->criteria().log_likelihood;
  const double theirs = model["loglik"].get<double>();
  tally.likelihood_gaps.push_back(gap(ours, theirs, std::abs(theirs)));
  const bool near_unit_root = fitted->smallest_root() < 1.001;
  if (!near_unit_root) tally.inner_gaps.push_back(tally.likelihood_gaps.back());
  if (!near_unit_root && model["loglik_differenced"].is_number()) {
    const double differenced = model["loglik_differenced"].get<double>();
    tally.differenced_gaps.push_back(gap(ours, differenced, std::abs(differenced)));
  }
  return ours;
}

void compare(const Arima& options, const foretell::Series& series, const json& model,
             Tally& tally) {
  const double exact = at_r(options, series, model, tally);
  ++tally.models;
  const auto begin = std::chrono::steady_clock::now();
  const auto fitted = options.fit(series);
  tally.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  tally.r_seconds += model["seconds"].get<double>();
  if (!fitted) return void(++tally.refused);
  const double ours = fitted->criteria().log_likelihood;
  const double theirs = model["loglik"].get<double>();
  if (ours < theirs - 0.01) ++tally.below_claimed;
  if (ours < std::min(theirs, exact) - 0.01) {
    ++tally.below;
    if (getenv("VERBOSE"))
      fmt::print("below: {} {} ours {} R {} exact {}\n", series.id, fitted->name(), ours, theirs,
                 exact);
  }
  if (ours > theirs + 0.01) ++tally.above;
  if (std::abs(ours - theirs) > 1e-6) return;
  ++tally.same;
  const auto se = numbers(model["se"]);
  const auto names = fitted->order.coefficient_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!(se[i] > 0)) continue;
    tally.coefficient_gaps.push_back(
        gap(fitted->coefficients[i], model["coef"][names[i]].get<double>(), se[i]));
    tally.error_gaps.push_back(gap(fitted->standard_errors[i], se[i], se[i]));
  }
  const auto forecast = fitted->forecast(12);
  const auto mean = numbers(model["mean"]), upper = numbers(model["upper"]);
  for (std::size_t k = 0; k < 12; ++k) {
    const double scale = std::abs(mean[k]) + upper[k] - mean[k];
    tally.forecast_gaps.push_back(gap(forecast.mean()[k], mean[k], scale));
    tally.bound_gaps.push_back(gap(forecast.interval(k, 0.95).hi, upper[k], scale));
  }
}

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

void report(const Tally& t) {
  fmt::print("models {}, R failed {}, we refused {}; R's parameters outside our region: {}\n",
             t.models, t.r_failed, t.refused, t.boundary);
  fmt::print(
      "optimum: lower by over 0.01 on {} ({:.2f} %; {} against what R reports), higher on {}, same "
      "within "
      "1e-6 on {}\n",
      t.below, 100.0 * static_cast<double>(t.below) / static_cast<double>(t.models),
      t.below_claimed, t.above, t.same);
  for (const auto& [name, values] :
       {std::pair{"likelihood at R's parameters, relative", &t.likelihood_gaps},
        std::pair{"the same, roots over 1.001", &t.inner_gaps},
        std::pair{"the same, R on the differenced series", &t.differenced_gaps},
        std::pair{"coefficients (in se)", &t.coefficient_gaps},
        std::pair{"standard errors", &t.error_gaps}, std::pair{"forecasts", &t.forecast_gaps},
        std::pair{"upper bounds", &t.bound_gaps}}) {
    const auto within =
        std::count_if(values->begin(), values->end(), [](double v) { return v < 1e-6; });
    fmt::print("  {}: median {:.1e}, 95 % {:.1e}, 99 % {:.1e}; {:.1f} % within 1e-6\n", name,
               quantile(*values, 0.5), quantile(*values, 0.95), quantile(*values, 0.99),
               100.0 * static_cast<double>(within) / static_cast<double>(values->size()));
  }
  fmt::print("  time: R {:.1f} s, here {:.3f} s\n", t.r_seconds, t.seconds);
}
}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    const json answers = json::parse(file);
    Tally tally;
    for (const auto& [id, entry] : answers["series"].items()) {
      const auto y = numbers(entry["y"]);
      const std::vector<std::size_t> periods{entry["period"].get<std::size_t>()};
      const foretell::Series series{.id = id, .values = y, .periods = periods};
      for (const auto& model : entry["models"]) {
        if (model.contains("error")) {
          ++tally.r_failed;
          continue;
        }
        const Arima options = definition(model);
        compare(options, series, model, tally);
      }
    }
    fmt::print("{}\n", argv[i]);
    report(tally);
  }
}
