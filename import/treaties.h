/* News of treaties: signatures, accessions, invitations, and the counts of parties and observers. */
#ifndef CYQ_IMPORT_TREATIES_H
#define CYQ_IMPORT_TREATIES_H

#include "import/facts.h"

/* After stories_read of the document. */
status treaties_read(reading *r, facts *f, issue *i);

#endif
