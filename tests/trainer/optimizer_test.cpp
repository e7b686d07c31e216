#include "foretell/trainer/optimizer.hpp"

#include <gtest/gtest.h>

#include "tests/golden.hpp"

namespace foretell {
namespace {
OptimizerOptions options_of(const nlohmann::json& json) {
  OptimizerOptions options;
  options.kind = *enum_value<OptimizerKind>(json.at("kind").get<std::string>());
  options.momentum = json.value("momentum", options.momentum);
  options.nesterov = json.value("nesterov", options.nesterov);
  options.alpha = json.value("alpha", options.alpha);
  options.beta1 = json.value("beta1", options.beta1);
  options.beta2 = json.value("beta2", options.beta2);
  options.epsilon = json.value("epsilon", options.epsilon);
  options.weight_decay = json.value("weight_decay", options.weight_decay);
  return options;
}

template <class Real>
void follow(Real tolerance) {
  const auto golden = golden::read("trainer/golden/optimizers.json");
  const auto start = golden::numbers(golden["start"]);
  for (const auto& item : golden["cases"]) {
    SCOPED_TRACE(item["name"]);
    Parameters<Real> parameters;
    auto& w = parameters.add("w", 2, 3);
    w.value.assign(start.begin(), start.end());
    Optimizer<Real> optimizer(parameters, options_of(item["options"]));
    for (std::size_t t = 0; t < golden["gradients"].size(); ++t) {
      const auto gradient = golden::numbers(golden["gradients"][t]);
      w.gradient.assign(gradient.begin(), gradient.end());
      optimizer.step(golden["rate"]);
      const auto expected = golden::numbers(item["path"][t]);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(w.value[i], expected[i], tolerance) << "step " << t;
      }
    }
  }
}

TEST(Optimizer, FollowsPyTorchForTenSteps) {
  follow<double>(1e-13);
  follow<float>(5e-6F);
}

/// A table of which some rows are touched, and the same as a dense parameter.
struct Twins {
  Parameters<float> dense, sparse;
  Twins() {
    for (auto* parameters : {&dense, &sparse}) {
      auto& table = parameters->add("table", 5, 2);
      for (std::size_t i = 0; i < 10; ++i) table.value[i] = 0.1F * static_cast<float>(i) - 0.3F;
    }
    sparse.begin()->sparse = true;
  }
  void step(Optimizer<float>& a, Optimizer<float>& b, std::vector<std::size_t> rows) {
    sparse.clear_gradients();
    dense.clear_gradients();
    for (const std::size_t row : rows) {
      for (std::size_t i = 2 * row; i < 2 * row + 2; ++i) {
        dense.begin()->gradient[i] = sparse.begin()->gradient[i] = 0.3F + static_cast<float>(i);
      }
    }
    sparse.begin()->touched = std::move(rows);
    a.step(0.01);
    b.step(0.01);
  }
};

TEST(Optimizer, MovesAnEmbeddingTableAsIfItWereDense) {
  for (const auto& options :
       {OptimizerOptions{.kind = OptimizerKind::kSgd},
        OptimizerOptions{.kind = OptimizerKind::kSgd, .momentum = 0.9, .weight_decay = 0.1},
        OptimizerOptions{.kind = OptimizerKind::kAdam},
        OptimizerOptions{.kind = OptimizerKind::kRmsProp}}) {
    Twins twins;
    Optimizer<float> dense(twins.dense, options), sparse(twins.sparse, options);
    twins.step(dense, sparse, {0, 3});
    twins.step(dense, sparse, {1});
    twins.step(dense, sparse, {});
    EXPECT_EQ(twins.dense.begin()->value, twins.sparse.begin()->value);
  }
}

TEST(Optimizer, OfSparseEmbeddingsMovesWhatWasSeenByTheStepsOfAll) {
  // PyTorch 2.15, torch.optim.SparseAdam of a 3 × 1 table, rate 0.1. Its ε is 1e-15 here, as it
  // adds it to √v before the correction of v.
  Parameters<double> parameters;
  auto& table = parameters.add("table", 3, 1);
  table.sparse = true;
  table.value = {0.5, -0.25, 1};
  Optimizer<double> optimizer(parameters, {.epsilon = 1e-15, .sparse_embedding = true});
  const auto step = [&](std::vector<std::size_t> rows, std::vector<double> gradient) {
    table.touched = std::move(rows);
    table.gradient = std::move(gradient);
    optimizer.step(0.1);
  };
  step({0, 1}, {1, -2, 0});
  step({1}, {0, 0.5, 0});
  EXPECT_DOUBLE_EQ(table.value[2], 1);
  step({0, 2}, {-0.3, 0, 4});
  const std::vector<double> expected = {0.36327080046564647, -0.10305318287921353,
                                        0.936118640060149};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(table.value[i], expected[i], 1e-13) << i;
}

TEST(Optimizer, OfSparseEmbeddingsIsDenseWhereEveryRowIsSeen) {
  for (const auto kind : {OptimizerKind::kAdam, OptimizerKind::kAdamW}) {
    Twins twins;
    const OptimizerOptions options{.kind = kind, .sparse_embedding = true, .weight_decay = 0.1};
    Optimizer<float> dense(twins.dense, options), sparse(twins.sparse, options);
    for (int t = 0; t < 5; ++t) twins.step(dense, sparse, {0, 1, 2, 3, 4});
    EXPECT_EQ(twins.dense.begin()->value, twins.sparse.begin()->value);
    twins.step(dense, sparse, {2});
    EXPECT_NE(twins.dense.begin()->value[0], twins.sparse.begin()->value[0]);
    EXPECT_EQ(twins.dense.begin()->value[4], twins.sparse.begin()->value[4]);
  }
}

TEST(Optimizer, ContinuesFromAFileBitByBit) {
  for (const auto kind : {OptimizerKind::kSgd, OptimizerKind::kRmsProp, OptimizerKind::kAdam}) {
    const OptimizerOptions options{.kind = kind, .momentum = 0.5};
    Parameters<float> whole, resumed;
    whole.add("w", 1, 3).value = {1, 2, 3};
    Optimizer<float> first(whole, options);
    const auto move = [](Parameters<float>& parameters, Optimizer<float>& optimizer, int t) {
      parameters.begin()->gradient = {0.1F * static_cast<float>(t), -1, 0.3F};
      optimizer.step(0.1);
    };
    for (int t = 0; t < 4; ++t) move(whole, first, t);
    ModelFile file;
    first.save(file);
    resumed.add("w", 1, 3).value = whole.begin()->value;
    Optimizer<float> second(resumed, options);
    ASSERT_TRUE(second.load(*parse_model_file(*serialize(file))));
    for (int t = 4; t < 8; ++t) {
      move(whole, first, t);
      move(resumed, second, t);
    }
    EXPECT_EQ(whole.begin()->value, resumed.begin()->value);
  }
}

TEST(Optimizer, RefusesTheMemoryOfAnotherNetwork) {
  Parameters<float> small, large;
  small.add("w", 1, 2);
  large.add("w", 1, 3);
  ModelFile file;
  Optimizer<float>(small, {}).save(file);
  EXPECT_EQ(Optimizer<float>(large, {}).load(file).error().text(),
            "optimizer.first.w: the file has 2 numbers, not 3");
  EXPECT_EQ(Optimizer<float>(large, {}).load({}).error().code, ErrorCode::kBadFile);
}

TEST(Optimizer, ChecksItsOptions) {
  EXPECT_TRUE(OptimizerOptions{}.check());
  EXPECT_FALSE(OptimizerOptions{.momentum = 1}.check());
  EXPECT_FALSE(OptimizerOptions{.beta2 = -0.1}.check());
  EXPECT_FALSE(OptimizerOptions{.epsilon = 0}.check());
  EXPECT_FALSE(OptimizerOptions{.weight_decay = -1}.check());
  EXPECT_FALSE(OptimizerOptions{.nesterov = true}.check());
  EXPECT_EQ(enum_value<OptimizerKind>("adm").error().message,
            "'adm' is none of sgd, rmsprop, adam, adamw; did you mean 'adam'?");
}
}  // namespace
}  // namespace foretell
