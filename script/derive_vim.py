"""Writes the syntax file for Vim, and what finds and sets up its files.

The patterns are those of derive_textmate.py in Vim's tongue, all "very magic". Of the items that begin at one place Vim takes the one that is defined last, so the
general ones stand first; a word that is nothing else is an item, too, so that no other begins inside it. `cyqSignCompared` and the like are the kind `cyqSign` with
something that follows."""
from derive_words import KINDS

CHARACTER = r"[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]"  # a letter of any script, a digit or _
JOINER = "[-+/&'’‐‑–]"
STOP = r"%([ \t),;|]|$)"
END = rf"%({CHARACTER}|{JOINER}{CHARACTER}|\+{STOP})@!"  # behind a word
WORD = rf"{CHARACTER}+%({JOINER}{CHARACTER}+)*%(\+{STOP}@=)?"
NAME = rf"%(`[^`]*`|{CHARACTER}+)"
DATE = r"\d{4}-%([HQ]\d|W\d\d|\d\d%(-\d\d)?)"
MADE = '" Made by script/reference from the tables of the language: change those, then run it again.'


def either(words):
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


def word(words):
    return f"%({either(words)}){END}"


def match(kind, pattern, more=""):
    pattern = pattern.replace("#", r"\#")
    return rf"syn match cyq{kind} #\v{pattern}#" + (f" {more}" if more else "")


def leads(kind, pattern, *following):
    """An item behind which one of some contained ones may stand."""
    return match(kind, pattern, f"skipwhite nextgroup={','.join('cyq' + name for name in following)}")


def contained(line):
    return f"{line} contained"


# ---- Patterns that are made of the words ----


def numbers(words):
    spelt = "|".join("".join(f"[{c.lower()}{c.upper()}]" for c in s) for s in words.suffixes if s != "%")
    return rf"\d[0-9_]*%(\.\d+)?%(%({spelt}){CHARACTER}@!|\%)?"


def times(words):
    unit = f"%({either(words.units)})"
    return rf"%(this|last|next)\s+{unit}{END}|%(last|next)\s+\d+\s+{unit}{END}"


def begins_clause(words):
    plain = words.those("clause", without=["KW_NUMBERED", "KW_TEXT"])
    return rf"{word(plain)}|{word(words.those('clause', 'KW_NUMBERED'))}%(\s+[0-9$])@=|to\s+%([\"']|{word(words.formats)})"


def ends_phrase(words):
    inside = words.those("word", without=["KW_TEXT"]) + words.those("operator", without=["KW_TEXT"])
    return f"{word(inside)}|{begins_clause(words)}"


def phrase(words):
    whole = rf"{WORD}%({CHARACTER}|[(`]|\.%({CHARACTER}|`)|\.\.|{JOINER}{CHARACTER})@!"
    money = rf"\a\a\a\s+{numbers(words)}{END}"
    other = rf"if{END}|{word([*words.constants, 'missing'])}|{times(words)}|{money}|%({DATE}|{numbers(words)}){END}"
    return rf"%({other})@!{whole}%(\s+%({ends_phrase(words)})@!{whole})*"


# ---- The syntax ----


def literals(words):
    return [
        match("Plain", WORD),
        match("Sign", r"[-+*/&=~<>|]|\<\=|\>\=|\?\?|\.\.|!\~|!\=|\=\=|!\=\="),
        match("Call", rf"{CHARACTER}+\(@="),
        match("Number", numbers(words) + END),
        match("Duration", rf"\d[0-9_]*\s+%({either(words.units)}){END}"),
        match("Money", rf"\C[A-Z]{{3}}\s+{numbers(words)}{END}"),
        match("Time", rf"%({DATE}|\d{{4}}%(\.\.)@=){END}|%(\.\.)@<=\d{{4}}{END}"),
    ]


def keywords(words):
    return [
        match("Constant", word(words.constants)),
        match("Operator", word(words.those("operator"))),
        match("Word", word(words.those("word", without=["KW_NAME"]) + ["via"])),
        match("Clause", word(words.those("clause", without=["KW_NUMBERED", "KW_TEXT"]))),
        match("Clause", rf"{word(words.those('clause', 'KW_NUMBERED'))}%(\s+[0-9$])@="),
        match("Time", times(words)),
        match("Clause", r"to%(\s+[\"'])@="),
        leads("ClauseTo", rf"to%(\s+{word(words.formats)})@=", "Format"),
        contained(match("Format", rf"%({either(words.formats)})%(\s+%({either(words.options)}))*{END}")),
        match("Statement", rf"%(%(^|;)\s*)@<={word(words.those('statement'))}"),
        match("Function", rf"%({either(words.functions)})\(@="),
    ]


def values(words):
    """Comparisons, lists of values, and the condition of a join, in which every bare word is a field."""
    query = rf"\s*{WORD}\s+%({begins_clause(words)})"
    return [
        leads("SignCompared", r"!\=\=|\=\=|!\=|\<\=|\>\=|\=|!\~|\~|\<|\>", "Phrase"),
        contained(match("Phrase", phrase(words))),
        leads("OperatorList", rf"%({either(['in', 'has all', 'only'])})%(\s*\(%({query})@!)@=", "List"),
        "syn region cyqList contained matchgroup=cyqPlain start=#(# end=#)# contains=@cyqInside,cyqPhrase",
        "syn region cyqBrackets contained matchgroup=cyqPlain start=#(# end=#)# contains=@cyqInside",
        rf"syn region cyqOn matchgroup=cyqWord start=#\von{END}# matchgroup=cyqPlain end=#$# end=#\v[;|)]#me=s-1 end=#\v{begins_clause(words)}#me=s-1"
        " keepend oneline contains=@cyqInside",
    ]


def definitions(words):
    """What gets a name: no value follows these `=`."""
    types = rf"%(set\s+of\s+)?%(link\s+{CHARACTER}+|{either(words.types)}){END}"
    named = rf"{NAME}\s*\=[=~]@!"
    return [
        leads("Colon", ":", "Type"),
        contained(match("Type", types)),
        leads("Comma", rf",%(\s*{named})@=", "Name"),
        leads("WordWith", rf"with%(\s+{named})@=", "Name"),
        leads("ClauseAdd", rf"add%(\s+{named})@=", "Name"),
        leads("StatementLet", rf"let%(\s+{named})@=", "Name"),
        leads("StatementDef", rf"def%(\s+%(%(\*|{NAME})\.)?{NAME}%(\([^)]*\))?\s*\=)@=", "Owner", "Name"),
        contained(leads("Owner", rf"%(\*|{NAME})\.", "Name")),
        contained(leads("Name", rf"{NAME}%(`|{CHARACTER}|\.)@!", "SignDefines", "Params")),
        contained(match("SignDefines", r"\=")),
        "syn region cyqParams contained matchgroup=cyqPlain start=#(# end=#)# contains=cyqVariable skipwhite nextgroup=cyqSignDefines",
    ]


def texts():
    return [
        match("Field", r"\.@<!\.%(`[^`]*`|" + WORD + ")"),
        match("Field", r"`[^`]*`"),
        match("Variable", rf"\$%({CHARACTER})+"),
        leads("OperatorMatches", r"matches%(\s+/)@=", "Pattern"),
        contained(match("Pattern", r"/%([^/\\]|\\.)*/i?")),
        match("String", r"'[^']*'?"),
        match("String", r'"%([^"\\]|\\.)*"?', "contains=cyqEscape"),
        contained(match("Escape", r'\\%([nt"\\]|u\{\x+\})')),
        match("Comment", "#.*$"),
    ]


INSIDE = ("Comment", "String", "OperatorMatches", "Variable", "Field", "Brackets", "Function", "Time", "Clause", "Word", "Operator", "Constant", "Money", "Duration", "Number", "Call",
          "Sign", "Plain")


def syntax(words):
    links = [f"hi def link cyq{group} {to}" for _, _, group, to in KINDS]
    also = ["SignCompared", "SignDefines", "ClauseTo", "ClauseAdd", "WordWith", "OperatorList", "OperatorMatches", "StatementLet", "StatementDef"]
    kinds = [group for _, _, group, _ in KINDS]
    links += [f"hi def link cyq{name} cyq{next(k for k in kinds if name.startswith(k))}" for name in also]
    sections = [literals(words), keywords(words), values(words), definitions(words), texts(), [f"syn cluster cyqInside contains={','.join('cyq' + g for g in INSIDE)}"], links]
    head = [MADE, '" Vim syntax file. Language: CyQL, the query language of cyq', 'if exists("b:current_syntax")', "  finish", "endif", "syn case ignore", "syn sync minlines=50"]
    return "\n\n".join("\n".join(lines) for lines in [head, *sections, ['let b:current_syntax = "cyq"']]) + "\n"


DETECT = MADE + """
autocmd BufNewFile,BufRead *.cyq setfiletype cyq
autocmd BufRead * if getline(1) =~# '^#!.*\\<cyq\\>' | setfiletype cyq | endif
"""

PLUGIN = MADE + """
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1
setlocal commentstring=#\\ %s comments=:# formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
let b:undo_ftplugin = "setlocal commentstring< comments< formatoptions< expandtab< shiftwidth< softtabstop<"
"""


def files(words):
    """The text of each file by its name under editors/vim/."""
    return {"syntax/cyq.vim": syntax(words), "ftdetect/cyq.vim": DETECT, "ftplugin/cyq.vim": PLUGIN}
