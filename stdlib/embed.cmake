# The built-in data: a tool of the build reads stdlib/data/*.csv and writes them as constants, which the room then compiles.
add_executable(cyq_embed ${PROJECT_SOURCE_DIR}/stdlib/embed/cyq_embed.c $<TARGET_OBJECTS:room_base> $<TARGET_OBJECTS:room_runtime_model>)
target_link_libraries(cyq_embed PRIVATE cyq_house cyq_dependencies)

file(GLOB data_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/stdlib/data/*.csv)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/stdlib/data.c
  COMMAND cyq_embed ${PROJECT_SOURCE_DIR}/stdlib/data ${PROJECT_BINARY_DIR}/stdlib/data.c
  DEPENDS cyq_embed ${data_files} COMMENT "Embedding the built-in data" VERBATIM)
cyq_generated(stdlib ${PROJECT_BINARY_DIR}/stdlib/data.c)
