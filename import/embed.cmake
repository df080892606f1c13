# The reference data of the importer, compiled in as text: import_text_countries, import_text_cities, ...
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/import)
foreach(name countries cities regions organisations)
  cyq_embed_text(import ${PROJECT_BINARY_DIR}/import/${name}.csv.c import_text_${name} ${PROJECT_SOURCE_DIR}/import/reference/${name}.csv)
endforeach()
