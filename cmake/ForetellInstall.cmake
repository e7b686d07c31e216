# Installs the libraries, their headers by folder, the command, and a CMake package.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/foretell)

# foretell_install_library(NAME): the target foretell_NAME as foretell::NAME.
function(foretell_install_library name)
  install(TARGETS foretell_${name} EXPORT foretell_${name}Targets ARCHIVE COMPONENT development)
  install(EXPORT foretell_${name}Targets NAMESPACE foretell:: DESTINATION ${package_folder}
          COMPONENT development)
endfunction()

foretell_install_library(forecasting)
foretell_install_library(sequences)
set(FORETELL_ARROW_PYTHON "${FORETELL_PYTHON}")
if(FORETELL_INGEST)
  foretell_install_library(ingest)
  if(NOT FORETELL_ARROW_PYTHON AND EXISTS ${PROJECT_SOURCE_DIR}/.venv/bin/python3)
    set(FORETELL_ARROW_PYTHON ${PROJECT_SOURCE_DIR}/.venv/bin/python3)
  endif()
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/ForetellArrow.cmake DESTINATION ${package_folder}
          COMPONENT development)
endif()

# Headers for users are those that include no other library than tl-expected, also indirectly; the
# others belong to the inside of a folder and stay there.
function(foretell_public_headers out)
  file(GLOB_RECURSE public CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
       ${PROJECT_SOURCE_DIR}/foretell/*.hpp)
  set(inside "(arrow|parquet|fmt|hwy|Eigen|boost|nlohmann|date|oneapi|tbb|xxhash)[/.]")
  while(inside)
    set(left_out "")
    foreach(header IN LISTS public)
      file(STRINGS ${PROJECT_SOURCE_DIR}/${header} hits REGEX "^ *#include [<\"](${inside})")
      if(hits)
        list(APPEND left_out ${header})
      endif()
    endforeach()
    if(left_out)
      list(REMOVE_ITEM public ${left_out})
    endif()
    list(JOIN left_out "|" inside)
  endwhile()
  set(${out} ${public} PARENT_SCOPE)
endfunction()

foretell_public_headers(headers)
if(NOT FORETELL_INGEST)
  list(FILTER headers EXCLUDE REGEX "^foretell/ingest/")
endif()
foreach(header IN LISTS headers)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${header} COMPONENT development
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/${folder})
endforeach()
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/foretellConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/foretellConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/foretellConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/foretellConfig.cmake
              ${PROJECT_BINARY_DIR}/foretellConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT development)
