# Debian packages of the installed parts; scripts/package.sh makes them. With KSEARCH_DEBIAN (see
# CMakeLists.txt) each part also has the copyright and changelog that a Debian package needs.
set(CPACK_PACKAGE_NAME ksearch)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The ksearch authors <ksearch@ksearch.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})
# What programs built with the library depend on, and the trigger that makes it known to the loader;
# scripts/package.sh takes out the scripts that CPack adds to call ldconfig.
file(WRITE ${PROJECT_BINARY_DIR}/debian/shlibs
  "libksearch ${KSEARCH_ABI} libksearch${KSEARCH_ABI} (>= ${PROJECT_VERSION})\n")
file(WRITE ${PROJECT_BINARY_DIR}/debian/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
  ${PROJECT_BINARY_DIR}/debian/shlibs ${PROJECT_BINARY_DIR}/debian/triggers)

# One line that says what it is; then what it is for. Lines of the extended text begin with a space.
if(KSEARCH_DEBIAN)
  configure_file(packaging/debian/changelog.in changelog.Debian @ONLY)
  execute_process(COMMAND gzip -9nkf ${PROJECT_BINARY_DIR}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md
    OUTPUT_FILE ${PROJECT_BINARY_DIR}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/ksearch
    COMPONENT program)
endif()

function(ksearch_package component name section summary)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  string(REPLACE ";" "\n" text "${ARGN}")
  set(CPACK_COMPONENT_${upper}_DESCRIPTION "${summary}\n${text}" PARENT_SCOPE)
  if(KSEARCH_DEBIAN)
    install(FILES packaging/debian/copyright ${PROJECT_BINARY_DIR}/changelog.Debian.gz
      DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
  endif()
endfunction()
ksearch_package(program ksearch text "full-text search with named-entity facets"
  "ksearch indexes folders of news and documents and answers queries with"
  "ranked passages. People, places and organisations are facets, whatever"
  "their spelling. Command line, terminal browser and web page.")
ksearch_package(library libksearch${KSEARCH_ABI} libs "full-text search engine with named-entity facets"
  "The engine of ksearch as a shared library, for C and C++ programs."
  "It is built on Xapian and ICU.")
ksearch_package(development libksearch-dev libdevel "full-text search engine with named-entity facets (development)"
  "Headers, the static library, and the files of CMake and pkg-config for"
  "programs that embed ksearch.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libksearch${KSEARCH_ABI} (= ${PROJECT_VERSION}-1), libxapian-dev, libicu-dev, libzstd-dev, libxxhash-dev, libxml2-dev, libsimdjson-dev, libfmt-dev, libcld2-dev, zlib1g-dev")
# The program that reads risky formats comes with the library.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "libksearch${KSEARCH_ABI} (= ${PROJECT_VERSION}-1)")
if(KSEARCH_PYTHON)
  list(APPEND CPACK_COMPONENTS_ALL python)
  ksearch_package(python python3-ksearch python "full-text search with named-entity facets (Python module)"
    "Search and index with ksearch from Python, with recognisers of names"
    "written in Python if wanted.")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
    "libksearch${KSEARCH_ABI} (= ${PROJECT_VERSION}-1), python3 (>= 3.11), python3 (<< 3.12)")
endif()
include(CPack)
