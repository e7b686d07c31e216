#include "apps/calls/train_config.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/ingest/temp_folder.hpp"

namespace foretell::calls {
namespace {
std::string refusal(const std::string& section, const std::string& name, const OptionValue& value) {
  TrainConfig config;
  const auto good = set_option(config, section, name, value);
  return good ? "none" : std::string(name_of(good.error().code)) + ": " + good.error().message;
}

TEST(TrainConfig, OptionsAreSetByNameWithOrWithoutTheirSection) {
  TrainConfig config;
  ASSERT_TRUE(set_option(config, "model", "hidden", std::int64_t{7}));
  ASSERT_TRUE(set_option(config, "", "learning_rate", std::int64_t{1}));
  ASSERT_TRUE(set_option(config, "", "dropout", 0.25));
  ASSERT_TRUE(set_option(config, "", "cell", std::string("gru")));
  ASSERT_TRUE(set_option(config, "", "residual", true));
  EXPECT_EQ(config.model.hidden, 7U);
  EXPECT_EQ(config.training.learning_rate, 1);
  EXPECT_EQ(config.model.dropout, 0.25);
  EXPECT_EQ(config.model.cell, network::CellKind::kGru);
  EXPECT_TRUE(config.model.residual);
}

TEST(TrainConfig, NoTwoSectionsShareAName) {
  std::map<std::string, int> seen;
  TrainConfig config;
  visit_config(config, [&](const char*, const char* name, auto&, const char*) { ++seen[name]; });
  for (const auto& [name, count] : seen) EXPECT_EQ(count, 1) << name;
}

TEST(TrainConfig, WhatIsWrongIsNamed) {
  EXPECT_EQ(refusal("", "hiden", std::int64_t{7}),
            "unknown name: unknown option 'hiden'; did you mean 'hidden'?");
  EXPECT_EQ(refusal("data", "hidden", std::int64_t{7}),
            "unknown name: unknown option 'hidden' in [data]; it belongs to [model]");
  EXPECT_EQ(refusal("", "hidden", std::int64_t{-1}),
            "syntax: hidden: a whole number from 0 is expected");
  EXPECT_EQ(refusal("", "hidden", 2.5), "syntax: hidden: a whole number from 0 is expected");
  EXPECT_EQ(refusal("", "dropout", true), "syntax: dropout: a number is expected");
  EXPECT_EQ(refusal("", "residual", std::int64_t{1}),
            "syntax: residual: true or false is expected");
  EXPECT_EQ(refusal("", "train", {}), "syntax: train: a text in quotes is expected");
  EXPECT_TRUE(refusal("", "cell", std::string("lsmt")).starts_with("unknown name: cell: "));
  EXPECT_EQ(refusal("", "cell", std::string("gru")), "none");
}

TEST(TrainConfig, FilesAreSoughtBesideTheConfiguration) {
  const TempFolder folder;
  const std::string path = folder.path("c.toml");
  std::ofstream(path) << "task = \"generation\"\n[data]\ntrain = \"tunes.abc\"\n";
  const auto config = read_config(path);
  ASSERT_TRUE(config) << config.error().text();
  EXPECT_EQ(config->data.train, folder.path("tunes.abc"));
  std::ofstream(path) << "[data]\ntrain = \"t.abc\"\n[model]\nhidden = 0\n";
  EXPECT_EQ(read_config(path).error().code, ErrorCode::kInvalidOption);
  std::ofstream(path) << "[data]\ntrain = \"t.abc\"\nvalid_share = [1]\n";
  EXPECT_EQ(read_config(path).error().where, path + " line 3");
}
}  // namespace
}  // namespace foretell::calls
