# Writes SOURCE, a C++ file that defines FUNCTION() as the text of PAGE.
file(READ ${PAGE} text)
string(FIND "${text}" ")~FORETELL~" clash)
string(FIND "${text}" "__FORETELL_DATA__" marker)
if(NOT clash EQUAL -1 OR marker EQUAL -1)
  message(FATAL_ERROR "${PAGE} is not a page of web/")
endif()
file(WRITE ${SOURCE} "// Made from web/ by cmake/embed_page.cmake.
#include \"apps/report/page.hpp\"

#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace foretell::report {
std::string_view ${FUNCTION}() {
  static constexpr std::string_view kPage = R\"~FORETELL~(${text})~FORETELL~\";
  return kPage;
}
}  // namespace foretell::report
")
