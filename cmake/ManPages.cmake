# Turns FOLDER/*.scd into FOLDER/man1/*, compressed or not:
#   cmake -DSCDOC=PROGRAM -DFOLDER=FOLDER -DCOMPRESS=ON -P ManPages.cmake
file(GLOB sources ${FOLDER}/*.scd)
foreach(source IN LISTS sources)
  get_filename_component(page ${source} NAME_WLE)
  execute_process(COMMAND ${SCDOC} INPUT_FILE ${source} OUTPUT_FILE ${FOLDER}/man1/${page}
    RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "scdoc cannot read ${source}")
  endif()
  if(COMPRESS)
    execute_process(COMMAND gzip -9n ${FOLDER}/man1/${page} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
