#include "foretell/tasks/generation/continuation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "foretell/network/stream.hpp"

namespace foretell {
namespace {
constexpr std::size_t kMaxLength = 10'000'000;

Result<void> check_options(const SequenceModel& model, SequenceKind kind,
                           const ContinuationOptions& options) {
  if (model.alphabet().kind != kind) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("the model continues {}, not {}", enum_name(model.alphabet().kind),
                            enum_name(kind)));
  }
  if (options.length == 0 || options.length > kMaxLength) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("length is {}: from 1 to {}", options.length, kMaxLength));
  }
  return options.sampling.check();
}

/// The model, step by step.
class Walk {
 public:
  Walk(const SequenceModel& model, network::Stream<float> stream)
      : model_(model), stream_(std::move(stream)) {}

  /// The logits of what follows a token, or a frame.
  std::span<const float> after(Token token) {
    const std::array<Token, 1> tokens{token};
    return run([&](network::Tape<float>& tape) { return model_.embedding().apply(tape, tokens); });
  }
  std::span<const float> after(std::span<const float> frame) {
    const MatrixView<const float> row(frame.data(), 1, frame.size());
    return run([&](network::Tape<float>& tape) { return tape.input(row); });
  }

 private:
  template <class Input>
  std::span<const float> run(const Input& input) {
    const auto logits = stream_.step([&](auto& tape, const auto& layout, const auto& call) {
      return model_.output().apply(tape, model_.recurrent().apply(tape, input(tape), layout, call));
    });
    return {logits.data(), logits.cols()};
  }

  const SequenceModel& model_;
  network::Stream<float> stream_;
};

/// Where a text without a beginning starts: after a line break, or any character there is.
Token first_token(const Vocabulary& vocabulary) {
  const Token line_break = vocabulary.index("\n");
  if (line_break != Vocabulary::kUnknown) return line_break;
  return vocabulary.size() > Vocabulary::kSpecial ? static_cast<Token>(Vocabulary::kSpecial)
                                                  : Vocabulary::kUnknown;
}
}  // namespace

Result<std::string> continue_text(const SequenceModel& model, std::span<const std::string> begin,
                                  const ContinuationOptions& options) {
  if (auto good = check_options(model, SequenceKind::kText, options); !good) {
    return fail(std::move(good.error()));
  }
  const Vocabulary& vocabulary = model.alphabet().vocabulary;
  if (vocabulary.size() == Vocabulary::kSpecial) {
    return fail(ErrorCode::kUnsupported, "the model knows no character");
  }
  std::vector<Token> tokens{first_token(vocabulary)};
  if (!begin.empty()) {
    auto encoded = vocabulary.encode(begin);
    if (!encoded) return fail(std::move(encoded.error()));
    tokens = std::move(*encoded);
  }
  auto stream = network::Stream<float>::over(model.recurrent(), 1, options.precision);
  if (!stream) return fail(std::move(stream.error()));
  Walk walk(model, std::move(*stream));
  CategoricalSampler sampler(options.sampling);
  Rng rng(options.seed);
  std::string text;
  for (const std::string& character : begin) text += character;
  std::span<const float> logits;
  for (const Token token : tokens) logits = walk.after(token);
  std::vector<float> allowed(vocabulary.size());
  for (std::size_t i = 0; i < options.length; ++i) {
    std::copy(logits.begin(), logits.end(), allowed.begin());
    std::fill_n(allowed.begin(), Vocabulary::kSpecial, -std::numeric_limits<float>::infinity());
    const auto token = static_cast<Token>(sampler.draw(allowed, rng));
    text += vocabulary.text(token);
    if (i + 1 < options.length) logits = walk.after(token);
  }
  return text;
}

Result<Frames> continue_music(const SequenceModel& model, const Frames& begin,
                              const ContinuationOptions& options) {
  if (auto good = check_options(model, SequenceKind::kMusic, options); !good) {
    return fail(std::move(good.error()));
  }
  const std::size_t width = model.alphabet().width();
  if (!begin.values.empty()) {
    if (auto good = check_frames(begin, "the beginning"); !good)
      return fail(std::move(good.error()));
    if (begin.width != width) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("{} keys, the model has {}", begin.width, width), "the beginning");
    }
  }
  auto stream = network::Stream<float>::over(model.recurrent(), 1, options.precision);
  if (!stream) return fail(std::move(stream.error()));
  Walk walk(model, std::move(*stream));
  BernoulliSampler sampler(options.sampling);
  Rng rng(options.seed);
  Frames music{.values = begin.values, .width = width};
  music.values.resize((begin.steps() + options.length) * width);
  std::span<const float> logits = walk.after(std::vector<float>(width));
  for (std::size_t t = 0; t < music.steps(); ++t) {
    const std::span<float> frame(music.values.data() + t * width, width);
    if (t >= begin.steps()) sampler.draw(logits, rng, frame);
    if (t + 1 < music.steps()) logits = walk.after(frame);
  }
  return music;
}
}  // namespace foretell
