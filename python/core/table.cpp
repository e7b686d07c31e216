#include "python/core/table.hpp"

namespace foretell::python {
namespace {
constexpr const char* kStreamName = "arrow_array_stream";

nb::capsule stream_of(const Table& table, const nb::object& /*requested_schema*/) {
  ArrowArrayStream* stream = table.rows.stream();
  if (stream == nullptr) throw std::bad_alloc();
  return nb::capsule(stream, kStreamName, [](void* pointer) noexcept {
    release_stream(static_cast<ArrowArrayStream*>(pointer));
  });
}
}  // namespace

void add_table(nb::module_& module) {
  nb::class_<Table>(module, "Table", "Rows that any Arrow-speaking library can take.")
      .def("__arrow_c_stream__", &stream_of, nb::arg("requested_schema") = nb::none())
      .def("__len__", [](const Table& table) { return table.rows.num_rows(); });
}
}  // namespace foretell::python
