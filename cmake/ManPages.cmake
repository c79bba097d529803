# Turns FOLDER/*.scd into FOLDER/man1/*: cmake -DSCDOC=PROGRAM -DFOLDER=FOLDER -P ManPages.cmake
file(GLOB sources ${FOLDER}/*.scd)
foreach(source IN LISTS sources)
  get_filename_component(page ${source} NAME_WLE)
  execute_process(COMMAND ${SCDOC} INPUT_FILE ${source} OUTPUT_FILE ${FOLDER}/man1/${page}
    RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "scdoc cannot read ${source}")
  endif()
endforeach()
