#include "foretell/tasks/generation/inspection.hpp"

#include <algorithm>
#include <numeric>

namespace foretell {
namespace {
constexpr std::size_t kSequences = 8;

/// The first steps of a corpus, as a batch.
SequenceBatch first_batch(const SequenceModel& model, const SequenceData& data, std::size_t steps) {
  if (model.alphabet().kind == SequenceKind::kText) {
    const std::size_t most = kSequences * steps + 1;
    return text_batch(std::span(data.text).first(std::min(data.text.size(), most)),
                      std::min(kSequences, (data.text.size() - 1 + steps - 1) / steps));
  }
  SequenceData cut;
  for (std::size_t i = 0; i < std::min(kSequences, data.songs.size()); ++i) {
    const Frames& song = data.songs[i];
    const auto count = static_cast<std::ptrdiff_t>(std::min(steps, song.steps()) * song.width);
    cut.songs.push_back({{song.values.begin(), song.values.begin() + count}, song.width});
  }
  std::vector<std::size_t> all(cut.songs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return song_batch(cut, all);
}

/// What enters the recurrent layers.
///   Shapes  [layout.rows(), input_size]
std::vector<float> entering(const SequenceModel& model, const SequenceBatch& batch) {
  if (model.alphabet().kind == SequenceKind::kMusic) return batch.frames;
  std::vector<float> x;
  const auto table = std::as_const(*model.embedding().table).view();
  for (const Token token : batch.tokens) {
    x.insert(x.end(), table.row(token), table.row(token) + table.cols());
  }
  return x;
}

/// The gates of every layer over the sequence in the first slot.
std::vector<GateMap> gate_maps(const SequenceModel& model, const SequenceBatch& batch,
                               MatrixView<const float> x, const network::GradientFlow& flow) {
  const auto& recurrent = model.recurrent();
  network::Tape<float> tape;
  tape.begin({.mode = network::Mode::kAttribution});
  std::vector<network::RecurrentProbe<float>> probes(recurrent.num_states());
  (void)recurrent.apply(tape, tape.input(x), batch.layout, {.probes = probes});
  std::vector<GateMap> maps;
  for (std::size_t k = 0; k < probes.size(); ++k) {
    GateMap map{.layer = flow.layers[k].name,
                .gates = {},
                .steps = batch.layout.length(0),
                .units = recurrent.direction(k).hidden_size,
                .values = {}};
    for (const network::GateUse& gate : flow.layers[k].gates) map.gates.push_back(gate.name);
    for (std::size_t t = 0; t < map.steps; ++t) {
      const float* const row = probes[k].gates.row(batch.layout.row(t, 0));
      map.values.insert(map.values.end(), row, row + map.gates.size() * map.units);
    }
    maps.push_back(std::move(map));
  }
  return maps;
}
}  // namespace

Result<SequenceInspection> inspect_sequences(SequenceModel& model, const SequenceData& data,
                                             std::size_t steps) {
  if (data.predictions() == 0 || steps == 0) {
    return fail(ErrorCode::kTooShort, "nothing to look at");
  }
  const SequenceBatch batch = first_batch(model, data, steps);
  const std::vector<float> values = entering(model, batch);
  const MatrixView<const float> x(values.data(), batch.layout.rows(),
                                  model.recurrent().input_size());
  auto flow =
      network::measure_gradient_flow<float>(model.parameters(), model.recurrent(), x, batch.layout);
  if (!flow) return fail(std::move(flow.error()));
  SequenceInspection result{.flow = std::move(*flow), .gates = {}, .inputs = {}};
  result.gates = gate_maps(model, batch, x, result.flow);
  if (model.alphabet().kind == SequenceKind::kMusic) return result;
  for (std::size_t t = 0; t < batch.layout.length(0); ++t) {
    result.inputs.push_back(model.alphabet().vocabulary.text(batch.tokens[batch.layout.row(t, 0)]));
  }
  return result;
}
}  // namespace foretell
