// Seconds of one recurrent layer by the primitives of oneDNN 2: inference with weights laid out
// beforehand, and training (layout of the weights, forward, backward, a step of SGD).
// Run: OMP_NUM_THREADS=THREADS onednn_recurrent THREADS CASE...   with CASE =
// cell:batch:steps:input:hidden
// Prints per case "CASE inference_seconds training_seconds", medians.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

namespace {
using dnnl::memory;
using Format = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

double median_of(const std::function<void()>& run) {
  std::vector<double> seconds;
  double total = 0;
  for (run(); (total < 0.5 || seconds.size() < 5) && seconds.size() < 2000;
       total += seconds.back()) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::nth_element(seconds.begin(), seconds.begin() + static_cast<long>(seconds.size() / 2),
                   seconds.end());
  return seconds[seconds.size() / 2];
}

struct Case {
  bool gru = false;
  memory::dim batch = 0, steps = 0, input = 0, hidden = 0;
};

Case parse(const std::string& text) {
  Case c;
  std::vector<memory::dim> numbers;
  std::size_t at = text.find(':');
  c.gru = text.substr(0, at) == "gru";
  while (at != std::string::npos) {
    numbers.push_back(std::stol(text.substr(at + 1)));
    at = text.find(':', at + 1);
  }
  c.batch = numbers.at(0), c.steps = numbers.at(1), c.input = numbers.at(2),
  c.hidden = numbers.at(3);
  return c;
}

/// One layer with its weights in plain layout, and what oneDNN makes of them.
class Layer {
 public:
  explicit Layer(const Case& c)
      : c_(c),
        gates_(c.gru ? 3 : 4),
        x_(plain({c.steps, c.batch, c.input}, Format::tnc)),
        h_(plain({c.steps, c.batch, c.hidden}, Format::tnc)),
        w_layer_(plain({1, 1, c.input, gates_, c.hidden}, Format::ldigo)),
        w_state_(plain({1, 1, c.hidden, gates_, c.hidden}, Format::ldigo)),
        bias_(plain({1, 1, c.gru ? 4 : gates_, c.hidden}, Format::ldgo)),
        dx_(x_.get_desc(), engine_),
        dh_(h_.get_desc(), engine_),
        dw_layer_(w_layer_.get_desc(), engine_),
        dw_state_(w_state_.get_desc(), engine_),
        dbias_(bias_.get_desc(), engine_) {
    for (memory* m : {&x_, &w_layer_, &w_state_, &bias_}) randomise(*m);
    std::fill_n(floats(dh_), count(dh_), 1e-3F);
  }

  double inference() {
    return c_.gru ? inference<dnnl::lbr_gru_forward>() : inference<dnnl::lstm_forward>();
  }
  double training() {
    return c_.gru ? training<dnnl::lbr_gru_forward, dnnl::lbr_gru_backward>()
                  : training<dnnl::lstm_forward, dnnl::lstm_backward>();
  }

 private:
  static float* floats(const memory& m) { return static_cast<float*>(m.get_data_handle()); }
  static std::size_t count(const memory& m) { return m.get_desc().get_size() / sizeof(float); }
  memory plain(const memory::dims& shape, Format format) {
    return {{shape, memory::data_type::f32, format}, engine_};
  }
  void randomise(const memory& m) {
    for (std::size_t i = 0; i < count(m); ++i) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      floats(m)[i] = 0.1F * (static_cast<float>(state_ >> 40U) / 8388608.0F - 1);
    }
  }
  static memory::desc any(const memory& m) {
    return {m.get_desc().dims(), memory::data_type::f32, Format::any};
  }
  memory in_layout(memory& m, const memory::desc& desc) {
    memory result(desc, engine_);
    dnnl::reorder(m, result).execute(stream_, m, result);
    return result;
  }

  template <class Forward>
  typename Forward::primitive_desc forward(dnnl::prop_kind kind) {
    const memory::desc none;
    const auto direction = dnnl::rnn_direction::unidirectional_left2right;
    if constexpr (std::is_same_v<Forward, dnnl::lstm_forward>) {
      return {typename Forward::desc(kind, direction, x_.get_desc(), none, none, any(w_layer_),
                                     any(w_state_), bias_.get_desc(), h_.get_desc(), none, none),
              engine_};
    } else {
      return {typename Forward::desc(kind, direction, x_.get_desc(), none, any(w_layer_),
                                     any(w_state_), bias_.get_desc(), h_.get_desc(), none),
              engine_};
    }
  }
  template <class Backward, class Forward>
  typename Backward::primitive_desc backward(const Forward& forward) {
    const memory::desc none;
    const auto direction = dnnl::rnn_direction::unidirectional_left2right;
    const auto kind = dnnl::prop_kind::backward;
    if constexpr (std::is_same_v<Backward, dnnl::lstm_backward>) {
      return {typename Backward::desc(kind, direction, x_.get_desc(), none, none, any(w_layer_),
                                      any(w_state_), bias_.get_desc(), h_.get_desc(), none, none,
                                      x_.get_desc(), none, none, any(w_layer_), any(w_state_),
                                      bias_.get_desc(), h_.get_desc(), none, none),
              engine_, forward};
    } else {
      return {typename Backward::desc(kind, direction, x_.get_desc(), none, any(w_layer_),
                                      any(w_state_), bias_.get_desc(), h_.get_desc(), none,
                                      x_.get_desc(), none, any(w_layer_), any(w_state_),
                                      bias_.get_desc(), h_.get_desc(), none),
              engine_, forward};
    }
  }

  template <class Forward>
  double inference() {
    const auto desc = forward<Forward>(dnnl::prop_kind::forward_inference);
    const Arguments arguments{
        {DNNL_ARG_SRC_LAYER, x_},
        {DNNL_ARG_WEIGHTS_LAYER, in_layout(w_layer_, desc.weights_layer_desc())},
        {DNNL_ARG_WEIGHTS_ITER, in_layout(w_state_, desc.weights_iter_desc())},
        {DNNL_ARG_BIAS, bias_},
        {DNNL_ARG_DST_LAYER, h_}};
    const Forward primitive(desc);
    return median_of([&] {
      primitive.execute(stream_, arguments);
      stream_.wait();
    });
  }

  template <class Forward, class Backward>
  double training() {
    const auto desc = forward<Forward>(dnnl::prop_kind::forward_training);
    const auto back = backward<Backward>(desc);
    const Forward there(desc);
    const Backward and_back(back);
    const memory workspace(desc.workspace_desc(), engine_);
    memory wl(desc.weights_layer_desc(), engine_), ws(desc.weights_iter_desc(), engine_),
        bl(back.weights_layer_desc(), engine_), bs(back.weights_iter_desc(), engine_),
        dl(back.diff_weights_layer_desc(), engine_), ds(back.diff_weights_iter_desc(), engine_);
    const auto move = [&](memory& from, memory& to) {
      dnnl::reorder(from, to).execute(stream_, from, to);
    };
    return median_of([&] {
      move(w_layer_, wl), move(w_state_, ws), move(w_layer_, bl), move(w_state_, bs);
      there.execute(stream_, {{DNNL_ARG_SRC_LAYER, x_},
                              {DNNL_ARG_WEIGHTS_LAYER, wl},
                              {DNNL_ARG_WEIGHTS_ITER, ws},
                              {DNNL_ARG_BIAS, bias_},
                              {DNNL_ARG_DST_LAYER, h_},
                              {DNNL_ARG_WORKSPACE, workspace}});
      for (const memory* sum : {&dl, &ds, &dbias_}) {
        std::fill_n(floats(*sum), count(*sum), 0.0F);  // backward adds to them
      }
      and_back.execute(stream_, {{DNNL_ARG_SRC_LAYER, x_},
                                 {DNNL_ARG_WEIGHTS_LAYER, bl},
                                 {DNNL_ARG_WEIGHTS_ITER, bs},
                                 {DNNL_ARG_BIAS, bias_},
                                 {DNNL_ARG_DST_LAYER, h_},
                                 {DNNL_ARG_WORKSPACE, workspace},
                                 {DNNL_ARG_DIFF_SRC_LAYER, dx_},
                                 {DNNL_ARG_DIFF_WEIGHTS_LAYER, dl},
                                 {DNNL_ARG_DIFF_WEIGHTS_ITER, ds},
                                 {DNNL_ARG_DIFF_BIAS, dbias_},
                                 {DNNL_ARG_DIFF_DST_LAYER, dh_}});
      move(dl, dw_layer_), move(ds, dw_state_);
      stream_.wait();
      step(w_layer_, dw_layer_), step(w_state_, dw_state_), step(bias_, dbias_);
    });
  }
  static void step(const memory& w, const memory& dw) {
    for (std::size_t i = 0; i < count(w); ++i) floats(w)[i] -= 1e-6F * floats(dw)[i];
  }

  Case c_;
  memory::dim gates_;
  std::uint64_t state_ = 1;
  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  memory x_, h_, w_layer_, w_state_, bias_, dx_, dh_, dw_layer_, dw_state_, dbias_;
};
}  // namespace

int main(int argc, char** argv) {
  for (int i = 2; i < argc; ++i) {
    Layer layer(parse(argv[i]));
    const double inference = layer.inference();
    fmt::print("{} {:.9f} {:.9f}\n", argv[i], inference, layer.training());
  }
}
