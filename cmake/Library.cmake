# The library as other projects get it: static and shared, with CMake and pkg-config files that hold
# no absolute path, so that an installed tree can be moved.
add_library(ksearch STATIC)
add_library(ksearch::ksearch ALIAS ksearch)
target_link_libraries(ksearch PUBLIC ksearch_common ksearch_indexer ksearch_searcher ksearch_c)
set_target_properties(ksearch PROPERTIES OUTPUT_NAME ksearch LINKER_LANGUAGE CXX)

# Same objects, position independent as all of them are; the map says what it shows.
add_library(ksearch_shared SHARED)
target_link_libraries(ksearch_shared
  PRIVATE ksearch_common ksearch_indexer ksearch_searcher ksearch_c)
target_link_options(ksearch_shared PRIVATE
  LINKER:--version-script=${PROJECT_SOURCE_DIR}/cmake/ksearch.map LINKER:--no-undefined)
set_target_properties(ksearch_shared PROPERTIES
  OUTPUT_NAME ksearch LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION} SOVERSION ${KSEARCH_ABI}
  LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/ksearch.map)
target_include_directories(ksearch_shared PUBLIC
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(ksearch_shared PUBLIC cxx_std_20)

# What the static library has to be linked with: names of libraries, as the linker
# takes them. tests/install links a program with it, so a missing one is found.
set(KSEARCH_STATIC_NEEDS ${XAPIAN_LIBRARIES} ${ICU_LIBRARIES} ${ZSTD_LIBRARIES} ${XXHASH_LIBRARIES}
  ${LIBXML2_LIBRARIES} ${SIMDJSON_LIBRARIES} ${FMT_LIBRARIES} z cld2)
