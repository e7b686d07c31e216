# Compiler settings shared by every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(FORETELL_CCACHE ccache)
if(FORETELL_CCACHE AND PROJECT_IS_TOP_LEVEL)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${FORETELL_CCACHE})
endif()

add_library(foretell_settings INTERFACE)
target_compile_options(foretell_settings INTERFACE -Wall -Wextra -Wpedantic -Werror $<$<CXX_COMPILER_ID:GNU>:-Wshadow>
                                                   -Wno-missing-field-initializers
                                                   -fno-math-errno -fno-trapping-math)
target_include_directories(foretell_settings INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)

set(FORETELL_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
if(FORETELL_SANITIZE)
  add_compile_options(-fsanitize=${FORETELL_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all
                      $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # false alarms from the checks' own branches
  add_link_options(-fsanitize=${FORETELL_SANITIZE})
endif()

if(FORETELL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # the fuzzer follows the branches of the library
endif()

# foretell_sources(TARGET FILE...): adds the files of one folder to a library.
function(foretell_sources target)
  foreach(file IN LISTS ARGN)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
endfunction()

# foretell_compile_soon(TARGET): less optimisation for code that only calls the library, a fifth to a
# quarter of its compile time.
function(foretell_compile_soon target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# foretell_test(FOLDER FILE... [LIBRARIES TARGET...]): one GoogleTest program per folder. A few files
# are compiled together, as most of the time of each goes into the same headers; so names have to
# differ within a folder, also those of unnamed namespaces.
function(foretell_test folder)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" name test_${folder})
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE foretell_forecasting foretell_settings GTest::gtest_main
                                        ${arg_LIBRARIES})
  target_compile_definitions(${name} PRIVATE FORETELL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  foretell_compile_soon(${name})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  add_test(NAME ${folder} COMMAND ${name})
endfunction()
