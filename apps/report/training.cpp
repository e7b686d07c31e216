#include "apps/report/training.hpp"

#include <fmt/format.h>

#include "apps/report/json_parts.hpp"
#include "apps/report/page.hpp"

namespace foretell::report {
namespace {
using Column = std::pair<std::string_view, const std::vector<double>&>;

std::vector<Column> columns(const StepCurves& steps) {
  return {{"loss", steps.loss},
          {"gradient_norm", steps.gradient_norm},
          {"learning_rate", steps.learning_rate},
          {"tokens_per_second", steps.tokens_per_second}};
}

std::vector<Column> columns(const EpochCurves& epochs) {
  return {{"loss", epochs.loss}, {"held_out", epochs.held_out}};
}

template <class Curves>
Result<void> check(const Curves& curves, std::string_view what) {
  for (const auto& [name, values] : columns(curves)) {
    if (values.size() == curves.step.size()) continue;
    return fail(ErrorCode::kInvalidOption, fmt::format("{} of {}: {} values for {}", name, what,
                                                       values.size(), curves.step.size()));
  }
  return {};
}

template <class Curves>
void write_curves(JsonWriter& json, std::string_view key, const Curves& curves) {
  json.key(key);
  json.open('{');
  write_integers(json, "step", curves.step);
  for (const auto& [name, values] : columns(curves)) {
    write(json, name, std::span<const double>(values));
  }
  json.close('}');
}
}  // namespace

Result<std::string> training_json(const TrainingData& data) {
  if (auto good = check(data.steps, "steps"); !good) return fail(good.error());
  if (auto good = check(data.epochs, "epochs"); !good) return fail(good.error());
  std::string out;
  JsonWriter json(out);
  json.open('{');
  write_head(json, "training", data);
  write(json, "unit", data.unit);
  write(json, "tokens", data.tokens);
  write_number(json, "clip_norm", data.clip_norm);
  write_curves(json, "steps", data.steps);
  write_curves(json, "epochs", data.epochs);
  write(json, "options", data.options);
  json.close('}');
  return out;
}

Result<std::string> render_training(const TrainingData& data) {
  auto json = training_json(data);
  if (!json) return json;
  return filled(training_page(), *json);
}
}  // namespace foretell::report
