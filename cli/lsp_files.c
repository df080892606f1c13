/* Names of files. */
#include "cli/lsp_files.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/lsp.h"

enum { FILES_MAX = 200 };

static bool is_folder(const char *path, size_t folder, const char *name)
{
    struct stat about;
    size_t size = folder + strlen(name) + 1;
    char *whole = malloc(size);
    if (!whole)
        return false;
    memcpy(whole, path, folder);
    memcpy(whole + folder, name, size - folder);
    bool is = stat(whole, &about) == 0 && S_ISDIR(about.st_mode);
    free(whole);
    return is;
}

/* Hidden ones when a dot is typed; a name that is no UTF-8, or needs escapes, cannot be written between quotes. */
static bool fits(const char *name, const char *begun)
{
    bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0, hidden = name[0] == '.' && begun[0] != '.';
    return !dots && !hidden && strncmp(name, begun, strlen(begun)) == 0 && !strpbrk(name, "\"'\\\n");
}

/* `path` is what is typed, `folder` bytes of it up to the last slash. */
static void list(json_t *items, const document *d, const char *path, size_t folder, size_t from, size_t cursor)
{
    struct dirent **found;
    char *where = folder > 0 ? strndup(path, folder) : strdup(".");
    int count = where ? scandir(where, &found, NULL, alphasort) : -1;
    free(where);
    for (int i = 0; i < count; i++) {
        const char *name = found[i]->d_name;
        json_t *label = fits(name, path + folder) && json_array_size(items) < FILES_MAX ? json_string(name) : NULL;
        if (label) {
            int kind = is_folder(path, folder, name) ? 19 : 17; /* Folder, File */
            json_array_append_new(items, json_pack("{s:O, s:i, s:{s:o, s:O}}", "label", label, "kind", kind, "textEdit", "range",
                                                   document_range(d, from + folder, cursor), "newText", label));
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
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (path)
        list(items, d, path, slash ? (size_t)(slash + 1 - path) : 0, from, cursor);
    free(path);
}
