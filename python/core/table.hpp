#pragma once
#include "foretell/ingest/frame.hpp"
#include "python/core/bindings.hpp"

namespace foretell::python {
/// A table on its way to Python. Whoever speaks the Arrow PyCapsule interface can take it: pandas,
/// polars, pyarrow, DuckDB.
struct Table {
  FrameWriter rows;
};
}  // namespace foretell::python
