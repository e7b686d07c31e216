#include <nanobind/stl/string.h>

#include "python/core/bindings.hpp"
#include "python/core/failure.hpp"

namespace foretell::python {
namespace {
// The classes live in Python, one per code; foretell/errors.py finds the one of a code.
void translate(const std::exception_ptr& pointer, void* /*payload*/) {
  try {
    std::rethrow_exception(pointer);
  } catch (const Failure& failure) {
    const Error& error = failure.error;
    const std::string code(name_of(error.code));
    const nb::object exception =
        nb::module_::import_("foretell.errors")
            .attr("error_of")(code, nb::bytes(error.message.data(), error.message.size()),
                              nb::bytes(error.where.data(), error.where.size()));
    PyErr_SetObject(exception.type().ptr(), exception.ptr());
  }
}
}  // namespace

void add_errors(nb::module_& /*module*/) {
  nb::register_exception_translator(translate);
}
}  // namespace foretell::python
