#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace foretell::numeric {
/// When a search by simplex stops.
struct NelderMeadLimits {
  std::size_t max_evaluations = 400;
  double tolerance = 1e-7;  ///< spread of the objective over the simplex
  double step = 0.1;        ///< size of the first simplex, in units of each variable
};

/// The method of Nelder and Mead turned inside out: it asks for the value at one point after the
/// other, so that the caller may evaluate the points of several searches at once. N ≤ 10 variables,
/// no derivatives, deterministic. Points outside the domain have the value +∞.
///   Use     while (!search.done()) search.tell(f(search.point()));
///   Source  Nelder & Mead (1965), Computer Journal 7, 308–313; coefficients 1, 2, 1/2, 1/2
template <std::size_t N>
class SimplexSearch {
 public:
  using Point = std::array<double, N>;

  explicit SimplexSearch(const Point& start, const NelderMeadLimits& limits = {})
      : limits_(limits), start_(start), point_(start) {}

  /// Where the value is needed next.
  [[nodiscard]] const Point& point() const { return point_; }
  [[nodiscard]] bool done() const { return done_; }

  [[nodiscard]] const Point& best() const { return simplex_[0].x; }
  [[nodiscard]] double best_value() const { return simplex_[0].value; }
  [[nodiscard]] std::size_t evaluations() const { return evaluations_; }
  [[nodiscard]] bool converged() const { return converged_; }

  /// Takes the value at `point()` and moves on to the next point.
  void tell(double value) {
    ++evaluations_;
    const Vertex here{point_, value};
    switch (stage_) {
      case Stage::kStart:
        simplex_[0] = here;
        return first_vertex(0);
      case Stage::kFirst:
        simplex_[vertex_ + 1] = here;
        if (std::isinf(value) && !turned_) {  // outside: the other way
          turned_ = true;
          point_[vertex_] -= 2 * limits_.step;
          return;
        }
        return first_vertex(vertex_ + 1);
      case Stage::kReflect:
        reflected_ = here;
        return after_reflection();
      case Stage::kExpand:
        simplex_[N] = value < reflected_.value ? here : reflected_;
        return next_round();
      case Stage::kContract:
        if (value < std::min(reflected_.value, simplex_[N].value)) {
          simplex_[N] = here;
          return next_round();
        }
        return shrink(1);
      case Stage::kShrink:
        simplex_[vertex_] = here;
        return shrink(vertex_ + 1);
    }
  }

 private:
  struct Vertex {
    Point x{};
    double value = 0;
  };
  enum class Stage : std::uint8_t { kStart, kFirst, kReflect, kExpand, kContract, kShrink };

  static Point between(const Point& a, const Point& b, double share) {
    Point x;
    for (std::size_t i = 0; i < N; ++i) x[i] = a[i] + share * (b[i] - a[i]);
    return x;
  }

  void first_vertex(std::size_t vertex) {
    if (vertex == N) return sorted_round();
    stage_ = Stage::kFirst;
    vertex_ = vertex;
    turned_ = false;
    point_ = start_;
    point_[vertex] += limits_.step;
  }

  void after_reflection() {
    if (reflected_.value < simplex_[0].value) {
      stage_ = Stage::kExpand;
      point_ = between(center_, simplex_[N].x, -2);
    } else if (reflected_.value < simplex_[N - 1].value) {
      simplex_[N] = reflected_;
      next_round();
    } else {
      const bool outside = reflected_.value < simplex_[N].value;
      stage_ = Stage::kContract;
      point_ = between(center_, simplex_[N].x, outside ? -0.5 : 0.5);
    }
  }

  void shrink(std::size_t vertex) {
    if (vertex > N) return next_round();
    stage_ = Stage::kShrink;
    vertex_ = vertex;
    point_ = between(simplex_[0].x, simplex_[vertex].x, 0.5);
  }

  void sort() {
    std::sort(simplex_.begin(), simplex_.end(),
              [](const Vertex& a, const Vertex& b) { return a.value < b.value; });
  }

  void next_round() {
    sort();
    converged_ = simplex_[N].value - simplex_[0].value <= limits_.tolerance;
    reflect();
  }

  void sorted_round() {
    sort();
    reflect();
  }

  void reflect() {
    done_ = converged_ || evaluations_ >= limits_.max_evaluations;
    if (done_) return;
    center_ = Point{};
    for (std::size_t v = 0; v < N; ++v) {
      for (std::size_t i = 0; i < N; ++i) center_[i] += simplex_[v].x[i] / N;
    }
    stage_ = Stage::kReflect;
    point_ = between(center_, simplex_[N].x, -1);
  }

  NelderMeadLimits limits_;
  Point start_, point_, center_{};
  std::array<Vertex, N + 1> simplex_{};
  Vertex reflected_;
  std::size_t vertex_ = 0, evaluations_ = 0;
  Stage stage_ = Stage::kStart;
  bool turned_ = false, converged_ = false, done_ = false;
};
}  // namespace foretell::numeric
