#include "python/core/panel.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/panel_words.hpp"
#include "python/core/failure.hpp"

namespace foretell::python {
Source::Source(nb::object object) : object_(std::move(object)) {
  if (nb::isinstance<nb::str>(object_)) {
    path_ = nb::cast<std::string>(object_);
    return;
  }
  first_ = object_();
  frame_.open = [this]() -> Result<ArrowArrayStream*> {
    const nb::gil_scoped_acquire lock;
    if (ArrowArrayStream* stream = open(); stream != nullptr) return stream;
    return fail(ErrorCode::kBadFile, "the frame gives its rows only once");
  };
}

ArrowArrayStream* Source::open() {
  const nb::object capsule = first_.is_valid() ? std::move(first_) : object_();
  first_ = nb::object();
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream");
  if (pointer == nullptr) throw nb::python_error();
  return take_stream(static_cast<ArrowArrayStream*>(pointer));
}

Result<PanelHolder> read_source(const Source& source, const TableLayout& layout) {
  PanelHolder holder;
  auto file = source.is_path() ? read_panel(source.path(), layout)
                               : read_panel(source.frame(), layout, &holder.types);
  if (!file) return fail(std::move(file.error()));
  holder.file = std::move(*file);
  return holder;
}

namespace {
PanelHolder read_holder(nb::object object, const calls::TableCall& call, std::size_t threads) {
  const TableLayout layout = value_of(call.resolved());
  const Source source(std::move(object));
  Result<PanelHolder> holder;
  do_work({threads, nb::none()}, [&](Advance&) { holder = read_source(source, layout); });
  return value_of(std::move(holder));
}

void join_future(PanelHolder& holder, nb::object object, const calls::TableCall& call,
                 std::size_t threads) {
  const TableLayout layout = value_of(call.resolved());
  const Source source(std::move(object));
  Result<void> joined;
  do_work({threads, nb::none()}, [&](Advance&) {
    joined = source.is_path() ? read_future(source.path(), layout, holder.file.panel)
                              : read_future(source.frame(), layout, holder.file.panel);
  });
  value_of(std::move(joined));
}

std::vector<std::string> ids_of(const PanelHolder& holder) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < holder.file.panel.size(); ++i) {
    ids.emplace_back(holder.file.panel.id(i));
  }
  return ids;
}
}  // namespace

void add_panel(nb::module_& module) {
  nb::class_<PanelHolder>(module, "Panel", "Many regular series of one frequency.")
      .def("__len__", [](const PanelHolder& holder) { return holder.file.panel.size(); })
      .def("describe",
           [](const PanelHolder& holder, const std::string& name) {
             return calls::describe_input(name, holder.file);
           })
      .def("join_future", &join_future)
      .def_prop_ro("ids", &ids_of)
      .def_prop_ro("num_rows", [](const PanelHolder& holder) { return holder.file.num_rows; })
      .def_prop_ro("num_gaps", [](const PanelHolder& holder) { return holder.file.num_gaps; })
      .def_prop_ro("num_missing", [](const PanelHolder& holder) { return holder.file.num_missing; })
      .def_prop_ro("num_unsorted",
                   [](const PanelHolder& holder) { return holder.file.num_unsorted; })
      .def_prop_ro(
          "frequency",
          [](const PanelHolder& holder) { return to_string(holder.file.panel.frequency()); })
      .def_prop_ro("frequency_inferred",
                   [](const PanelHolder& holder) { return holder.file.frequency_inferred; })
      .def_prop_ro("season",
                   [](const PanelHolder& holder) {
                     const auto periods = holder.file.panel.periods();
                     return std::vector<std::size_t>(periods.begin(), periods.end());
                   })
      .def_prop_ro("unused_columns",
                   [](const PanelHolder& holder) { return holder.file.ignored_columns; });
  module.def("read_panel", &read_holder, nb::arg("source"), nb::arg("call"), nb::arg("threads"));
}
}  // namespace foretell::python
