# The page of reports: bundled by npm from web/ and embedded as a C++ string. It is built again only
# when a file of web/ has changed.
#   FORETELL_REPORT_PAGE   a page built elsewhere, for machines without npm
set(FORETELL_REPORT_PAGE "" CACHE FILEPATH "Built report.html; empty: built from web/ with npm")

# foretell_embed_page(FILE): makes the source that defines page_template().
function(foretell_embed_page source)
  set(web ${PROJECT_SOURCE_DIR}/web)
  set(page ${FORETELL_REPORT_PAGE})
  if(NOT page)
    find_program(FORETELL_NPM npm)
    if(NOT FORETELL_NPM)
      message(FATAL_ERROR "npm is needed for the report page: install it (Debian: apt-get install "
                          "npm) or give a built page with -DFORETELL_REPORT_PAGE=report.html")
    endif()
    set(modules ${web}/node_modules/.package-lock.json)  # npm writes it last
    add_custom_command(
      OUTPUT ${modules}
      COMMAND ${FORETELL_NPM} ci --prefer-offline --no-audit --no-fund --loglevel=error
      DEPENDS ${web}/package.json ${web}/package-lock.json
      WORKING_DIRECTORY ${web}
      COMMENT "Installing the packages of web/"
      VERBATIM)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/*)
    set(page ${CMAKE_CURRENT_BINARY_DIR}/report.html)
    add_custom_command(
      OUTPUT ${page}
      COMMAND ${FORETELL_NPM} run --silent build -- --out ${page}
      DEPENDS ${modules} ${web}/build.mjs ${sources}
      WORKING_DIRECTORY ${web}
      COMMENT "Bundling the report page"
      VERBATIM)
  endif()
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DPAGE=${page} -DSOURCE=${source} -P ${script}
    DEPENDS ${page} ${script}
    COMMENT "Embedding the report page"
    VERBATIM)
endfunction()
