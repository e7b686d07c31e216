# The pages of reports: bundled by npm from web/ and embedded as C++ strings. They are built again
# only when a file of web/ has changed.
#   FORETELL_REPORT_PAGES   a folder with pages built elsewhere, for machines without npm
set(FORETELL_REPORT_PAGES "" CACHE PATH "Folder of built pages; empty: built from web/ with npm")

# foretell_build_pages(NAME…): bundles NAME.html of each into the current binary folder.
function(foretell_build_pages)
  set(web ${PROJECT_SOURCE_DIR}/web)
  find_program(FORETELL_NPM npm)
  if(NOT FORETELL_NPM)
    message(FATAL_ERROR "npm is needed for the report pages: install it (Debian: apt-get install "
                        "npm) or give a folder of built pages with -DFORETELL_REPORT_PAGES=web/dist")
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
  list(TRANSFORM ARGN REPLACE "(.+)" "${CMAKE_CURRENT_BINARY_DIR}/\\1.html" OUTPUT_VARIABLE pages)
  add_custom_command(
    OUTPUT ${pages}
    COMMAND ${FORETELL_NPM} run --silent build -- --out ${CMAKE_CURRENT_BINARY_DIR}
    DEPENDS ${modules} ${web}/build.mjs ${sources}
    WORKING_DIRECTORY ${web}
    COMMENT "Bundling the report pages"
    VERBATIM)
endfunction()

# foretell_embed_pages(NAME…): makes NAME_page.cpp of each, the source that defines NAME_page().
function(foretell_embed_pages)
  set(folder ${FORETELL_REPORT_PAGES})
  if(NOT folder)
    foretell_build_pages(${ARGN})
    set(folder ${CMAKE_CURRENT_BINARY_DIR})
  endif()
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake)
  foreach(name IN LISTS ARGN)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}_page.cpp)
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DPAGE=${folder}/${name}.html -DFUNCTION=${name}_page
              -DSOURCE=${source} -P ${script}
      DEPENDS ${folder}/${name}.html ${script}
      COMMENT "Embedding the page ${name}.html"
      VERBATIM)
  endforeach()
endfunction()
