#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/analysis_table.hpp"
#include "foretell/base/stop.hpp"
#include "python/core/failure.hpp"
#include "python/core/panel.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
namespace {
constexpr std::size_t kBlock = 512;

struct Findings {
  Table features;
  Table advice;
  std::vector<std::string> sentences;
};

// One row per sentence, worst series of a block first as in the panel.
std::vector<Column> advice_table(const Panel& panel, std::span<const calls::Analyzed> block) {
  IdColumn ids{&panel, {}};
  std::vector<double> severity;
  std::vector<std::string> sentences;
  for (const calls::Analyzed& one : block) {
    for (const std::string& sentence : one.advice.sentences) {
      ids.series.push_back(static_cast<std::uint32_t>(one.series));
      severity.push_back(static_cast<double>(one.advice.severity));
      sentences.push_back(sentence);
    }
  }
  return {{"unique_id", std::move(ids)},
          {"severity", std::move(severity)},
          {"advice", std::move(sentences)}};
}

Findings analyze_panel(const PanelHolder& holder, std::size_t threads, nb::object progress) {
  const Panel& panel = holder.file.panel;
  Findings findings{{FrameWriter(holder.types)}, {FrameWriter(holder.types)}, {}};
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    advance.total = panel.size();
    const TimeFormat format(panel.frequency(), panel.time_zone());
    calls::PanelFindings all;
    for (std::size_t first = 0; first < panel.size() && !stop_requested(); first += kBlock) {
      const std::size_t count = std::min(kBlock, panel.size() - first);
      const auto block = calls::analyze_block(panel, format, first, count);
      value_of(findings.features.rows.write(calls::analysis_table(panel, block)));
      value_of(findings.advice.rows.write(advice_table(panel, block)));
      for (const calls::Analyzed& one : block) all.add(one.analysis);
      advance.done = first + count;
    }
    findings.sentences = all.sentences();
  });
  return findings;
}
}  // namespace

void add_analyze(nb::module_& module) {
  const auto inside = nb::rv_policy::reference_internal;
  nb::class_<Findings>(module, "Findings", "What series are made of, as tables.")
      .def_prop_ro(
          "features", [](Findings& f) -> Table& { return f.features; }, inside)
      .def_prop_ro(
          "advice", [](Findings& f) -> Table& { return f.advice; }, inside)
      .def_ro("sentences", &Findings::sentences);
  module.def("analyze", &analyze_panel, nb::arg("panel"), nb::arg("threads"),
             nb::arg("progress").none());
}
}  // namespace foretell::python
