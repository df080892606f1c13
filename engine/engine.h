/* Inside the engine: what implements include/cyq.h shares.
 *
 * Lifetimes. A session holds the data it opened, what checked statements define, and the texts (source and tree) that later statements
 * may name or go on from. A script holds for each statement its plan, which goes when it has run. A result holds its columns. */
#ifndef CYQ_ENGINE_ENGINE_H
#define CYQ_ENGINE_ENGINE_H

#include "base/text.h"
#include "engine/data.h"
#include "engine/limits.h"
#include "export/export.h"
#include "include/cyq.h"
#include "parser/parser.h"
#include "runtime/query/check.h"

/* A collection that a statement loaded: what it lies in. */
typedef struct loaded loaded;
/* A text of definitions that a statement took in: modules.h. */
typedef struct module module;

/* Names, definitions and today over some data: what statements are checked against. The data at hand is check_dataset(env): what was opened, and what
 * statements loaded since. */
typedef struct scope {
    arena memory;
    check_env *env;
    const data_source *source; /* what was opened */
    loaded *loads;             /* the latest first */
    module *modules;           /* likewise */
} scope;

/* A scope as it was, to return to when a module turns out to be wrong. */
typedef struct scope_mark {
    const definition *definitions;
    const dataset *data;
    const loaded *loads;
    const module *modules;
} scope_mark;

/* A parsed text. It owns itself: unit_free. */
typedef struct unit unit;
struct unit {
    arena memory;
    const source *from;
    const ast_script *tree;
    bool in_use;  /* a script that is open runs it */
    bool defines; /* statements of later scripts may name what stands in it */
    bool stale;   /* nothing can point into it any more but the script that runs it */
    unit *next;
};

struct cyq_session {
    arena memory;
    data_source source;                /* what was opened */
    const cyq_collection *collections; /* those of the data at hand, for the host */
    size_t collection_count;
    const dataset *listed; /* the data whose collections they are */
    day today;
    scope scope;
    limits limits;
    bool safe;
    bool keeps_about;        /* the host may write pages of any result */
    const char *module_path; /* folders with `:` between them; NULL */
    atomic_bool interrupted;
    limits_watch looks; /* of the checker, into columns that are not in memory */
    unit *kept;         /* texts of scripts, the latest first */
};

struct cyq_result {
    arena memory;
    const result *rows;
    const export_about *about; /* what a page says beside them; NULL: nobody wanted it */
    const char *const *names;  /* of columns, NUL-terminated */
    const char *format;        /* what `to` asked for, with its options; NULL */
    sbuf text;                 /* the last text that was given out */
};

/* Copies what a bag has into the host's list, which may be NULL, and empties the bag. Gives `s`, the status of what the bag is about, or
 * ST_NO_MEMORY where a part of the story is lost: a host that sees CYQ_ERROR can rely on being told. */
status diagnostics_take(cyq_diagnostics *list, diag_bag *bag, status s);

/* The status that the host sees. */
cyq_status status_shown(status s);
/* A span as the host is told it. */
cyq_place place_shown(const source *from, span where);

/* A struct of the host, whose first member is its size as the host knows it, into ours (`size` bytes): what the host's lacks stays zero. False
 * if the host's has no size, or more members than are known here and not all of these zero. */
bool host_struct(void *ours, size_t size, const void *theirs);

/* A day as hosts write it, 2025-10-15. ST_ERROR with a diagnostic that calls it `name`. */
status day_read(const char *name, const char *text, diag_bag *bag, day *out);

/* The host's write function as a sink: `data` is a host_sink. ST_IO when it refuses. */
typedef struct host_sink {
    cyq_write_function write;
    void *user;
} host_sink;
status host_sink_write(void *data, str bytes);

/* Mistakes of one text that are told, and warnings. */
enum { MISTAKES_TOLD = 100, WARNINGS_TOLD = 100 };
/* After that many: says so in the bag. */
void say_more_mistakes(diag_bag *bag);

/* Opens `out` with the prelude's definitions over what was opened, which stays where it is. ST_ERROR with diagnostics when the prelude is wrong. Freed by scope_free in any
 * case. */
status scope_open(scope *out, const data_source *source, day today, diag_bag *bag);
void scope_free(scope *s);
scope_mark scope_mark_now(const scope *s);
void scope_return(scope *s, const scope_mark *to);

/* Lists the collections of the data at hand for the host, if it has changed. ST_NO_MEMORY. */
status session_list_collections(cyq_session *s);

/* Reads and parses; what is guessed about mistakes is asked in `env` (NULL: nobody knows). ST_ERROR with all mistakes in `bag`, ST_LIMIT. *out is to be freed in any case, when what is in `bag` has been told; it may be NULL. */
status unit_open(const char *name, str text, check_env *env, diag_bag *bag, unit **out);
void unit_free(unit *u);
/* Gives a text whose statements were checked in the session's scope to the session. `fresh`: it has a query that checked and goes on from no
 * other, so that the queries before it are history. The script that runs it calls unit_release at its end. */
void unit_keep(cyq_session *s, unit *u, bool fresh);
void unit_release(cyq_session *s, unit *u);

/* ---- Arguments ---- */

/* The values that a host gives, as texts that statements can read; their params take them when they are checked. Zero-initialised is none. */
typedef struct arguments {
    arena memory; /* as long as what is said of the script may point into it */
    check_given *first;
} arguments;

/* CYQ_MISUSE for a list that makes no sense, CYQ_NO_MEMORY, or CYQ_ERROR with a diagnostic for a value that is no text. */
cyq_status arguments_take(arguments *out, const cyq_argument *list, size_t count, cyq_diagnostics *diagnostics);
/* ST_ERROR, told, for those that no param took among what was declared since `mark`. */
status arguments_all_taken(const arguments *a, const check_env *env, const definition *mark, diag_bag *bag);

/* ---- Statements ---- */

/* One statement, checked. */
typedef struct prepared {
    arena memory; /* of what is said about it, and of its run */
    diag_bag bag; /* warnings, told when it runs */
    span where;
    const dataset *data;        /* what it was checked against */
    const plan_query *plan;     /* NULL: nothing to run */
    export_choice output;       /* what `to` asked for; without a format nothing */
    const export_about *about;  /* what its result tells of itself, as far as that is known before it runs; NULL: nobody wants it */
    str cited;                  /* the query with all that it takes to ask it again; empty: it is not to be cited */
    arena listed;               /* where `listing` lies, until it becomes a result */
    const result *listing;      /* what show, describe or explain gives; NULL */
    const ast_statement *asked; /* why or why not, about the rows of `plan`; NULL */
    bool sources;               /* asked is not why the rows are there, but where they were read */
    uint64_t source_row;        /* only of this one, counted from 1; 0: of all */
    str loaded, loaded_columns; /* the collection that was read when it was checked, and the names of its columns; empty if none was */
    uint64_t loaded_rows;
    bool saves; /* writes `data` to the file that the statement names */
} prepared;

/* The statements of one text. Zero-initialised is empty. */
typedef struct statements {
    arena memory; /* of the plans: one may have pieces of those before it */
    prepared *items;
    size_t count;
    bool fresh; /* the first query among them checked and goes on from none before this text */
    bool whole; /* all were looked at, so that what they define is known */
    bool unsound;
    scope_mark sound; /* where unsound: the scope before the first param without a proper value; it is to be returned to */
} statements;

/* What statements are checked in. */
typedef struct preparing {
    scope *scope;
    bool files_forbidden;
    bool only_checking; /* params need no values */
    bool only_params;   /* of modules, too, only what params may hang on is read */
    str module_path;
    const module *reading; /* the module whose statements these are; NULL */
    const limits *limits;  /* of one statement: loading a file takes time and memory */
    atomic_bool *interrupted;
    limits_watch *looks; /* bounds what is looked for in columns; NULL: they are in memory */
    bool keeps_about;    /* also of results that no `to` makes a page of */
} preparing;

/* In the session's limits. */
preparing preparing_in(cyq_session *session, scope *in, bool only_checking);
/* Checks all statements of a text, in order. On ST_ERROR every mistake is in their bags. Also what loading a file can give: ST_IO, ST_LIMIT,
 * ST_CANCELLED. `out` is to be freed in any case. */
status statements_prepare(statements *out, const unit *text, const preparing *in);
void statements_free(statements *s);
/* One statement's part of it: what is left after it has run. */
void statement_free(prepared *p);
/* Notes which rows of its result the format that it asks for leaves out. */
void statement_tell_left_out(prepared *p, const result *rows);
/* May the statement give names to others? */
bool statement_defines(const ast_statement *s);
/* Is it a param, or may values of params be made of what it defines? */
bool statement_shapes_params(const ast_statement *s);
/* What is in their bags, to the host. */
status statements_tell(statements *list, cyq_diagnostics *diagnostics, status s);

/* Says that the format asked for cannot show the result: ST_ERROR, or ST_NO_MEMORY. */
status say_misfit(diag_bag *bag, const source *from, span where, const export_misfit *why);

/* Makes a result whole for the host once its rows are there. ST_NO_MEMORY. */
/* `output` may be NULL. */
status result_complete(cyq_result *result, const export_choice *output);

/* ---- Examples ---- */

/* Runs the example of a code apart, over the built-in data, in a scope of its own that no file can be read or written from, and gives the message of that
 * code as people read it, without its line end. Empty for one that is a command line, and where the example does not give the code. ST_NO_MEMORY. */
status example_message(arena *memory, diag_code code, day today, str *out);

/* ---- Data in files ---- */

/* load: the file becomes a collection of the scope at once. ST_ERROR and the others with diagnostics in p->bag; the scope is then as it was. */
status load_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in);
void loads_free(loaded *l);
/* The file that the collection at an index was loaded from, as it was named; empty if it was not. Lives as long as the scope. */
str loads_file(const scope *s, size_t at);
/* Those behind `until` are no longer there for statements; they go with the rest. */
void loads_forget(loaded *newest, const loaded *until);
/* save: checks the statement. ST_ERROR with diagnostics in p->bag. */
status save_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in);
/* Writes the file. */
status save_run(cyq_session *session, prepared *p, const source *from, const ast_statement *s);

/* ---- Files ---- */

/* A file in the making: written beside its place, moved there when complete. */
typedef struct file_out file_out;

/* The folder of a file's name, where it is not there; empty where it is, or nobody can tell. Lies in `path`. */
str file_missing_folder(const char *path);
/* ST_IO with a diagnostic at `where` (from may be NULL). */
status file_out_open(const char *path, diag_bag *bag, const source *from, span where, file_out **out);
/* As an export_sink writes: `data` is the file_out. ST_IO. */
status file_out_write(void *data, str bytes);
/* Puts it in its place if all went well so far and `keep` is true, else removes it; frees `f`. ST_IO with a diagnostic when something had failed. */
status file_out_close(file_out *f, bool keep, diag_bag *bag, const source *from, span where);

#endif
