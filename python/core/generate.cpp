// Texts and pieces of music that a network goes on with.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/generate_call.hpp"
#include "foretell/ingest/read_music.hpp"
#include "foretell/ingest/text_file.hpp"
#include "foretell/store/atomic_file.hpp"
#include "python/core/arrays.hpp"
#include "python/core/failure.hpp"
#include "python/core/sequences.hpp"
#include "python/core/work.hpp"

namespace foretell::python {
namespace {
using calls::GenerateCall;
using calls::Piece;

std::string more_text(const Network& network, const std::string& begin, bool is_path,
                      const GenerateCall& call) {
  value_of(call.check());
  Result<std::string> text;
  do_work({0, nb::none()}, [&](Advance&) {
    auto characters = is_path ? calls::characters_of_file(begin) : split_characters(begin);
    text = characters ? calls::generate_text(network.model, std::move(*characters), call)
                      : Result<std::string>(fail(characters.error()));
  });
  return value_of(std::move(text));
}

Piece more_music(const Network& network, const std::string& path,
                 const std::optional<FloatRows>& roll, const GenerateCall& call) {
  value_of(call.check());
  Frames begin;
  if (roll) begin = {{roll->data(), roll->data() + roll->size()}, roll->shape(1)};
  Result<Piece> piece;
  do_work({0, nb::none()}, [&](Advance&) {
    if (!path.empty()) begin = value_of(read_piece(path, network.model.alphabet().grid));
    piece = calls::generate_music(network.model, std::move(begin), call);
  });
  return value_of(std::move(piece));
}

// (onset, duration, pitch, voice), times in quarters.
nb::list notes_of(const Piece& piece) {
  nb::list notes;
  const auto quarter = static_cast<double>(piece.score.ticks_per_quarter);
  for (const Note& note : piece.score.notes) {
    notes.append(
        nb::make_tuple(note.onset / quarter, note.duration / quarter, note.pitch, note.voice));
  }
  return notes;
}

nb::object roll_of(const nb::object& self) {
  const Frames& roll = nb::cast<const Piece&>(self).roll;
  using Array = nb::ndarray<nb::numpy, const float, nb::ndim<2>>;
  return nb::cast(Array(roll.values.data(), {roll.steps(), roll.width}, self));
}
}  // namespace

void add_generate(nb::module_& module) {
  nb::class_<GenerateCall>(module, "GenerateCall", "What is asked of a continuation.")
      .def(nb::init<>())
      .def_rw("begin_length", &GenerateCall::begin_length)
      .def_rw("tempo", &GenerateCall::tempo)
      .def_prop_rw(
          "length", [](const GenerateCall& call) { return call.continuation.length; },
          [](GenerateCall& call, std::size_t value) { call.continuation.length = value; })
      .def_prop_rw(
          "seed", [](const GenerateCall& call) { return call.continuation.seed; },
          [](GenerateCall& call, std::uint64_t value) { call.continuation.seed = value; })
      .def_prop_rw(
          "temperature",
          [](const GenerateCall& call) { return call.continuation.sampling.temperature; },
          [](GenerateCall& call, double value) { call.continuation.sampling.temperature = value; })
      .def_prop_rw(
          "top_k", [](const GenerateCall& call) { return call.continuation.sampling.top_k; },
          [](GenerateCall& call, std::size_t value) { call.continuation.sampling.top_k = value; })
      .def_prop_rw(
          "top_p", [](const GenerateCall& call) { return call.continuation.sampling.top_p; },
          [](GenerateCall& call, double value) { call.continuation.sampling.top_p = value; });
  nb::class_<Piece>(module, "Piece", "A piece of music.")
      .def_prop_ro("num_steps", [](const Piece& piece) { return piece.roll.steps(); })
      .def_prop_ro("tempo", [](const Piece& piece) { return piece.score.quarters_per_minute; })
      .def_prop_ro("notes", &notes_of)
      .def("text",
           [](const Piece& piece) { return value_of(calls::score_bytes(piece.score, "-")); })
      .def(
          "save",
          [](const Piece& piece, const std::string& path) {
            value_of(write_file(path, value_of(calls::score_bytes(piece.score, path))));
          },
          nb::arg("path"));
  module.def("roll_of", &roll_of, nb::arg("piece"));
  module.def("generate_text", &more_text, nb::arg("network"), nb::arg("begin"), nb::arg("is_path"),
             nb::arg("call"));
  module.def("generate_music", &more_music, nb::arg("network"), nb::arg("path"),
             nb::arg("roll").none(), nb::arg("call"));
}
}  // namespace foretell::python
