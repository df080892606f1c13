# An archive's members meet by their symbols, hidden ones too: a program's own `arena_free` would take the place of the library's. So libcyq.a has one member, in which only what include/cyq.h
# declares has a name for others.

# Sets `result` to the objects that are to be put into the archive: the one made of all, or where that cannot be made all of them. The caller adds what they depend on.
function(cyq_seal result)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  set(flags "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${type}}")
  if(NOT CMAKE_OBJCOPY OR GENERATOR_IS_MULTI_CONFIG OR CMAKE_INTERPROCEDURAL_OPTIMIZATION OR flags MATCHES "-flto")
    message(STATUS "libcyq.a keeps its inner names: no objcopy, several configurations at once, or optimization at link time")
    set(${result} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  separate_arguments(flags NATIVE_COMMAND "${flags}")
  if(CMAKE_SYSROOT)
    list(APPEND flags "--sysroot=${CMAKE_SYSROOT}")
  endif()
  if(CMAKE_C_COMPILER_TARGET)
    list(APPEND flags "${CMAKE_C_COMPILE_OPTIONS_TARGET}${CMAKE_C_COMPILER_TARGET}")
  endif()
  set(whole ${PROJECT_BINARY_DIR}/cyq_whole.o)
  set(sealed ${PROJECT_BINARY_DIR}/cyq_sealed.o)
  add_custom_command(OUTPUT ${sealed}
    COMMAND ${CMAKE_C_COMPILER} ${flags} -nostdlib -r -o ${whole} ${ARGN}
    COMMAND ${CMAKE_OBJCOPY} --localize-hidden ${whole} ${sealed}
    DEPENDS ${ARGN} BYPRODUCTS ${whole} COMMAND_EXPAND_LISTS VERBATIM)
  set_source_files_properties(${sealed} PROPERTIES GENERATED TRUE EXTERNAL_OBJECT TRUE)
  set(${result} ${sealed} PARENT_SCOPE)
endfunction()
