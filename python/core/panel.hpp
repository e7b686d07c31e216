#pragma once
#include <string>

#include "apps/calls/table_call.hpp"
#include "foretell/ingest/frame.hpp"
#include "python/core/work.hpp"

namespace foretell::python {
/// A panel that was read, with the types in which answers go back.
struct PanelHolder {
  PanelFile file;
  FrameTypes types;
};

/// A table that Python names: a path, or something to call for an Arrow stream of its rows. Opens
/// the first stream when it is made, on the thread that calls; keeps the object while it lives.
class Source {
 public:
  /// `object`: a str, or a callable that gives a capsule "arrow_array_stream".
  explicit Source(nb::object object);

  [[nodiscard]] bool is_path() const { return !path_.empty(); }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const FrameSource& frame() const { return frame_; }
  /// What messages call it.
  [[nodiscard]] std::string name() const { return is_path() ? path_ : "frame"; }

 private:
  ArrowArrayStream* open();

  nb::object object_;
  nb::object first_;
  std::string path_;
  FrameSource frame_;
};

/// Reads a panel; without the interpreter's lock.
[[nodiscard]] Result<PanelHolder> read_source(const Source& source, const TableLayout& layout);
}  // namespace foretell::python
