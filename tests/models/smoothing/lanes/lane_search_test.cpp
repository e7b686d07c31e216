#include "foretell/models/smoothing/lanes/lane_search.hpp"

#include <gtest/gtest.h>

#include "foretell/models/smoothing/ets_fit.hpp"
#include "foretell/models/smoothing/ets_start.hpp"
#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
// What EtsSearch does for one series after the other, in lanes.
class Batch {
 public:
  Batch(const EtsForm& form, std::size_t period) : form_(form, period, {}), period_(period) {}

  void add(std::span<const double> y) {
    data_.push_back(scaled(y));
    states_.push_back(start_state(form_.columns.form, data_.back().values, period_));
  }

  std::vector<SearchPoint> search() {
    std::vector<LaneSeries> series;
    std::vector<const EtsState*> states;
    for (std::size_t i = 0; i < data_.size(); ++i) {
      series.push_back({data_[i].values, static_cast<double>(data_[i].num_present)});
      states.push_back(&states_[i]);
    }
    const auto starts = lanes_.settle(form_, series, states);
    std::vector<LaneMember> members;
    for (std::size_t i = 0; i < data_.size(); ++i) members.push_back({series[i], &starts[i]});
    return lanes_.search(form_, members);
  }

  [[nodiscard]] const ScaledSeries& data(std::size_t i) const { return data_[i]; }

 private:
  LaneForm form_;
  std::size_t period_;
  std::vector<ScaledSeries> data_;
  std::vector<EtsState> states_;
  LaneSearch lanes_;
};

std::vector<double> drawn(const EtsForm& form, std::size_t length, std::uint64_t seed) {
  Rng rng(seed);
  return plain_model(form, 4, 0.04).simulate(length, rng);
}

TEST(LaneSearch, FindsTheOptimumThatTheSearchOfOneSeriesFinds) {
  std::size_t worse = 0, count = 0;
  for (const auto& form : all_forms()) {
    if (form.is_unstable()) continue;
    const std::size_t period = form.has_season() ? 4 : 1;
    Batch batch(form, period);
    for (std::size_t i = 0; i < 30; ++i) batch.add(drawn(form, 30 + 2 * i, i));
    const auto points = batch.search();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto alone = EtsSearch{}.run(form, batch.data(i).values, period);
      worse += points[i].value > alone.value + 0.01 ? 1 : 0;
      ++count;
    }
  }
  EXPECT_EQ(count, 19U * 30);
  EXPECT_LE(worse, count / 100);
}

TEST(LaneSearch, AnswersDoNotDependOnTheOtherSeriesNorOnTheirOrder) {
  for (const char* word : {"AAdA", "MAM", "MNN"}) {
    const auto form = form_of(word);
    const std::size_t period = form.has_season() ? 4 : 1;
    Batch forward(form, period), backward(form, period), single(form, period);
    for (std::size_t i = 0; i < 21; ++i) forward.add(drawn(form, 20 + 3 * i, i));
    for (std::size_t i = 21; i-- > 0;) backward.add(drawn(form, 20 + 3 * i, i));
    single.add(drawn(form, 20 + 3 * 7, 7));
    const auto a = forward.search(), b = backward.search(), c = single.search();
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].x, b[20 - i].x) << form.name() << ' ' << i;
      EXPECT_EQ(a[i].value, b[20 - i].value);
    }
    EXPECT_EQ(a[7].x, c[0].x);
  }
}

TEST(LaneSearch, NarrowerVectorsFindTheSameWithinRounding) {
  const auto form = form_of("MAdM");
  std::vector<std::vector<SearchPoint>> found;
  for (const std::int64_t target : all_targets()) {
    const Forced forced(target);
    Batch batch(form, 4);
    for (std::size_t i = 0; i < 12; ++i) batch.add(drawn(form, 50 + i, i));
    found.push_back(batch.search());
  }
  for (const auto& points : found) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      EXPECT_NEAR(points[i].value, found[0][i].value, 1e-3);
    }
  }
}

// A series that leaves the domain wherever it starts has no answer, and its neighbours have theirs.
TEST(LaneSearch, HostileSeriesAreLeftWithoutAnAnswerAndDisturbNobody) {
  const auto form = form_of("MAM");
  Batch mixed(form, 4), clean(form, 4);
  const auto good = drawn(form, 40, 3);
  std::vector<double> gaps(40, kMissing);
  gaps[3] = 1;
  gaps[30] = 2;
  auto spike = good;
  spike[20] = 1e12;
  mixed.add(spike);
  mixed.add(gaps);
  mixed.add(good);
  clean.add(good);
  EXPECT_EQ(mixed.search()[2].x, clean.search()[0].x);
}
}  // namespace
}  // namespace foretell::ets
