#include "foretell/network/layers/attention.hpp"

#include <cmath>

namespace foretell::network {
namespace {
/// e = scale·q·k and its gradients.
template <class Real>
struct DotScore {
  Real scale;

  [[nodiscard]] Real operator()(const Real* q, const Real* k, std::size_t width) const {
    Real sum = 0;
    for (std::size_t j = 0; j < width; ++j) sum += q[j] * k[j];
    return scale * sum;
  }
  void backward(Real de, const Real* q, const Real* k, Real* dq, Real* dk,
                std::size_t width) const {
    for (std::size_t j = 0; j < width; ++j) {
      if (dq != nullptr) dq[j] += scale * de * k[j];
      if (dk != nullptr) dk[j] += scale * de * q[j];
    }
  }
};

/// e = v·tanh(q + k) and its gradients.
template <class Real>
struct AdditiveScore {
  Parameter<Real>* v;

  [[nodiscard]] Real operator()(const Real* q, const Real* k, std::size_t width) const {
    Real sum = 0;
    for (std::size_t j = 0; j < width; ++j) sum += v->value[j] * std::tanh(q[j] + k[j]);
    return sum;
  }
  void backward(Real de, const Real* q, const Real* k, Real* dq, Real* dk,
                std::size_t width) const {
    for (std::size_t j = 0; j < width; ++j) {
      const Real y = std::tanh(q[j] + k[j]);
      const Real d = de * v->value[j] * (1 - y * y);
      v->gradient[j] += de * y;
      if (dq != nullptr) dq[j] += d;
      if (dk != nullptr) dk[j] += d;
    }
  }
};

/// Which steps a query sees: those of the attended sequence in slot `slot`, below `count`.
struct Sight {
  std::size_t slot, count;
};

/// Calls body(row of the query, sight) for every query.
template <class Body>
void for_each_query(const RaggedLayout& queries, const RaggedLayout& attended, bool causal,
                    const Body& body) {
  assert(queries.batch() == attended.batch());
  for (std::size_t t = 0; t < queries.steps(); ++t) {
    for (std::size_t b = 0; b < queries.alive(t); ++b) {
      const std::size_t slot = attended.slot_of(queries.order()[b]);
      const std::size_t length = attended.length(slot);
      body(queries.row(t, b), Sight{slot, causal ? std::min(length, t + 1) : length});
    }
  }
}

template <class Real>
void to_softmax(Real* e, std::size_t count) {
  const Real top = *std::max_element(e, e + count);
  Real sum = 0;
  for (std::size_t s = 0; s < count; ++s) sum += e[s] = std::exp(e[s] - top);
  for (std::size_t s = 0; s < count; ++s) e[s] /= sum;
}

template <class Real>
Real* row_or_null(MatrixView<Real> x, std::size_t r) {
  return x.empty() ? nullptr : x.row(r);
}

/// The variables of one call.
struct Call {
  Variable queries, context;
  Attended attended;
  const RaggedLayout* layout;
  bool causal;
};

template <class Real, class Score>
void backward(Tape<Real>& tape, const Call& call, MatrixView<Real> weights, const Score& score) {
  const auto q = tape.value(call.queries), k = tape.value(call.attended.keys),
             v = tape.value(call.attended.values);
  const auto dq = tape.gradient(call.queries), dk = tape.gradient(call.attended.keys),
             dv = tape.gradient(call.attended.values), dcontext = tape.gradient(call.context);
  const auto& layout = *call.attended.layout;
  const auto mark = tape.arena().mark();
  Real* da = tape.buffer(1, weights.cols()).data();
  for_each_query(*call.layout, layout, call.causal, [&](std::size_t r, const Sight& sight) {
    Real mean = 0;
    for (std::size_t s = 0; s < sight.count; ++s) {
      const std::size_t at = layout.row(s, sight.slot);
      da[s] = 0;
      for (std::size_t c = 0; c < v.cols(); ++c) {
        da[s] += dcontext(r, c) * v(at, c);
        if (!dv.empty()) dv(at, c) += weights(r, s) * dcontext(r, c);
      }
      mean += weights(r, s) * da[s];
    }
    for (std::size_t s = 0; s < sight.count; ++s) {
      const std::size_t at = layout.row(s, sight.slot);
      score.backward(weights(r, s) * (da[s] - mean), q.row(r), k.row(at), row_or_null(dq, r),
                     row_or_null(dk, at), q.cols());
    }
  });
  tape.arena().release(mark);
}

template <class Real, class Score>
AttentionOutput<Real> attend(Tape<Real>& tape, Call call, bool learned, const Score& score) {
  const auto q = tape.value(call.queries), k = tape.value(call.attended.keys),
             v = tape.value(call.attended.values);
  const auto& layout = *call.attended.layout;
  assert(q.cols() == k.cols() && k.rows() == layout.rows() && v.rows() == layout.rows());
  const bool needed = learned || tape.needs_gradient(call.queries) ||
                      tape.needs_gradient(call.attended.keys) ||
                      tape.needs_gradient(call.attended.values);
  call.context = tape.make(q.rows(), v.cols(), needed);
  const auto context = tape.value(call.context);
  std::fill_n(context.data(), context.rows() * context.cols(), Real{0});
  const auto weights = tape.zeros(q.rows(), layout.steps());
  for_each_query(*call.layout, layout, call.causal, [&](std::size_t r, const Sight& sight) {
    Real* e = weights.row(r);
    for (std::size_t s = 0; s < sight.count; ++s) {
      e[s] = score(q.row(r), k.row(layout.row(s, sight.slot)), q.cols());
    }
    to_softmax(e, sight.count);
    for (std::size_t s = 0; s < sight.count; ++s) {
      const Real* value = v.row(layout.row(s, sight.slot));
      for (std::size_t c = 0; c < v.cols(); ++c) context(r, c) += e[s] * value[c];
    }
  });
  tape.record(call.context,
              [call, weights, score](Tape<Real>& t) { backward(t, call, weights, score); });
  return {call.context, weights};
}
}  // namespace

template <class Real>
AttentionOutput<Real> DotAttention::apply(Tape<Real>& tape, Variable queries,
                                          const RaggedLayout& layout,
                                          const Attended& attended) const {
  const auto width = static_cast<double>(tape.value(queries).cols());
  const double factor = scale > 0 ? scale : 1 / std::sqrt(width);
  return attend(tape, {queries, {}, attended, &layout, causal}, false,
                DotScore<Real>{static_cast<Real>(factor)});
}

template <class Real>
AdditiveAttention<Real> AdditiveAttention<Real>::add(Parameters<Real>& parameters,
                                                     const std::string& name,
                                                     const Widths& widths) {
  return {Linear<Real>::add(parameters, name + ".query", widths.query, widths.hidden, false),
          Linear<Real>::add(parameters, name + ".key", widths.key, widths.hidden),
          &parameters.add(name + ".score", 1, widths.hidden)};
}

template <class Real>
Variable AdditiveAttention<Real>::project_keys(Tape<Real>& tape, Variable keys) const {
  return key.apply(tape, keys);
}

template <class Real>
AttentionOutput<Real> AdditiveAttention<Real>::apply(Tape<Real>& tape, Variable queries,
                                                     const RaggedLayout& layout,
                                                     const Attended& attended) const {
  const Variable projected = query.apply(tape, queries);
  return attend(tape, {projected, {}, attended, &layout, false}, true, AdditiveScore<Real>{score});
}

template AttentionOutput<float> DotAttention::apply(Tape<float>&, Variable, const RaggedLayout&,
                                                    const Attended&) const;
template AttentionOutput<double> DotAttention::apply(Tape<double>&, Variable, const RaggedLayout&,
                                                     const Attended&) const;
template struct AdditiveAttention<float>;
template struct AdditiveAttention<double>;
}  // namespace foretell::network
