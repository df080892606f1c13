/* Text and lines as RFC 5545 has them. */
#include "base/text.h"
#include "export/ics.h"

/* ---- Text ---- */

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0);
}

void ics_text(sbuf *out, str text)
{
    size_t length;
    for (size_t i = 0; i < text.n; i += length) {
        uint32_t c = text_decode(text, i, &length);
        if (c == '\r' && i + 1 < text.n && text.p[i + 1] == '\n')
            continue;
        if (is_line_end(c))
            sbuf_char(out, '\n');
        else if (is_control(c) || c == 0xfffd)
            sbuf_add(out, STR("\xef\xbf\xbd"));
        else
            sbuf_add(out, (str){text.p + i, length});
    }
}

/* ---- Lines ---- */

enum { LINE_OCTETS = 75 };

/* libical folds, too, but one of its breaks can fall between the two octets of a line's end. Taken back, its lines are whole in any case: no text has such a break. */
static void unfold(sbuf *out, str written)
{
    static const str fold = {"\r\n ", 3};
    size_t at;
    while ((at = str_find(written, fold)) != SIZE_MAX) {
        sbuf_add(out, (str){written.p, at});
        written = (str){written.p + at + fold.n, written.n - at - fold.n};
    }
    sbuf_add(out, written);
}

static void fold_line(sbuf *out, str line)
{
    size_t most = LINE_OCTETS;
    while (line.n > most) {
        size_t end = most;
        while (end > 1 && ((unsigned char)line.p[end] & 0xc0) == 0x80)
            end--;
        if (end > 2 && line.p[end - 1] == ' ' && line.p[end - 2] != ' ')
            end--; /* a blank at the end of a line gets lost on some ways */
        sbuf_add(out, (str){line.p, end});
        sbuf_add(out, STR("\r\n "));
        line = (str){line.p + end, line.n - end};
        most = LINE_OCTETS - 1; /* the blank counts */
    }
    sbuf_add(out, line);
    sbuf_add(out, STR("\r\n"));
}

void ics_fold(sbuf *out, str written, sbuf *scratch)
{
    sbuf_clear(scratch);
    unfold(scratch, written);
    str rest = sbuf_str(scratch);
    size_t end;
    while ((end = str_find(rest, STR("\r\n"))) != SIZE_MAX) {
        fold_line(out, (str){rest.p, end});
        rest = (str){rest.p + end + 2, rest.n - end - 2};
    }
    out->failed |= scratch->failed;
}
