#include "foretell/trainer/torch_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace foretell {
namespace {
constexpr std::string_view kInputBias = ".bias_ih_l";
constexpr std::string_view kStateBias = ".bias_hh_l";

/// "rnn.bias_ih_l0" → "rnn.bias_hh_l0"; nothing where the name is none of a layer's input bias.
std::optional<std::string> state_bias_of(const std::string& name) {
  const std::size_t place = name.rfind(kInputBias);
  if (place == std::string::npos) return std::nullopt;
  std::string other = name;
  return other.replace(place, kInputBias.size(), kStateBias);
}

const Parameter<float>* find(const Parameters<float>& parameters, const std::string& name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&name](const auto& each) { return each.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

bool is_bias(const Parameter<float>& parameter) {
  return parameter.rows == 1 && parameter.name.find("bias") != std::string::npos;
}

/// PyTorch's second bias: zeros, and at its end what we keep of it (a GRU's n).
std::vector<float> state_bias(const Parameter<float>& input, const Parameter<float>* own) {
  std::vector<float> values(input.value.size());
  if (own != nullptr)
    std::copy(own->value.begin(), own->value.end(),
              values.end() - static_cast<std::ptrdiff_t>(own->value.size()));
  return values;
}

/// The numbers of a tensor as floats.
Result<std::vector<float>> floats_of(const ModelFile& file, const std::string& name,
                                     std::size_t count) {
  for (const NamedTensor& tensor : file.tensors) {
    if (tensor.name != name) continue;
    std::vector<float> values;
    if (const auto* floats = std::get_if<std::vector<float>>(&tensor.values)) values = *floats;
    if (const auto* doubles = std::get_if<std::vector<double>>(&tensor.values)) {
      values.assign(doubles->begin(), doubles->end());
    }
    if (values.size() != count) {
      return fail(ErrorCode::kBadFile,
                  fmt::format("{} weights there, {} here", values.size(), count), name);
    }
    if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
      return fail(ErrorCode::kNotFinite, "weights that are not finite", name);
    }
    return values;
  }
  return fail(ErrorCode::kBadFile, "the file lacks these weights", name);
}

bool has(const ModelFile& file, const std::string& name) {
  return std::any_of(file.tensors.begin(), file.tensors.end(),
                     [&name](const NamedTensor& tensor) { return tensor.name == name; });
}

/// Our values of one parameter.
Result<std::vector<float>> values_of(const ModelFile& file, const Parameters<float>& parameters,
                                     const Parameter<float>& parameter) {
  const std::size_t count = parameter.value.size();
  if (const auto second = state_bias_of(parameter.name)) {
    auto values = floats_of(file, parameter.name, count);
    if (!values || !has(file, *second)) return values;
    const auto added = floats_of(file, *second, count);
    if (!added) return fail(added.error());
    const Parameter<float>* const own = find(parameters, *second);
    const std::size_t summed = own == nullptr ? count : count - own->value.size();
    for (std::size_t i = 0; i < summed; ++i) (*values)[i] += (*added)[i];
    return values;
  }
  const std::size_t place = parameter.name.rfind(kStateBias);
  if (place == std::string::npos) return floats_of(file, parameter.name, count);
  if (!has(file, parameter.name)) return std::vector<float>(count);
  auto all = floats_of(file, parameter.name, 3 * count);  // a GRU's r, z and n, of which n is ours
  if (!all) return all;
  return std::vector<float>(all->end() - static_cast<std::ptrdiff_t>(count), all->end());
}
}  // namespace

ModelFile torch_weights(const Parameters<float>& parameters) {
  ModelFile file;
  for (const Parameter<float>& parameter : parameters) {
    if (parameter.name.rfind(kStateBias) != std::string::npos) continue;  // beside its bias_ih
    const std::vector<std::size_t> shape = is_bias(parameter)
                                               ? std::vector{parameter.cols}
                                               : std::vector{parameter.rows, parameter.cols};
    file.tensors.push_back({parameter.name, shape, parameter.value});
    if (const auto second = state_bias_of(parameter.name)) {
      file.tensors.push_back({*second, shape, state_bias(parameter, find(parameters, *second))});
    }
  }
  return file;
}

Result<void> take_torch_weights(const ModelFile& file, Parameters<float>& parameters) {
  std::vector<std::vector<float>> values;
  for (const Parameter<float>& parameter : parameters) {
    auto each = values_of(file, parameters, parameter);
    if (!each) return fail(std::move(each.error()));
    values.push_back(std::move(*each));
  }
  std::size_t i = 0;
  for (Parameter<float>& parameter : parameters) parameter.value = std::move(values[i++]);
  return {};
}
}  // namespace foretell
