/* Names of files. */
#include "cli/lsp_files.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/lsp.h"

enum { FILES_MAX = 200 };

/* `length` bytes of one, and then the other. NULL without memory. */
static char *joined(const char *one, size_t length, const char *other)
{
    size_t size = strlen(other) + 1;
    char *whole = malloc(length + size);
    if (!whole)
        return NULL;
    memcpy(whole, one, length);
    memcpy(whole + length, other, size);
    return whole;
}

static bool is_folder(const char *where, const char *name)
{
    struct stat about;
    char *whole = joined(where, strlen(where), name);
    bool is = whole && stat(whole, &about) == 0 && S_ISDIR(about.st_mode);
    free(whole);
    return is;
}

/* Is the word before the quote `use`? */
static bool is_of_use(const document *d, size_t from)
{
    size_t end = from > 0 ? from - 1 : 0;
    while (end > 0 && d->text[end - 1] == ' ')
        end--;
    return end >= 3 && strncasecmp(d->text + end - 3, "use", 3) == 0;
}

/* Hidden ones when a dot is typed; a name that is no UTF-8, or needs escapes, cannot be written between quotes. */
static bool fits(const char *name, const char *begun)
{
    bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0, hidden = name[0] == '.' && begun[0] != '.';
    return !dots && !hidden && strncmp(name, begun, strlen(begun)) == 0 && !strpbrk(name, "\"'\\\n");
}

/* What is in the folder `where` and goes on as `begun`, which stands between bytes `from` and `cursor`. */
static void list(json_t *items, const document *d, const char *where, const char *begun, size_t from, size_t cursor)
{
    struct dirent **found;
    int count = scandir(*where ? where : ".", &found, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = found[i]->d_name;
        json_t *label = fits(name, begun) && json_array_size(items) < FILES_MAX ? json_string(name) : NULL;
        if (label) {
            int kind = is_folder(where, name) ? 19 : 17; /* Folder, File */
            json_array_append_new(items, json_pack("{s:O, s:i, s:{s:o, s:O}}", "label", label, "kind", kind, "textEdit", "range",
                                                   document_range(d, from, cursor), "newText", label));
        }
        json_decref(label);
        free(found[i]);
    }
    if (count >= 0)
        free(found);
}

void lsp_files(json_t *items, const document *d, size_t from, size_t cursor)
{
    char *path = from <= cursor ? strndup(d->text + from, cursor - from) : NULL;
    if (!path)
        return;
    const char *slash = strrchr(path, '/'), *own = strrchr(d->name, '/');
    size_t folder = slash ? (size_t)(slash + 1 - path) : 0;
    char *begun = strdup(path + folder);
    path[folder] = 0;
    bool of_text = own && path[0] != '/' && is_of_use(d, from);
    char *where = joined(d->name, of_text ? (size_t)(own + 1 - d->name) : 0, path);
    if (begun && where)
        list(items, d, where, begun, from + folder, cursor);
    free(where);
    free(begun);
    free(path);
}
