// The vector part of CesSweep, included once per instruction set. Not for other files.
#include <algorithm>

#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using Vec = hn::Vec<Tag>;
using Mask = hn::Mask<Tag>;

/// A state and its slopes by K parameters.
template <std::size_t K>
struct State {
  Vec value;
  Vec slope[K];

  HWY_INLINE void put(Vec number) {
    value = number;
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) slope[k] = hn::Zero(Tag());
  }
  HWY_INLINE void load(const double* rows) {
    value = hn::Load(Tag(), rows);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) slope[k] = hn::Load(Tag(), rows + (1 + k) * kLanes);
  }
  HWY_INLINE void store(double* rows) const {
    hn::Store(value, Tag(), rows);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) hn::Store(slope[k], Tag(), rows + (1 + k) * kLanes);
  }
  HWY_INLINE void keep(Mask moves, const State& before) {
    value = hn::IfThenElse(moves, value, before.value);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) {
      slope[k] = hn::IfThenElse(moves, slope[k], before.slope[k]);
    }
  }
};

/// The innovation e, and the slopes of the prediction where there is one.
template <std::size_t K>
struct Innovation {
  Vec value;
  Vec minus_slope[K];
};

/// ces_rotate and its derivative; the parameters are those of places kFirst and kFirst + 1.
template <std::size_t K, std::size_t kFirst>
struct Rotation {
  Vec real_by_potential, real_by_error, potential_by_potential, potential_by_error;

  HWY_INLINE Rotation(Vec real, Vec imaginary)
      : real_by_potential(hn::Sub(imaginary, hn::Set(Tag(), 1.0))),
        real_by_error(hn::Sub(real, imaginary)),
        potential_by_potential(hn::Sub(hn::Set(Tag(), 1.0), real)),
        potential_by_error(hn::Add(real, imaginary)) {}

  HWY_INLINE void turn(State<K>& l, State<K>& c, const Innovation<K>& e) const {
    const auto rest = hn::Sub(c.value, e.value);
    const auto level = l.value, potential = c.value;
    l.value = hn::MulAdd(real_by_error, e.value, hn::MulAdd(real_by_potential, potential, level));
    c.value = hn::MulAdd(potential_by_error, e.value,
                         hn::MulAdd(potential_by_potential, potential, level));
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) {
      const auto dl = l.slope[k], dc = c.slope[k];
      l.slope[k] =
          hn::NegMulAdd(real_by_error, e.minus_slope[k], hn::MulAdd(real_by_potential, dc, dl));
      c.slope[k] = hn::NegMulAdd(potential_by_error, e.minus_slope[k],
                                 hn::MulAdd(potential_by_potential, dc, dl));
    }
    l.slope[kFirst] = hn::Add(l.slope[kFirst], e.value);
    l.slope[kFirst + 1] = hn::Add(l.slope[kFirst + 1], rest);
    c.slope[kFirst] = hn::Sub(c.slope[kFirst], rest);
    c.slope[kFirst + 1] = hn::Add(c.slope[kFirst + 1], e.value);
  }
};

/// Sums over the last pass.
template <std::size_t K>
struct Products {
  Vec squares, gradient[K], curvature[K * (K + 1) / 2];

  HWY_INLINE Products() {
    squares = hn::Zero(Tag());
    for (auto& sum : gradient) sum = hn::Zero(Tag());
    for (auto& sum : curvature) sum = hn::Zero(Tag());
  }
  HWY_INLINE void add(const Innovation<K>& e) {
    squares = hn::MulAdd(e.value, e.value, squares);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < K; ++i) {
      gradient[i] = hn::NegMulAdd(e.value, e.minus_slope[i], gradient[i]);
#pragma GCC unroll 4
      for (std::size_t j = 0; j <= i; ++j) {
        auto& sum = curvature[i * (i + 1) / 2 + j];
        sum = hn::MulAdd(e.minus_slope[i], e.minus_slope[j], sum);
      }
    }
  }
  HWY_INLINE void store(const CesSweep& sweep, std::size_t lane) const {
    hn::Store(squares, Tag(), sweep.sum_squares + lane);
    for (std::size_t i = 0; i < K; ++i) {
      hn::Store(gradient[i], Tag(), sweep.gradient + i * kLanes + lane);
    }
    for (std::size_t i = 0; i < K * (K + 1) / 2; ++i) {
      hn::Store(curvature[i], Tag(), sweep.curvature + i * kLanes + lane);
    }
  }
};

template <CesSeason kSeason>
class Passes {
  static constexpr std::size_t K = ces_num_parameters(kSeason);
  static constexpr bool kHasLevel = kSeason != CesSeason::kSimple;
  static constexpr bool kHasSeason = kSeason != CesSeason::kNone;
  static constexpr bool kTurns = kSeason == CesSeason::kSimple || kSeason == CesSeason::kFull;
  static constexpr std::size_t kSeasonal = kSeason == CesSeason::kFull ? 2 : 0;  // their parameters
  static constexpr std::size_t kStateRows = 1 + K;

 public:
  HWY_INLINE Passes(const CesSweep& sweep, std::size_t lane)
      : sweep_(sweep),
        lane_(lane),
        whole_(at(sweep.parameters, 0), at(sweep.parameters, 1)),
        seasonal_(at(sweep.parameters, kSeasonal), at(sweep.parameters, kSeasonal + 1)),
        learning_(at(sweep.parameters, K - 1)),
        length_(at(sweep.length, 0)) {
    auto shortest = static_cast<double>(sweep.num_steps);
    for (std::size_t i = lane; i < lane + hn::Lanes(Tag()); ++i) {
      shortest = std::min(shortest, sweep.length[i]);
    }
    shortest_ = static_cast<std::size_t>(shortest);
    level_.put(at(sweep.level, 0));
    potential_ = potential_of(level_, 0);
    if constexpr (!kHasSeason) return;
    for (std::size_t i = 0; i < sweep.period; ++i) {
      State<K> season;
      season.put(at(sweep.season, i));
      season.store(season_at(i));
      if constexpr (kTurns) potential_of(season, kSeasonal).store(potential_at(i));
    }
  }

  HWY_INLINE void run() {
    forward<false>();
    backward();
    keep_initial();
    forward<true>();
    products_.store(sweep_, lane_);
  }

 private:
  HWY_INLINE Vec at(const double* rows, std::size_t i) const {
    return hn::Load(Tag(), rows + i * kLanes + lane_);
  }
  HWY_INLINE double* season_at(std::size_t i) const {
    return sweep_.scratch + 2 * kStateRows * i * kLanes + lane_;
  }
  HWY_INLINE double* potential_at(std::size_t i) const {
    return season_at(i) + kStateRows * kLanes;
  }

  /// The first guess of a potential, value / parameter, for a value without slopes.
  HWY_INLINE State<K> potential_of(const State<K>& of, std::size_t parameter) const {
    const auto real = at(sweep_.parameters, parameter);
    State<K> potential;
    potential.put(hn::Div(of.value, real));
    potential.slope[parameter] = hn::Neg(hn::Div(potential.value, real));
    return potential;
  }

  /// Series that end sooner than the longest are masked from there on.
  template <bool kLast>
  HWY_INLINE void forward() {
    std::size_t season = 0;
    std::size_t t = 0;
    for (; t < shortest_; ++t) {
      step<false, kLast>(t, season);
      if (++season == sweep_.period) season = 0;
    }
    for (; t < sweep_.num_steps; ++t) {
      step<true, kLast>(t, season);
      if (++season == sweep_.period) season = 0;
    }
  }

  HWY_INLINE void backward() {
    std::size_t season = sweep_.num_steps % sweep_.period;
    std::size_t t = sweep_.num_steps;
    while (t > shortest_) {
      season = (season == 0 ? sweep_.period : season) - 1;
      step<true, false>(--t, season);
    }
    while (t > 0) {
      season = (season == 0 ? sweep_.period : season) - 1;
      step<false, false>(--t, season);
    }
  }

  HWY_INLINE void keep_initial() const {
    double* const initial = sweep_.initial + lane_;
    hn::Store(level_.value, Tag(), initial);
    hn::Store(potential_.value, Tag(), initial + kLanes);
    if constexpr (!kHasSeason) return;
    for (std::size_t i = 0; i < sweep_.period; ++i) {
      double* const row = initial + (2 + i) * kLanes;
      hn::Store(hn::Load(Tag(), season_at(i)), Tag(), row);
      if constexpr (kTurns) {
        hn::Store(hn::Load(Tag(), potential_at(i)), Tag(), row + sweep_.period * kLanes);
      }
    }
  }

  HWY_INLINE static Vec predicted(Vec first, Vec season) {
    return kHasLevel && kHasSeason ? hn::Add(first, season) : first;
  }

  /// The prediction's slopes stay in the innovation where there is an observation, else all is 0.
  HWY_INLINE Innovation<K> innovation(Vec y, Mask seen, const State<K>& season) const {
    Innovation<K> e;
    const State<K>& first = kHasLevel ? level_ : season;
    e.value = hn::IfThenElseZero(seen, hn::Sub(y, predicted(first.value, season.value)));
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) {
      e.minus_slope[k] = hn::IfThenElseZero(seen, predicted(first.slope[k], season.slope[k]));
    }
    return e;
  }

  template <bool kMasked, bool kLast>
  HWY_INLINE void step(std::size_t t, std::size_t i) {
    const auto y = at(sweep_.y, t);
    const auto within = hn::Lt(hn::Set(Tag(), static_cast<double>(t)), length_);
    const auto seen = kMasked ? hn::And(within, hn::Eq(y, y)) : hn::Eq(y, y);
    State<K> season, turned;
    season.put(y);
    turned.put(y);
    if constexpr (kHasSeason) season.load(season_at(i));
    if constexpr (kTurns) turned.load(potential_at(i));
    const auto e = innovation(y, seen, season);
    if constexpr (kLast) products_.add(e);
    if constexpr (kHasLevel) {
      const auto level_before = level_, potential_before = potential_;
      whole_.turn(level_, potential_, e);
      if constexpr (kMasked) {
        level_.keep(within, level_before);
        potential_.keep(within, potential_before);
      }
    }
    if constexpr (!kHasSeason) return;
    const auto season_before = season, turned_before = turned;
    if constexpr (kTurns) seasonal_.turn(season, turned, e);
    if constexpr (kSeason == CesSeason::kPartial) learn(season, e);
    if constexpr (kMasked) {
      season.keep(within, season_before);
      turned.keep(within, turned_before);
    }
    season.store(season_at(i));
    if constexpr (kTurns) turned.store(potential_at(i));
  }

  /// season ← season + β₀ e.
  HWY_INLINE void learn(State<K>& season, const Innovation<K>& e) const {
    season.value = hn::MulAdd(learning_, e.value, season.value);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < K; ++k) {
      season.slope[k] = hn::NegMulAdd(learning_, e.minus_slope[k], season.slope[k]);
    }
    season.slope[K - 1] = hn::Add(season.slope[K - 1], e.value);
  }

  const CesSweep& sweep_;
  std::size_t lane_, shortest_ = 0;
  Rotation<K, 0> whole_;
  Rotation<K, kSeasonal> seasonal_;
  Vec learning_, length_;
  State<K> level_, potential_;
  Products<K> products_;
};

void sweep_ces(CesSeason season, const CesSweep& sweep) {
  with_ces_season(season, [&]<CesSeason kSeason>() HWY_ATTR {
    for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(Tag())) {
      Passes<kSeason>(sweep, lane).run();
    }
  });
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
