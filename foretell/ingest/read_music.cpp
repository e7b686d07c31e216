#include "foretell/ingest/read_music.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <utility>

#include "foretell/ingest/abc.hpp"
#include "foretell/ingest/midi.hpp"
#include "foretell/ingest/text_file.hpp"

namespace foretell {
namespace {
namespace fs = std::filesystem;

enum class Format { kMidi, kAbc, kJson, kOther };

Format format_of(const std::string& path) {
  std::string name = path;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name.ends_with(".mid") || name.ends_with(".midi")) return Format::kMidi;
  if (name.ends_with(".abc")) return Format::kAbc;
  if (name.ends_with(".json") || name.ends_with(".json.gz")) return Format::kJson;
  return Format::kOther;
}

Result<std::vector<Score>> parse_scores(Format format, const std::string& bytes) {
  if (format == Format::kAbc) return parse_abc(bytes);
  auto score = parse_midi(bytes);
  if (!score) return fail(std::move(score.error()));
  return std::vector<Score>{std::move(*score)};
}

/// Adds the pieces of one file.
Result<void> add_file(const std::string& path, const RollGrid& grid, Music& music) {
  const Format format = format_of(path);
  if (format == Format::kOther) {
    return fail(ErrorCode::kUnknownName, "not music: .mid, .midi, .abc and .json are read", path);
  }
  const auto in_file = [&path](Error error) {
    error.where = error.where.empty() ? path : path + " " + error.where;
    return fail(std::move(error));
  };
  const auto bytes = read_whole(path);
  if (!bytes) return fail(bytes.error());
  if (format == Format::kJson) {
    auto splits = parse_music_json(*bytes, grid);
    if (!splits) return in_file(std::move(splits.error()));
    for (auto& [name, songs] : *splits) {
      auto& all = music.splits[name];
      std::move(songs.begin(), songs.end(), std::back_inserter(all));
    }
    return {};
  }
  auto scores = parse_scores(format, *bytes);
  if (!scores) return in_file(std::move(scores.error()));
  for (const Score& score : *scores) {
    auto roll = piano_roll(score, grid);
    if (!roll) return in_file(std::move(roll.error()));
    if (music.quarters_per_minute == 0) music.quarters_per_minute = score.quarters_per_minute;
    music.splits["train"].push_back(std::move(*roll));
  }
  return {};
}

Result<Music> read_folder(const std::string& path, const RollGrid& grid) {
  std::vector<std::string> files;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(path, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::string name = it->path().string();
    if (it->is_regular_file() && format_of(name) != Format::kOther) files.push_back(name);
  }
  if (error) return fail(ErrorCode::kIo, "cannot read: " + error.message(), path);
  std::sort(files.begin(), files.end());
  Music music{.splits = {}};
  for (const std::string& file : files) {
    if (auto good = add_file(file, grid, music); !good) music.refused.push_back(good.error());
  }
  if (!music.splits.empty()) return music;
  if (!music.refused.empty()) return fail(music.refused.front());
  return fail(ErrorCode::kTooShort, "a folder without music (.mid, .midi, .abc, .json)", path);
}
}  // namespace

Result<Music> read_music(const std::string& path, const RollGrid& grid) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return read_folder(path, grid);
  Music music{.splits = {}};
  if (auto good = add_file(path, grid, music); !good) return fail(std::move(good.error()));
  return music;
}

Result<Frames> read_piece(const std::string& path, const RollGrid& grid) {
  auto music = read_music(path, grid);
  if (!music) return fail(std::move(music.error()));
  return std::move(music->splits.begin()->second.front());
}
}  // namespace foretell
