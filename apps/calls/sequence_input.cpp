#include "apps/calls/sequence_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "foretell/corpus/epoch_order.hpp"
#include "foretell/ingest/read_music.hpp"
#include "foretell/ingest/text_file.hpp"

namespace foretell::calls {
namespace {
using Characters = std::vector<std::string>;

Result<Characters> read_characters(const std::string& path) {
  const auto bytes = read_whole(path);
  if (!bytes) return fail(bytes.error());
  auto characters = split_characters(*bytes);
  if (!characters) {
    return fail(characters.error().code, characters.error().message,
                path + " " + characters.error().where);
  }
  return characters;
}

Result<SequenceData> encode(const Vocabulary& vocabulary, const Characters& characters,
                            const std::string& path) {
  auto tokens = vocabulary.encode(characters);
  if (!tokens) return fail(tokens.error().code, tokens.error().message, path);
  return SequenceData{.text = std::move(*tokens), .songs = {}};
}

Result<SequenceInput> read_text(const SequenceDataOptions& options) {
  SequenceInput input;
  input.alphabet.kind = SequenceKind::kText;
  auto train = read_characters(options.train);
  if (!train) return fail(std::move(train.error()));
  Characters valid;
  if (!options.valid.empty()) {
    auto read = read_characters(options.valid);
    if (!read) return fail(std::move(read.error()));
    valid = std::move(*read);
  } else {
    const auto held =
        static_cast<std::ptrdiff_t>(options.valid_share * static_cast<double>(train->size()));
    valid.assign(train->end() - held, train->end());
    train->resize(train->size() - static_cast<std::size_t>(held));
  }
  auto vocabulary = Vocabulary::count(
      *train, {.min_count = options.min_count, .max_size = options.max_vocabulary});
  if (!vocabulary) return fail(vocabulary.error().code, vocabulary.error().message, options.train);
  input.alphabet.vocabulary = std::move(*vocabulary);
  const auto put = [&input](SequenceData& data, const Characters& characters,
                            const std::string& path) -> Result<void> {
    if (characters.empty()) return {};
    auto encoded = encode(input.alphabet.vocabulary, characters, path);
    if (!encoded) return fail(std::move(encoded.error()));
    data = std::move(*encoded);
    return {};
  };
  if (auto good = put(input.train, *train, options.train); !good)
    return fail(std::move(good.error()));
  const auto encoded = put(input.valid, valid, options.valid);
  // A part that was drawn, not given, is left out where nothing can be predicted in it.
  if (!encoded && !options.valid.empty()) return fail(encoded.error());
  if (input.valid.text.size() < 2) input.valid.text.clear();
  if (options.test.empty()) return input;
  auto test = read_sequence_data(options.test, input.alphabet);
  if (!test) return fail(std::move(test.error()));
  input.test = std::move(*test);
  return input;
}

/// Takes a part of the songs away, drawn by the seed: one at least, and one at least stays.
std::vector<Frames> hold_out(std::vector<Frames>& songs, double share, std::uint64_t seed) {
  if (share == 0) return {};
  const auto wanted = std::lround(share * static_cast<double>(songs.size()));
  const std::size_t count =
      std::min(songs.size() - 1, static_cast<std::size_t>(std::max(wanted, 1L)));
  const auto order = shuffled(songs.size(), seed, 0);
  std::vector<bool> held(songs.size());
  for (std::size_t i = 0; i < count; ++i) held[order[i]] = true;
  std::vector<Frames> out, kept;
  for (std::size_t i = 0; i < songs.size(); ++i)
    (held[i] ? out : kept).push_back(std::move(songs[i]));
  songs = std::move(kept);
  return out;
}

/// All songs of a file, whatever its parts are called.
std::vector<Frames> all_songs(MusicSplits& splits) {
  std::vector<Frames> songs;
  for (auto& [name, part] : splits) std::move(part.begin(), part.end(), std::back_inserter(songs));
  return songs;
}

std::vector<Frames> take_part(MusicSplits& splits, const std::string& name) {
  const auto part = splits.find(name);
  return part == splits.end() ? std::vector<Frames>{} : std::move(part->second);
}

SequenceAlphabet alphabet_of(const SequenceDataOptions& options) {
  SequenceAlphabet alphabet;
  alphabet.kind = SequenceKind::kMusic;
  alphabet.grid = {.lowest = static_cast<std::uint8_t>(options.lowest),
                   .highest = static_cast<std::uint8_t>(options.highest),
                   .steps_per_quarter = options.steps_per_quarter};
  return alphabet;
}

void hold_out_unless_given(SequenceInput& input, const SequenceDataOptions& options,
                           std::uint64_t seed) {
  if (input.valid.songs.empty() && !input.train.songs.empty()) {
    input.valid.songs = hold_out(input.train.songs, options.valid_share, seed);
  }
}

Result<SequenceInput> read_songs(const SequenceDataOptions& options, std::uint64_t seed) {
  SequenceInput input;
  input.alphabet = alphabet_of(options);
  SequenceAlphabet& alphabet = input.alphabet;
  auto music = read_music(options.train, alphabet.grid);
  if (!music) return fail(std::move(music.error()));
  if (music->quarters_per_minute >= 4 && music->quarters_per_minute <= 6000) {
    alphabet.quarters_per_minute = music->quarters_per_minute;
  }
  input.refused = std::move(music->refused);
  input.valid.songs = take_part(music->splits, "valid");
  input.test.songs = take_part(music->splits, "test");
  input.train.songs = take_part(music->splits, "train");
  for (const auto& [path, songs] :
       {std::pair{options.valid, &input.valid.songs}, {options.test, &input.test.songs}}) {
    if (path.empty()) continue;
    auto data = read_sequence_data(path, alphabet);
    if (!data) return fail(std::move(data.error()));
    *songs = std::move(data->songs);
  }
  hold_out_unless_given(input, options, seed);
  return input;
}
}  // namespace

Result<SequenceData> read_sequence_data(const std::string& path, const SequenceAlphabet& alphabet) {
  SequenceData data;
  if (alphabet.kind == SequenceKind::kText) {
    auto characters = read_characters(path);
    if (!characters) return fail(std::move(characters.error()));
    auto encoded = encode(alphabet.vocabulary, *characters, path);
    if (!encoded) return fail(std::move(encoded.error()));
    data = std::move(*encoded);
  } else {
    auto music = read_music(path, alphabet.grid);
    if (!music) return fail(std::move(music.error()));
    data.songs = all_songs(music->splits);
  }
  if (auto good = check_data(data, alphabet, path); !good) return fail(std::move(good.error()));
  return data;
}

Result<SequenceInput> read_sequences(const SequenceDataOptions& options, std::uint64_t seed) {
  auto input = options.kind == SequenceKind::kText ? read_text(options) : read_songs(options, seed);
  if (!input) return input;
  if (auto good = check_data(input->train, input->alphabet, options.train); !good) {
    return fail(std::move(good.error()));
  }
  return input;
}

Result<SequenceInput> take_songs(SongParts songs, const SequenceDataOptions& options,
                                 std::uint64_t seed) {
  SequenceInput input;
  input.alphabet = alphabet_of(options);
  input.train.songs = std::move(songs.train);
  input.valid.songs = std::move(songs.valid);
  input.test.songs = std::move(songs.test);
  for (const auto& [data, name] :
       {std::pair{&input.train, "train"}, {&input.valid, "valid"}, {&input.test, "test"}}) {
    if (data->empty() && data != &input.train) continue;
    if (auto good = check_data(*data, input.alphabet, name); !good) {
      return fail(std::move(good.error()));
    }
  }
  hold_out_unless_given(input, options, seed);
  return input;
}
}  // namespace foretell::calls
