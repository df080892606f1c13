# The reference data of the importer, compiled in as text: import_text_countries, import_text_cities, ...
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/import)
foreach(name countries cities regions organisations)
  cyq_embed_text(import ${PROJECT_BINARY_DIR}/import/${name}.csv.c import_text_${name} ${PROJECT_SOURCE_DIR}/import/reference/${name}.csv)
endforeach()

# Makes the built-in data; script/data runs it. It stands beside the library, not on it: the library is built from what it writes.
add_executable(cyq_make_data EXCLUDE_FROM_ALL import/tool/make_data.c)
target_link_libraries(cyq_make_data PRIVATE cyq_house cyq_dependencies $<TARGET_OBJECTS:room_import> $<TARGET_OBJECTS:room_runtime_model>
  $<TARGET_OBJECTS:room_base>)
