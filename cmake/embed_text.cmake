# Turns a text file into C source: the bytes as `const char SYMBOL[]`, ended by a NUL, and `const size_t SYMBOL_size`
# without it. Bytes, not a string literal, because ISO C promises literals of 4095 characters only.
# Run as: cmake -DINPUT=file -DOUTPUT=out.c -DSYMBOL=name -P embed_text.cmake
foreach(argument INPUT OUTPUT SYMBOL)
  if(NOT DEFINED ${argument})
    message(FATAL_ERROR "embed_text.cmake: ${argument} is missing")
  endif()
endforeach()

file(READ "${INPUT}" bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
get_filename_component(name "${INPUT}" NAME)

file(WRITE "${OUTPUT}" "/* Made from ${name} by the build; change that file instead. */
#include <stddef.h>

extern const char ${SYMBOL}[];
extern const size_t ${SYMBOL}_size;

const char ${SYMBOL}[] = {
${bytes}
'\\0'};
const size_t ${SYMBOL}_size = ${size};
")
