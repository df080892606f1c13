/* Values as one types them, for who offers them. */
#ifndef CYQ_ENGINE_WRITTEN_H
#define CYQ_ENGINE_WRITTEN_H

#include <stdbool.h>

#include "base/str.h"

/* Does the text read as one value without quotes, right of a comparison, and is all of it seen? Without memory it does not. */
bool written_is_phrase(str text);

#endif
