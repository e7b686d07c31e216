#include "apps/calls/generate_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "foretell/ingest/abc.hpp"
#include "foretell/ingest/midi.hpp"
#include "foretell/ingest/text_file.hpp"

namespace foretell::calls {
namespace {
constexpr std::size_t kCharacters = 1000;
constexpr std::size_t kSteps = 128;

ContinuationOptions with_length(ContinuationOptions options, std::size_t usual) {
  if (options.length == 0) options.length = usual;
  return options;
}
}  // namespace

Result<void> GenerateCall::check() const {
  if (auto good = continuation.sampling.check(); !good) return good;
  if (tempo != 0 && !(tempo >= 4 && tempo <= 6000)) {
    return fail(ErrorCode::kInvalidOption, fmt::format("--tempo {}: from 4 to 6000", tempo));
  }
  return {};
}

Result<std::vector<std::string>> characters_of_file(const std::string& path) {
  const auto bytes = read_whole(path);
  if (!bytes) return fail(bytes.error());
  auto characters = split_characters(*bytes);
  if (!characters) {
    return fail(characters.error().code, characters.error().message,
                path + " " + characters.error().where);
  }
  return characters;
}

Result<std::string> generate_text(const SequenceModel& model, std::vector<std::string> begin,
                                  const GenerateCall& call) {
  if (call.begin_length > 0) begin.resize(std::min(begin.size(), call.begin_length));
  return continue_text(model, begin, with_length(call.continuation, kCharacters));
}

Result<Piece> generate_music(const SequenceModel& model, Frames begin, const GenerateCall& call) {
  if (call.begin_length > 0 && call.begin_length < begin.steps()) {
    begin.values.resize(call.begin_length * begin.width);
  }
  auto roll = continue_music(model, begin, with_length(call.continuation, kSteps));
  if (!roll) return fail(std::move(roll.error()));
  const SequenceAlphabet& alphabet = model.alphabet();
  const double tempo = call.tempo > 0 ? call.tempo : alphabet.quarters_per_minute;
  Piece piece{std::move(*roll), {}};
  piece.score = score_of(piece.roll, alphabet.grid, tempo);
  piece.score.title = "Continued by Foretell";
  return piece;
}

Result<std::string> score_bytes(const Score& score, const std::string& path) {
  std::string name = path;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name.ends_with(".mid") || name.ends_with(".midi")) return midi_bytes(score);
  const bool device = name == "-" || name.starts_with("/dev/");
  if (device || name.ends_with(".abc") || name.ends_with(".txt")) return abc_text(score);
  return fail(ErrorCode::kUnknownName, "music is written as .mid, .midi, .abc or .txt", path);
}
}  // namespace foretell::calls
