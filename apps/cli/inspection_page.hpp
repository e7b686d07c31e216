#pragma once
#include <map>
#include <string>

#include "apps/report/inspection.hpp"
#include "foretell/tasks/generation/held_out.hpp"
#include "foretell/tasks/generation/inspection.hpp"

namespace foretell::cli {
/// What the page of an inspection is made of. Everything belongs to the caller.
struct InspectionPage {
  const std::string& model;  ///< file of the model
  const std::string& input;  ///< file that was looked at
  const std::string& call;   ///< the whole command line
  const std::map<std::string, std::string>& options;
  const HeldOut& held_out;
  bool text = false;
  const SequenceInspection& seen;
};
[[nodiscard]] Result<std::string> inspection_page(const InspectionPage& source);
}  // namespace foretell::cli
