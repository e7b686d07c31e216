#include "foretell/select/catalog.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/core/bindings.hpp"
#include "python/core/failure.hpp"

namespace foretell::python {
namespace {
nb::list options_of(const CatalogEntry& entry) {
  nb::list options;
  for (const OptionInfo& option : entry.options) {
    options.append(nb::make_tuple(option.name, option.default_text, option.help));
  }
  return options;
}

nb::list entries() {
  nb::list list;
  for (const CatalogEntry& entry : catalog()) {
    list.append(nb::make_tuple(entry.name, entry.aliases, entry.summary, options_of(entry)));
  }
  return list;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const AnyDefinition& definition : value_of(define_all(text))) {
    words.push_back(definition.word());
  }
  return words;
}
}  // namespace

void add_catalog(nb::module_& module) {
  module.def("catalog", &entries,
             "Every model: (name, aliases, summary, [(option, default, help)]).");
  module.def("check_words", &words_of, nb::arg("words"),
             "The canonical words of a list of model words; raises what is wrong with them.");
}
}  // namespace foretell::python
