/* Text among markup. */
#include "export/markup.h"

#include "base/text.h"

void markup_escape(sbuf *out, str text)
{
    size_t length = 1;
    for (size_t at = 0; at < text.n; at += length) {
        uint32_t c = text_decode(text, at, &length);
        if (c == '&')
            sbuf_add(out, STR("&amp;"));
        else if (c == '<')
            sbuf_add(out, STR("&lt;"));
        else if (c == '>')
            sbuf_add(out, STR("&gt;"));
        else if (c == '"')
            sbuf_add(out, STR("&quot;"));
        else if (c == '\'')
            sbuf_add(out, STR("&#39;"));
        else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF)
            sbuf_add(out, STR("\uFFFD"));
        else
            sbuf_add(out, (str){text.p + at, length});
    }
}
