// The tests of memory over long sequences: adding problem, copy memory, MNIST pixel by pixel.
// Run: long_memory TASK [--cell gru] [--hidden 128] [--steps 600] [--batch 50] [--rate 2e-3]
//        [--updates 20000] [--minutes 60] [--seed 1] [--memory 0] [--clip 1] [--data FOLDER]
//        [--dilations 1,2,4]
//   TASK  adding | copy | mnist | permuted;  --steps is T of the papers;  FOLDER holds MNIST's four
//         idx files, unpacked (mnist and permuted only);  --dilations makes one layer per number,
//         each of --hidden units, that sees its own state so many steps before
// Prints a line for each hundredth update: update, seconds, training loss, and the held-out figure:
// mean squared error (adding), cross-entropy per step (copy), share of test images read right.
//   Source  Bai, Kolter & Koltun (2018), arXiv 1803.01271, Table 1 and appendix: tasks and figures;
//           dilated layers: Chang et al. (2017), arXiv 1710.02224
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/network/initialization.hpp"
#include "foretell/network/layers/embedding.hpp"
#include "foretell/network/losses/regression_loss.hpp"
#include "foretell/network/losses/softmax_cross_entropy.hpp"
#include "foretell/network/ops/over_time.hpp"
#include "foretell/trainer/clip.hpp"
#include "foretell/trainer/optimizer.hpp"

namespace {
using namespace foretell;
using namespace foretell::network;

std::string option(int argc, char** argv, const std::string& name, const std::string& fallback) {
  for (int i = 2; i + 1 < argc; ++i) {
    if (argv[i] == "--" + name) return argv[i + 1];
  }
  return fallback;
}

std::vector<std::size_t> numbers_of(const std::string& list) {
  std::vector<std::size_t> numbers;
  std::istringstream in(list);
  for (std::string one; std::getline(in, one, ',');) {
    const int number = std::atoi(one.c_str());
    if (number < 1) {
      fmt::print(stderr, "--dilations {}: '{}' is not a number of steps; write e.g. 1,2,4\n", list,
                 one);
      std::exit(2);
    }
    numbers.push_back(static_cast<std::size_t>(number));
  }
  return numbers;
}

// Frames or tokens of a batch of equal lengths, step-major, with a target per row or sequence.
struct Examples {
  std::size_t steps = 0, batch = 0, width = 0;
  std::vector<float> frames;
  std::vector<std::uint32_t> tokens, labels;
  std::vector<float> targets;
};

class Task {
 public:
  virtual ~Task() = default;
  [[nodiscard]] virtual Examples draw(Rng& rng, std::size_t batch) = 0;
  [[nodiscard]] virtual Examples held_out(std::size_t part, std::size_t batch) = 0;
  [[nodiscard]] virtual std::size_t held_out_parts() const { return 4; }
};

// Two marked numbers in a sequence of T; the target is their sum.
class Adding : public Task {
 public:
  explicit Adding(std::size_t steps) : steps_(steps) {}
  Examples draw(Rng& rng, std::size_t batch) override {
    Examples e{steps_,
               batch,
               2,
               std::vector<float>(steps_ * batch * 2, 0),
               {},
               {},
               std::vector<float>(batch, 0)};
    for (std::size_t b = 0; b < batch; ++b) {
      const std::size_t half = steps_ / 2;
      const std::size_t first = rng.below(static_cast<std::uint32_t>(half));
      const std::size_t second = half + rng.below(static_cast<std::uint32_t>(steps_ - half));
      for (std::size_t t = 0; t < steps_; ++t) {
        float* const row = &e.frames[(t * batch + b) * 2];
        row[0] = static_cast<float>(rng.uniform());
        if (t == first || t == second) {
          row[1] = 1;
          e.targets[b] += row[0];
        }
      }
    }
    return e;
  }
  Examples held_out(std::size_t part, std::size_t batch) override {
    Rng rng(999, part);
    return draw(rng, batch);
  }

 private:
  std::size_t steps_;
};

// Ten symbols of eight, T blanks, ten go signs: the ten symbols have to come out at the end.
class Copy : public Task {
 public:
  explicit Copy(std::size_t blanks) : blanks_(blanks) {}
  Examples draw(Rng& rng, std::size_t batch) override {
    const std::size_t steps = blanks_ + 20;
    Examples e{steps,
               batch,
               0,
               {},
               std::vector<std::uint32_t>(steps * batch, 0),
               std::vector<std::uint32_t>(steps * batch, 0),
               {}};
    for (std::size_t b = 0; b < batch; ++b) {
      for (std::size_t t = 0; t < 10; ++t) {
        const std::uint32_t symbol = 1 + rng.below(8);
        e.tokens[t * batch + b] = symbol;
        e.labels[(steps - 10 + t) * batch + b] = symbol;
        e.tokens[(steps - 10 + t) * batch + b] = 9;
      }
    }
    return e;
  }
  Examples held_out(std::size_t part, std::size_t batch) override {
    Rng rng(999, part);
    return draw(rng, batch);
  }

 private:
  std::size_t blanks_;
};

std::vector<unsigned char> bytes_of(const std::string& path, std::size_t header) {
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> bytes((std::istreambuf_iterator<char>(file)), {});
  if (bytes.size() <= header) {
    fmt::print(stderr, "{}: not there or empty; unpack the idx files into --data\n", path);
    std::exit(1);
  }
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header));
  return bytes;
}

class Mnist : public Task {
 public:
  Mnist(const std::string& folder, bool permuted) : order_(784) {
    images_ = bytes_of(folder + "/train-images-idx3-ubyte", 16);
    labels_ = bytes_of(folder + "/train-labels-idx1-ubyte", 8);
    test_images_ = bytes_of(folder + "/t10k-images-idx3-ubyte", 16);
    test_labels_ = bytes_of(folder + "/t10k-labels-idx1-ubyte", 8);
    std::iota(order_.begin(), order_.end(), 0U);
    Rng rng(92916);
    for (std::size_t i = 783; permuted && i > 0; --i) {
      std::swap(order_[i], order_[rng.below(static_cast<std::uint32_t>(i + 1))]);
    }
  }
  Examples draw(Rng& rng, std::size_t batch) override {
    std::vector<std::size_t> which(batch);
    for (auto& image : which) image = next(rng);
    return read(images_, labels_, which);
  }
  Examples held_out(std::size_t part, std::size_t batch) override {
    std::vector<std::size_t> which;
    for (std::size_t i = part * batch; i < std::min<std::size_t>(10000, (part + 1) * batch); ++i)
      which.push_back(i);
    return read(test_images_, test_labels_, which);
  }
  std::size_t held_out_parts() const override { return 20; }

 private:
  // Without replacement, epoch after epoch.
  std::size_t next(Rng& rng) {
    if (left_.empty()) {
      left_.resize(labels_.size());
      std::iota(left_.begin(), left_.end(), 0U);
    }
    std::swap(left_.back(), left_[rng.below(static_cast<std::uint32_t>(left_.size()))]);
    const std::size_t image = left_.back();
    left_.pop_back();
    return image;
  }
  Examples read(const std::vector<unsigned char>& images, const std::vector<unsigned char>& labels,
                const std::vector<std::size_t>& which) const {
    const std::size_t batch = which.size();
    Examples e{
        784, batch, 1, std::vector<float>(784 * batch), {}, std::vector<std::uint32_t>(batch), {}};
    for (std::size_t b = 0; b < batch; ++b) {
      e.labels[b] = labels[which[b]];
      for (std::size_t t = 0; t < 784; ++t) {
        e.frames[t * batch + b] = static_cast<float>(images[which[b] * 784 + order_[t]]) / 255.0F;
      }
    }
    return e;
  }

  std::vector<unsigned char> images_, labels_, test_images_, test_labels_;
  std::vector<std::size_t> order_, left_;
};

const std::map<std::string, CellOptions> kCells{{"rnn", {.kind = CellKind::kElmanTanh}},
                                                {"relu", {.kind = CellKind::kElmanRelu}},
                                                {"lstm", {.kind = CellKind::kLstm}},
                                                {"gru", {.kind = CellKind::kGru}},
                                                {"one-gate", {.kind = CellKind::kOneGateGru}}};

struct Model {
  Parameters<float> parameters;
  Embedding<float> embedding;
  std::unique_ptr<Recurrent<float>> rnn;
  Linear<float> output;
  bool tokens = false, per_step = false, number = false;
  Tape<float> tape;

  Variable scores(const Examples& e, const RaggedLayout& layout) {
    const Variable x = tokens ? embedding.apply(tape, e.tokens)
                              : tape.input({e.frames.data(), e.steps * e.batch, e.width});
    Variable h = rnn->apply(tape, x, layout);
    if (!per_step) h = last_over_time(tape, h, layout);
    return output.apply(tape, h);
  }
  Variable loss(const Examples& e, Variable y) {
    if (number) return MeanSquaredError<float>{}.apply(tape, y, {e.targets.data(), e.batch, 1});
    return SoftmaxCrossEntropy<float>{}.apply(tape, y, e.labels);
  }
};

// Mean loss, or the share of images whose highest score is right.
double judge(Model& model, Task& task, std::size_t batch, bool share) {
  double sum = 0, count = 0;
  for (std::size_t part = 0; part < task.held_out_parts(); ++part) {
    const Examples e = task.held_out(part, batch);
    const auto layout = *RaggedLayout::from(std::vector<std::size_t>(e.batch, e.steps));
    model.tape.begin({.mode = Mode::kInference});
    const Variable y = model.scores(e, layout);
    if (!share) {
      sum += static_cast<double>(model.tape.value(model.loss(e, y))(0, 0));
      count += 1;
      continue;
    }
    const auto scores = model.tape.value(y);
    for (std::size_t b = 0; b < e.batch; ++b) {
      const float* const row = scores.row(b);
      sum += static_cast<std::uint32_t>(std::max_element(row, row + scores.cols()) - row) ==
             e.labels[b];
      count += 1;
    }
  }
  return sum / count;
}
}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  const auto text = [&](const char* key, const char* fallback) {
    return option(argc, argv, key, fallback);
  };
  const auto number = [&](const char* key, const char* fallback) {
    return std::stod(text(key, fallback));
  };
  const bool mnist = name == "mnist" || name == "permuted";
  std::unique_ptr<Task> task;
  if (name == "adding")
    task = std::make_unique<Adding>(static_cast<std::size_t>(number("steps", "600")));
  if (name == "copy")
    task = std::make_unique<Copy>(static_cast<std::size_t>(number("steps", "1000")));
  if (mnist) task = std::make_unique<Mnist>(text("data", "."), name == "permuted");
  const auto cell = kCells.find(text("cell", "gru"));
  if (!task || cell == kCells.end()) {
    fmt::print(
        stderr,
        "usage: long_memory adding|copy|mnist|permuted [--cell rnn|relu|lstm|gru|one-gate] …\n");
    return 2;
  }
  const auto hidden = static_cast<std::size_t>(number("hidden", "128")),
             batch = static_cast<std::size_t>(number("batch", "50"));
  const auto seed = static_cast<std::uint64_t>(number("seed", "1"));
  Model model;
  model.tokens = model.per_step = name == "copy";
  model.number = name == "adding";
  const std::size_t input = model.tokens ? 10 : (model.number ? 2 : 1);
  if (model.tokens)
    model.embedding = Embedding<float>::add(model.parameters, "embedding", 10, input);
  const auto dilations = numbers_of(text("dilations", "1"));
  model.rnn = std::make_unique<Recurrent<float>>(
      *Recurrent<float>::add(model.parameters, "rnn", input,
                             {.cell = cell->second,
                              .hidden_sizes = std::vector<std::size_t>(dilations.size(), hidden),
                              .dilations = dilations}));
  model.output = Linear<float>::add(model.parameters, "output", hidden,
                                    model.tokens ? 9 : (model.number ? 1 : 10));
  InitialWeights weights{.longest_memory = number("memory", "0")};
  if (cell->first == "relu") weights.start = RecurrentStart::kIdentity;
  initialize(*model.rnn, weights, seed);
  initialize(model.output, seed);
  if (model.tokens) initialize(model.embedding, 1.0, seed);
  Optimizer<float> optimizer(model.parameters, {.kind = OptimizerKind::kAdam});
  Rng rng(seed, 7);
  const auto begin = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const auto updates = static_cast<std::size_t>(number("updates", "20000"));
  const double rate = number("rate", "2e-3"), clip = number("clip", "1"),
               minutes = number("minutes", "60");
  const auto layout =
      *RaggedLayout::from(std::vector<std::size_t>(batch, task->held_out(0, 1).steps));
  double mean = 0;
  fmt::print("update seconds training held_out\n");
  for (std::size_t update = 1; update <= updates && seconds() < 60 * minutes; ++update) {
    const Examples e = task->draw(rng, batch);
    model.tape.begin({.mode = Mode::kTraining, .seed = seed, .step = update});
    const Variable loss = model.loss(e, model.scores(e, layout));
    mean += static_cast<double>(model.tape.value(loss)(0, 0));
    model.tape.backward(loss);
    clip_norm(model.parameters, clip);
    // The rate falls along a half cosine over the updates or the minutes, whichever ends first.
    const double done = std::max(static_cast<double>(update) / static_cast<double>(updates),
                                 seconds() / (60 * minutes));
    optimizer.step(rate * (0.02 + 0.98 * 0.5 * (1 + std::cos(3.14159265 * std::min(1.0, done)))));
    model.parameters.clear_gradients();
    const std::size_t every = mnist ? 600 : 100;
    if (update % every == 0) {
      fmt::print("{} {:.0f} {:.6f} {:.6f}\n", update, seconds(), mean / static_cast<double>(every),
                 judge(model, *task, mnist ? 500 : batch, mnist));
      std::fflush(stdout);
      mean = 0;
    }
  }
}
