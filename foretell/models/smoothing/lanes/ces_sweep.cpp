// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/lanes/ces_sweep.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using Vec = hn::Vec<Tag>;

// Coefficients of ces_rotate.
struct Rotation {
  Vec real_by_potential, real_by_error, potential_by_potential, potential_by_error;

  HWY_INLINE Rotation(Vec real, Vec imaginary)
      : real_by_potential(hn::Sub(imaginary, hn::Set(Tag(), 1.0))),
        real_by_error(hn::Sub(real, imaginary)),
        potential_by_potential(hn::Sub(hn::Set(Tag(), 1.0), real)),
        potential_by_error(hn::Add(real, imaginary)) {}

  HWY_INLINE void turn(Vec& l, Vec& c, Vec e) const {
    const auto before = l;
    l = hn::MulAdd(real_by_error, e, hn::MulAdd(real_by_potential, c, l));
    c = hn::MulAdd(potential_by_error, e, hn::MulAdd(potential_by_potential, c, before));
  }
};

template <CesSeason kSeason>
class Pass {
 public:
  HWY_INLINE Pass(const CesSweep& sweep, std::size_t lane)
      : sweep_(sweep),
        lane_(lane),
        whole_(at(sweep.parameters, 0), at(sweep.parameters, 1)),
        seasonal_(at(sweep.parameters, 2), at(sweep.parameters, 3)),
        beta_(at(sweep.parameters, 2)),
        length_(at(sweep.length, 0)) {
    const auto alpha = at(sweep.parameters, 0);
    level_ = at(sweep.level, 0);
    potential_ = hn::Div(level_, alpha);
    if constexpr (kSeason == CesSeason::kNone) return;
    const auto share = hn::Div(hn::Set(Tag(), 1.0), kSeason == CesSeason::kFull ? beta_ : alpha);
    for (std::size_t i = 0; i < sweep.period; ++i) {
      const auto season = at(sweep.season, i);
      hn::Store(season, Tag(), place(sweep.seasons, i));
      hn::Store(hn::Mul(season, share), Tag(), place(sweep.potentials, i));
    }
  }

  HWY_INLINE void forward() {
    sum_ = hn::Zero(Tag());
    std::size_t season = 0;
    for (std::size_t t = 0; t < sweep_.num_steps; ++t) {
      step(t, season);
      if (++season == sweep_.period) season = 0;
    }
  }

  HWY_INLINE void backward() {
    std::size_t season = sweep_.num_steps % sweep_.period;
    for (std::size_t t = sweep_.num_steps; t-- > 0;) {
      season = (season == 0 ? sweep_.period : season) - 1;
      step(t, season);
    }
  }

  HWY_INLINE Vec sum() const { return sum_; }

 private:
  HWY_INLINE Vec at(const double* rows, std::size_t i) const {
    return hn::Load(Tag(), rows + i * kLanes + lane_);
  }
  HWY_INLINE double* place(double* rows, std::size_t i) const { return rows + i * kLanes + lane_; }

  // States of series that have ended by step t stay.
  HWY_INLINE void step(std::size_t t, std::size_t i) {
    const Tag tag;
    constexpr bool kHasSeason = kSeason != CesSeason::kNone;
    constexpr bool kTurns = kSeason == CesSeason::kSimple || kSeason == CesSeason::kFull;
    const auto within = hn::Lt(hn::Set(tag, static_cast<double>(t)), length_);
    const auto y = at(sweep_.y, t);
    auto season = kHasSeason ? at(sweep_.seasons, i) : hn::Zero(tag);
    auto turned = kTurns ? at(sweep_.potentials, i) : hn::Zero(tag);
    const auto seasons_before = season, potential_before = turned;
    const auto level_before = level_, whole_before = potential_;
    auto prediction = level_;
    if constexpr (kSeason == CesSeason::kSimple) prediction = season;
    if constexpr (kSeason == CesSeason::kPartial || kSeason == CesSeason::kFull) {
      prediction = hn::Add(level_, season);
    }
    const auto e = hn::IfThenElseZero(hn::And(within, hn::Eq(y, y)), hn::Sub(y, prediction));
    sum_ = hn::MulAdd(e, e, sum_);
    if constexpr (kSeason == CesSeason::kSimple) {
      whole_.turn(season, turned, e);
    } else {
      whole_.turn(level_, potential_, e);
      level_ = hn::IfThenElse(within, level_, level_before);
      potential_ = hn::IfThenElse(within, potential_, whole_before);
    }
    if constexpr (kSeason == CesSeason::kPartial) season = hn::MulAdd(beta_, e, season);
    if constexpr (kSeason == CesSeason::kFull) seasonal_.turn(season, turned, e);
    if constexpr (kHasSeason) {
      hn::Store(hn::IfThenElse(within, season, seasons_before), tag, place(sweep_.seasons, i));
    }
    if constexpr (kTurns) {
      hn::Store(hn::IfThenElse(within, turned, potential_before), tag, place(sweep_.potentials, i));
    }
  }

  const CesSweep& sweep_;
  std::size_t lane_;
  Rotation whole_, seasonal_;
  Vec beta_, length_;
  Vec level_, potential_, sum_ = hn::Zero(Tag());
};

void sweep_ces(CesSeason season, const CesSweep& sweep) {
  with_ces_season(season, [&]<CesSeason kSeason>() HWY_ATTR {
    for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(Tag())) {
      Pass<kSeason> pass(sweep, lane);
      pass.forward();
      pass.backward();
      pass.forward();
      hn::Store(pass.sum(), Tag(), sweep.sum_squares + lane);
    }
  });
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::ets {
HWY_EXPORT(sweep_ces);

void run_sweep(CesSeason season, const CesSweep& sweep) {
  HWY_DYNAMIC_DISPATCH(sweep_ces)(season, sweep);
}
}  // namespace foretell::ets
#endif  // HWY_ONCE
