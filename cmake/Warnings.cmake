# Flags that every target of the project shares. Third-party headers come in as SYSTEM.
add_library(ksearch_flags INTERFACE)
target_include_directories(ksearch_flags INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
# Requests and options are filled by designated initialisers, which name only what is not the default.
target_compile_options(ksearch_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wno-missing-field-initializers
  $<$<BOOL:${KSEARCH_WERROR}>:-Werror>)
# g++ 12 sees overlapping copies in `"text" + std::string` where there are none (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(ksearch_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
target_compile_definitions(ksearch_flags INTERFACE KSEARCH_VERSION="${PROJECT_VERSION}")
if(KSEARCH_SANITIZE)
  add_compile_options(-fsanitize=${KSEARCH_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KSEARCH_SANITIZE})
endif()
if(KSEARCH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
if(KSEARCH_TIDY)
  find_program(CLANG_TIDY_PROGRAM NAMES clang-tidy-14 clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY ${CLANG_TIDY_PROGRAM} --quiet)
endif()

# Makes the object library of a floor. tests/check_layers.py checks what each may include.
function(ksearch_floor name)
  add_library(ksearch_${name} OBJECT)
  target_link_libraries(ksearch_${name} PUBLIC ksearch_flags)
endfunction()
