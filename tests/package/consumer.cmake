# Installs the build tree BUILD under WORK, builds examples/consumer against it and runs it.
set(prefix ${WORK}/prefix)
set(built ${WORK}/build)
set(flags "")
if(FLAGS)
  set(flags "-DCMAKE_CXX_FLAGS=-fsanitize=${FLAGS}")
endif()
file(REMOVE_RECURSE ${WORK})

macro(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE output)
endmacro()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} --component development)
# Every installed header compiles with nothing but what the package promises.
file(GLOB_RECURSE headers RELATIVE ${prefix}/include ${prefix}/include/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include \"\\1\"\n")
list(JOIN headers "" text)
file(WRITE ${WORK}/headers.cpp "${text}")
run(c++ -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I${prefix}/include ${WORK}/headers.cpp)

run(${CMAKE_COMMAND} -S ${SOURCE}/examples/consumer -B ${built} -G Ninja
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${prefix} ${flags})
run(${CMAKE_COMMAND} --build ${built})
run(${built}/consumer)
if(NOT output MATCHES "step 3: 135\\.0, between [0-9.]+ and [0-9.]+\n$")
  message(FATAL_ERROR "the consumer printed: ${output}")
endif()
if(EXISTS ${built}/from_table)
  run(${built}/from_table ${SOURCE}/data/demo.csv)
  if(NOT output MATCHES "^airline_passengers: [0-9.]+
")
    message(FATAL_ERROR "the consumer of a table printed: ${output}")
  endif()
endif()
