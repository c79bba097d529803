# The server as a service of systemd, not started by itself, and the user it runs as.
configure_file(packaging/ksearch.service.in ksearch.service @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/ksearch.service DESTINATION lib/systemd/system COMPONENT program)
install(FILES packaging/ksearch.sysusers DESTINATION lib/sysusers.d RENAME ksearch.conf COMPONENT program)
