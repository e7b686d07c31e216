// Networks for sequences: kept, applied, looked into.
#include "python/core/sequences.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/inspect_call.hpp"
#include "apps/calls/train_config.hpp"
#include "foretell/base/option_text.hpp"
#include "foretell/ingest/text_file.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/sequence_outputs.hpp"
#include "python/core/arrays.hpp"
#include "python/core/failure.hpp"
#include "python/core/work.hpp"

namespace foretell::python {
Result<std::string> Network::bytes() const {
  ModelFile file;
  file.metadata = metadata;
  model.save(file);
  return serialize(file);
}

namespace {
Network network_of(Result<ModelFile> file, const std::string& path) {
  ModelFile read = value_of(std::move(file));
  auto model = SequenceModel::load(read);
  if (!model) throw Failure{{model.error().code, model.error().text(), path}};
  return {std::move(*model), std::move(read.metadata)};
}

template <class Value>
nb::object object_of(const Value& value) {
  if constexpr (std::is_enum_v<Value>) {
    return nb::str(option_text(value).c_str());
  } else {
    return nb::cast(value);
  }
}

// Options by section, as far as the file says them, with their types.
nb::dict config_of(const Network& network) {
  nb::dict sections;
  calls::TrainConfig config;
  calls::visit_config(
      config, [&](const char* section, const char* name, auto& value, const char* /*help*/) {
        const auto found = network.metadata.find(std::string(section) + '.' + name);
        if (found == network.metadata.end() || !parse_option(found->second, value)) return;
        if (!sections.contains(section)) sections[section] = nb::dict();
        sections[section][name] = object_of(value);
      });
  return sections;
}

nb::dict parameters_of(const nb::object& self) {
  const auto& network = nb::cast<const Network&>(self);
  nb::dict arrays;
  for (const Parameter<float>& parameter : network.model.parameters()) {
    using Array = nb::ndarray<nb::numpy, const float, nb::ndim<2>>;
    arrays[parameter.name.c_str()] =
        Array(parameter.value.data(), {parameter.rows, parameter.cols}, self);
  }
  return arrays;
}

nb::list lists_of(std::vector<SequenceOutputs> outputs, bool states) {
  nb::list result;
  for (SequenceOutputs& each : outputs) {
    nb::object probabilities = array_of(std::move(each.probabilities));
    if (states) {
      result.append(nb::make_tuple(probabilities, array_of(std::move(each.states))));
    } else {
      result.append(probabilities);
    }
  }
  return result;
}

nb::list apply_tokens(const Network& network, const std::vector<TokenRow>& arrays, bool states,
                      std::size_t threads) {
  std::vector<std::vector<Token>> sequences;
  for (const TokenRow& row : arrays) sequences.emplace_back(row.data(), row.data() + row.size());
  Result<std::vector<SequenceOutputs>> outputs;
  do_work({threads, nb::none()},
          [&](Advance&) { outputs = apply_to_tokens(network.model, sequences, states); });
  return lists_of(value_of(std::move(outputs)), states);
}

nb::list apply_frames(const Network& network, const std::vector<FloatRows>& arrays, bool states,
                      std::size_t threads) {
  const std::vector<Frames> sequences = frames_of(arrays);
  Result<std::vector<SequenceOutputs>> outputs;
  do_work({threads, nb::none()},
          [&](Advance&) { outputs = apply_to_frames(network.model, sequences, states); });
  return lists_of(value_of(std::move(outputs)), states);
}

std::vector<Token> encode(const Network& network, const std::string& text) {
  if (!network.text()) {
    throw Failure{{ErrorCode::kUnsupported, "the model takes frames, not text", ""}};
  }
  return value_of(network.model.alphabet().vocabulary.encode(value_of(split_characters(text))));
}

std::string inspect(const Network& network, const std::string& input, std::size_t steps, bool gates,
                    std::size_t threads) {
  ModelFile file;  // a copy, since gradients are written into it
  network.model.save(file);
  SequenceModel model = value_of(SequenceModel::load(file));
  nlohmann::ordered_json report;
  Result<void> good;
  do_work({threads, nb::none()}, [&](Advance&) {
    good = calls::inspect_input(model, {.input = input, .steps = steps, .gates = gates}, report);
  });
  value_of(std::move(good));
  return report.dump();
}

nb::bytes to_bytes(const Network& network) {
  const std::string bytes = value_of(network.bytes());
  return nb::bytes(bytes.data(), bytes.size());
}

nb::object vocabulary_of(const Network& network) {
  if (!network.text()) return nb::none();
  const auto tokens = network.model.alphabet().vocabulary.tokens();
  return nb::cast(std::vector<std::string>(tokens.begin(), tokens.end()));
}
}  // namespace

void add_sequences(nb::module_& module) {
  nb::class_<Network>(module, "Network", "A recurrent network that predicts the next step.")
      .def_prop_ro("kind", [](const Network& n) { return option_text(n.model.alphabet().kind); })
      .def_prop_ro("width", [](const Network& n) { return n.model.alphabet().width(); })
      .def_prop_ro("lowest", [](const Network& n) { return n.model.alphabet().grid.lowest; })
      .def_prop_ro("vocabulary", &vocabulary_of)
      .def_prop_ro("config", &config_of)
      .def_prop_ro("num_parameters",
                   [](const Network& n) { return n.model.parameters().num_values(); })
      .def("encode", &encode, nb::arg("text"))
      .def("apply_tokens", &apply_tokens, nb::arg("sequences"), nb::arg("states"),
           nb::arg("threads"))
      .def("apply_frames", &apply_frames, nb::arg("sequences"), nb::arg("states"),
           nb::arg("threads"))
      .def("inspect", &inspect, nb::arg("input"), nb::arg("steps"), nb::arg("gates"),
           nb::arg("threads"))
      .def("to_bytes", &to_bytes)
      .def(
          "save",
          [](const Network& network, const std::string& path) {
            value_of(write_file(path, value_of(network.bytes())));
          },
          nb::arg("path"));
  module.def("parameters_of", &parameters_of, nb::arg("network"));
  module.def("load_network",
             [](const std::string& path) { return network_of(read_model_file(path), path); });
  module.def("network_of_bytes", [](const nb::bytes& bytes) {
    return network_of(parse_model_file({bytes.c_str(), bytes.size()}), "");
  });
}
}  // namespace foretell::python
