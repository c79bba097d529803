# Three parts, which are packages of their own: the program, the shared library, and what others
# build with.
include(CMakePackageConfigHelpers)
set(KSEARCH_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/ksearch)

install(TARGETS ksearch_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES LICENSE THIRD_PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
if(NOT KSEARCH_DEBIAN)
  install(FILES CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
endif()
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program
  FILES_MATCHING PATTERN "*.md" PATTERN "openapi.json")
# The model of openly licensed texts alone, one option away: ksearch index --model FILE.
install(FILES data/english-open.ner DESTINATION ${CMAKE_INSTALL_DATADIR}/ksearch COMPONENT program)

install(TARGETS ksearch_shared EXPORT ksearchTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development)
set_target_properties(ksearch_shared PROPERTIES EXPORT_NAME ksearch)
# The library starts it for formats that are risky to read.
install(TARGETS ksearch_extract RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/ksearch
  COMPONENT library)

install(TARGETS ksearch ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY include/ksearch DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(EXPORT ksearchTargets NAMESPACE ksearch:: DESTINATION ${KSEARCH_CMAKE_DIR}
  COMPONENT development)
list(TRANSFORM KSEARCH_STATIC_NEEDS PREPEND "-l" OUTPUT_VARIABLE KSEARCH_PRIVATE_LIBS)
list(JOIN KSEARCH_PRIVATE_LIBS " " KSEARCH_PRIVATE_LIBS)
configure_package_config_file(cmake/ksearchConfig.cmake.in ksearchConfig.cmake
  INSTALL_DESTINATION ${KSEARCH_CMAKE_DIR} PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(ksearchConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ksearchConfig.cmake
  ${PROJECT_BINARY_DIR}/ksearchConfigVersion.cmake
  DESTINATION ${KSEARCH_CMAKE_DIR} COMPONENT development)

# Where the prefix lies as seen from the file, so that the tree can be moved.
file(RELATIVE_PATH KSEARCH_PC_PREFIX
  /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" KSEARCH_PC_PREFIX "${KSEARCH_PC_PREFIX}")
configure_file(cmake/ksearch.pc.in ksearch.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/ksearch.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT development)
