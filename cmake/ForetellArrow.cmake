# Targets foretell_arrow and foretell_parquet: Apache Arrow's C++ libraries, from an installed Arrow
# (find_package) or else from inside the pyarrow wheel of a Python interpreter.
set(FORETELL_PYTHON "" CACHE FILEPATH "Python whose pyarrow holds Arrow, where Arrow is not installed")

# foretell_wheel_library(OUT NAME FOLDER): the full path of lib<NAME>.so.<version> in a wheel.
function(foretell_wheel_library out name folder)
  file(GLOB found "${folder}/lib${name}.so.[0-9]*" "${folder}/lib${name}.so")
  if(NOT found)
    message(FATAL_ERROR "no lib${name} in ${folder}; install pyarrow again")
  endif()
  list(GET found 0 first)
  set(${out} ${first} PARENT_SCOPE)
endfunction()

# foretell_wheel(): sets FORETELL_ARROW_INCLUDE and FORETELL_ARROW_FOLDER from pyarrow.
function(foretell_wheel)
  set(python ${FORETELL_PYTHON})
  if(NOT python AND SKBUILD)  # pip's build environment
    set(python ${Python_EXECUTABLE})
  endif()
  if(NOT python AND EXISTS ${PROJECT_SOURCE_DIR}/.venv/bin/python3)
    set(python ${PROJECT_SOURCE_DIR}/.venv/bin/python3)
  endif()
  if(NOT python)
    set(python python3)
  endif()
  execute_process(
    COMMAND ${python} -c
            "import pyarrow; print(pyarrow.get_include(), pyarrow.get_library_dirs()[0], sep=';')"
    OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status ERROR_QUIET)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "Apache Arrow not found: install Arrow's C++ packages, or pyarrow for "
                        "'${python}' (another interpreter: -DFORETELL_PYTHON=...)")
  endif()
  list(GET answer 0 include)
  list(GET answer 1 folder)
  set(FORETELL_ARROW_INCLUDE ${include} PARENT_SCOPE)
  set(FORETELL_ARROW_FOLDER ${folder} PARENT_SCOPE)
endfunction()

find_package(Arrow QUIET CONFIG)
find_package(Parquet QUIET CONFIG)
add_library(foretell_arrow INTERFACE)
add_library(foretell_parquet INTERFACE)
if(TARGET Arrow::arrow_shared AND TARGET Parquet::parquet_shared)
  message(STATUS "Apache Arrow ${ARROW_VERSION}: installed")
  target_link_libraries(foretell_arrow INTERFACE Arrow::arrow_shared)
  target_link_libraries(foretell_parquet INTERFACE Parquet::parquet_shared foretell_arrow)
else()
  foretell_wheel()
  message(STATUS "Apache Arrow: pyarrow in ${FORETELL_ARROW_FOLDER}")
  foretell_wheel_library(arrow_library arrow ${FORETELL_ARROW_FOLDER})
  foretell_wheel_library(parquet_library parquet ${FORETELL_ARROW_FOLDER})
  target_include_directories(foretell_arrow SYSTEM INTERFACE ${FORETELL_ARROW_INCLUDE})
  target_link_libraries(foretell_arrow INTERFACE ${arrow_library})
  target_link_libraries(foretell_parquet INTERFACE ${parquet_library} foretell_arrow)
endif()
