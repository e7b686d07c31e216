// Quantiles of the asymptotic p-values of each test under its null hypothesis at finite lengths, as
// a table that tools/tables/finite_sample.py makes response surfaces of.
// usage: null_laws [DRAWS=20000] [SEED=20260101] [FIRST_LAW=0] [LAST_LAW=17]
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <vector>

#include "foretell/base/parallel.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/diagnose/arch_lm.hpp"
#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/jarque_bera.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/portmanteau.hpp"
#include "foretell/numeric/distribution.hpp"

namespace {
using namespace foretell;  // NOLINT: a program of one file

constexpr std::array<double, 10> kLevels{0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.95};
constexpr std::array<std::size_t, 14> kLengths{20,  25,  32,  40,  50,  65,  80,
                                               100, 130, 160, 250, 400, 700, 1200};

using Test = std::function<std::optional<double>(const std::vector<double>&)>;

template <class Definition>
Test p_of(const Definition& definition) {
  return [definition](const std::vector<double>& y) -> std::optional<double> {
    const auto answer = definition.test(y);
    if (!answer) return std::nullopt;
    return answer->p_value;
  };
}

bool is_unit_root(NullLaw law) {
  return law <= NullLaw::kPhillipsPerronTrend;
}

// The test of a law with l lags; l is the most where lags are chosen.
Test test_of(NullLaw law, std::size_t l) {
  using Lags = AugmentedDickeyFuller::Lags;
  constexpr std::array<Deterministic, 3> kParts{Deterministic::kNone, Deterministic::kConstant,
                                                Deterministic::kTrend};
  constexpr std::array<Lags, 4> kRules{Lags::kSchwert, Lags::kAic, Lags::kBic, Lags::kTStatistic};
  const auto index = static_cast<std::size_t>(law);
  constexpr Law kLimit = Law::kAsymptotic;
  switch (law) {
    case NullLaw::kPhillipsPerronConstant:
      return p_of(PhillipsPerron{.lags = l, .law = kLimit});
    case NullLaw::kPhillipsPerronTrend:
      return p_of(PhillipsPerron{.part = Deterministic::kTrend, .lags = l, .law = kLimit});
    case NullLaw::kLjungBox:
      return p_of(Portmanteau{.lags = l, .law = kLimit});
    case NullLaw::kBoxPierce:
      return p_of(Portmanteau{.lags = l, .form = Portmanteau::Form::kBoxPierce, .law = kLimit});
    case NullLaw::kArchLm:
      return p_of(ArchLm{.lags = l, .law = kLimit});
    case NullLaw::kJarqueBera:
      return [](const std::vector<double>& y) -> std::optional<double> {
        return jarque_bera(y, kLimit)->p_value;
      };
    default:
      return p_of(AugmentedDickeyFuller{
          .part = kParts[index % 3], .rule = kRules[index / 3], .max_lags = l, .law = kLimit});
  }
}

std::size_t schwert(std::size_t n, double factor) {
  return static_cast<std::size_t>(factor * std::pow(static_cast<double>(n) / 100, 0.25));
}

std::vector<std::size_t> lags_of(NullLaw law, std::size_t n) {
  if (law == NullLaw::kJarqueBera) return {0};
  if (law > NullLaw::kDickeyFullerTrend && law < NullLaw::kPhillipsPerronConstant) {
    const auto rule =
        static_cast<std::size_t>(std::ceil(12 * std::pow(static_cast<double>(n) / 100, 0.25)));
    return {std::min(rule, n / 2 - 4)};  // the default of each part or close to it
  }
  if (is_unit_root(law)) {
    std::vector<std::size_t> lags{0, 1, 2, 4, schwert(n, 4), schwert(n, 12)};
    if (law <= NullLaw::kDickeyFullerTrend) {
      lags.push_back(static_cast<std::size_t>(std::cbrt(static_cast<double>(n - 1))));
    }
    std::sort(lags.begin(), lags.end());
    lags.erase(std::unique(lags.begin(), lags.end()), lags.end());
    std::erase_if(lags, [n](std::size_t l) { return l > n / 3; });
    return lags;
  }
  std::vector<std::size_t> lags{1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 48};
  if (law == NullLaw::kArchLm) lags.pop_back();
  std::erase_if(lags, [n](std::size_t l) { return l > n / 4; });
  return lags;
}

std::vector<double> draw(NullLaw law, std::size_t n, Rng& rng) {
  std::vector<double> y(n);
  double level = 0;
  for (double& value : y) {
    value = rng.normal();
    if (is_unit_root(law)) value = level += value;
  }
  return y;
}

void write(NullLaw law, std::size_t n, std::size_t l, std::size_t draws, std::uint64_t seed) {
  const Test test = test_of(law, l);
  std::vector<double> scores(draws);
  parallel_for(draws, 16, [&](std::size_t i) {
    Rng rng(seed, i);
    const double p = test(draw(law, n, rng)).value_or(1);
    scores[i] = numeric::normal_quantile(std::clamp(p, 1e-15, 1 - 1e-15));
  });
  std::sort(scores.begin(), scores.end());
  std::printf("%zu,%zu,%zu", static_cast<std::size_t>(law), n, l);
  for (const double level : kLevels) {
    const double place = level * static_cast<double>(draws) - 0.5;
    const auto low = static_cast<std::size_t>(place);
    const double share = place - static_cast<double>(low);
    std::printf(",%.5f", (1 - share) * scores[low] + share * scores[low + 1]);
  }
  std::printf("\n");
  std::fflush(stdout);
}
}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int i, std::size_t otherwise) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
  };
  const std::size_t draws = number(1, 20000);
  std::printf("law,n,lags");
  for (const double level : kLevels) std::printf(",%g", level);
  std::printf("\n");
  for (std::size_t law = number(3, 0); law <= number(4, kNumNullLaws - 1); ++law) {
    for (const std::size_t n : kLengths) {
      for (const std::size_t l : lags_of(static_cast<NullLaw>(law), n)) {
        write(static_cast<NullLaw>(law), n, l, draws, number(2, 20260101) + n);
      }
    }
  }
}
