" Made by script/reference from the tables of the language: change those, then run it again.
" Vim syntax file. Language: CyQL, the query language of cyq
if exists("b:current_syntax")
  finish
endif
syn case ignore
syn sync minlines=50

syn match cyqPlain #\v[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+%([-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)*%(\+%([ \t),;|]|$)@=)?#
syn match cyqSign #\v[-+*/&=~<>|]|\<\=|\>\=|\?\?|\.\.|!\~|!\=|\=\=|!\=\=#
syn match cyqCall #\v[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+\(@=#
syn match cyqNumber #\v\d[0-9_]*%(\.\d+)?%(%([kK]|[mM]|[bB][nN])[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]@!|\%)?%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqDuration #\v\d[0-9_]*\s+%(quarters|quarter|halves|months|month|weeks|years|days|half|week|year|day)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqMoney #\v\C[A-Z]{3}\s+\d[0-9_]*%(\.\d+)?%(%([kK]|[mM]|[bB][nN])[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]@!|\%)?%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqTime #\v%(\d{4}-%([HQ]\d|W\d\d|\d\d%(-\d\d)?)|\d{4}%(\.\.)@=)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(\.\.)@<=\d{4}%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#

syn match cyqConstant #\v%(yesterday|tomorrow|false|today|true)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqOperator #\v%(contains|overlaps|has\s+all|matches|missing|within|known|else|only|then|and|not|if|in|is|or)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqWord #\v%(with\s+ties|offset|links|desc|with|asc|per|via|as|by|on)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqClause #\v%(intersect|left\s+join|distinct|group\s+by|sort\s+by|append|except|expand|rename|select|count|pivot|where|drop|join|show|add)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqClause #\v%(first|limit|last|top)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!%(\s+[0-9$])@=#
syn match cyqTime #\v%(this|last|next)\s+%(quarters|quarter|halves|months|month|weeks|years|days|half|week|year|day)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(last|next)\s+\d+\s+%(quarters|quarter|halves|months|month|weeks|years|days|half|week|year|day)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqClause #\vto%(\s+[\"'])@=#
syn match cyqClauseTo #\vto%(\s+%(calendar|markdown|timeline|chart|jsonl|latex|table|html|json|csv|ics|org|tsv)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!)@=# skipwhite nextgroup=cyqFormat
syn match cyqFormat #\v%(calendar|markdown|timeline|chart|jsonl|latex|table|html|json|csv|ics|org|tsv)%(\s+%(calendar|timeline|citable|heat|line|long|safe|bar|svg))*%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!# contained
syn match cyqStatement #\v%(%(^|;)\s*)@<=%(describe|explain|param|load|save|def|let|say|use|why)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!#
syn match cyqFunction #\v%(certainly|currency|greatest|possible|possibly|previous|together|workdays|overlap|quarter|replace|running|weekday|without|workday|common|length|median|merged|months|number|period|starts|count|first|floor|least|lower|month|pairs|round|share|start|total|upper|weeks|years|ceil|days|ends|gaps|half|last|list|mean|next|sign|size|text|trim|week|year|abs|all|any|avg|day|end|max|min|mod|set|sum)\(@=#

syn match cyqSignCompared #\v!\=\=|\=\=|!\=|\<\=|\>\=|\=|!\~|\~|\<|\># skipwhite nextgroup=cyqPhrase
syn match cyqPhrase #\v%(if%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(yesterday|tomorrow|missing|false|today|true)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(this|last|next)\s+%(quarters|quarter|halves|months|month|weeks|years|days|half|week|year|day)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(last|next)\s+\d+\s+%(quarters|quarter|halves|months|month|weeks|years|days|half|week|year|day)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|\a\a\a\s+\d[0-9_]*%(\.\d+)?%(%([kK]|[mM]|[bB][nN])[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]@!|\%)?%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(\d{4}-%([HQ]\d|W\d\d|\d\d%(-\d\d)?)|\d[0-9_]*%(\.\d+)?%(%([kK]|[mM]|[bB][nN])[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]@!|\%)?)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!)@![^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+%([-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)*%(\+%([ \t),;|]|$)@=)?%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[(`]|\.%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|`)|\.\.|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»])@!%(\s+%(%(with\s+ties|contains|overlaps|has\s+all|matches|within|desc|else|only|then|and|asc|not|per|as|is|or)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(intersect|left\s+join|distinct|group\s+by|sort\s+by|append|except|expand|rename|select|count|pivot|where|drop|join|show|add)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(first|limit|last|top)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!%(\s+[0-9$])@=|to\s+%([\"']|%(calendar|markdown|timeline|chart|jsonl|latex|table|html|json|csv|ics|org|tsv)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!))@![^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+%([-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)*%(\+%([ \t),;|]|$)@=)?%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[(`]|\.%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|`)|\.\.|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»])@!)*# contained
syn match cyqOperatorList #\v%(has\s+all|only|in)%(\s*\(%(\s*[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+%([-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)*%(\+%([ \t),;|]|$)@=)?\s+%(%(intersect|left\s+join|distinct|group\s+by|sort\s+by|append|except|expand|rename|select|count|pivot|where|drop|join|show|add)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(first|limit|last|top)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!%(\s+[0-9$])@=|to\s+%([\"']|%(calendar|markdown|timeline|chart|jsonl|latex|table|html|json|csv|ics|org|tsv)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!)))@!)@=# skipwhite nextgroup=cyqList
syn region cyqList contained matchgroup=cyqPlain start=#(# end=#)# contains=@cyqInside,cyqPhrase
syn region cyqBrackets contained matchgroup=cyqPlain start=#(# end=#)# contains=@cyqInside
syn region cyqOn matchgroup=cyqWord start=#\von%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!# matchgroup=cyqPlain end=#$# end=#\v[;|)]#me=s-1 end=#\v%(intersect|left\s+join|distinct|group\s+by|sort\s+by|append|except|expand|rename|select|count|pivot|where|drop|join|show|add)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!|%(first|limit|last|top)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!%(\s+[0-9$])@=|to\s+%([\"']|%(calendar|markdown|timeline|chart|jsonl|latex|table|html|json|csv|ics|org|tsv)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!)#me=s-1 keepend oneline contains=@cyqInside

syn match cyqColon #\v:# skipwhite nextgroup=cyqType
syn match cyqType #\v%(set\s+of\s+)?%(link\s+[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+|duration|number|period|money|bool|date|link|text|int)%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|[-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\+%([ \t),;|]|$))@!# contained
syn match cyqComma #\v,%(\s*%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)\s*\=[=~]@!)@=# skipwhite nextgroup=cyqName
syn match cyqWordWith #\vwith%(\s+%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)\s*\=[=~]@!)@=# skipwhite nextgroup=cyqName
syn match cyqClauseAdd #\vadd%(\s+%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)\s*\=[=~]@!)@=# skipwhite nextgroup=cyqName
syn match cyqStatementLet #\vlet%(\s+%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)\s*\=[=~]@!)@=# skipwhite nextgroup=cyqName
syn match cyqStatementDef #\vdef%(\s+%(%(\*|%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+))\.)?%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)%(\([^)]*\))?\s*\=)@=# skipwhite nextgroup=cyqOwner,cyqName
syn match cyqOwner #\v%(\*|%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+))\.# skipwhite nextgroup=cyqName contained
syn match cyqName #\v%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)%(`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]|\.)@!# skipwhite nextgroup=cyqSignDefines,cyqParams contained
syn match cyqSignDefines #\v\=# contained
syn region cyqParams contained matchgroup=cyqPlain start=#(# end=#)# contains=cyqVariable skipwhite nextgroup=cyqSignDefines

syn match cyqField #\v\.@<!\.%(`[^`]*`|[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+%([-+/&'’‐‑–][^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»]+)*%(\+%([ \t),;|]|$)@=)?)#
syn match cyqField #\v`[^`]*`#
syn match cyqVariable #\v\$%([^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\xa0“”„«»])+#
syn match cyqOperatorMatches #\vmatches%(\s+/)@=# skipwhite nextgroup=cyqPattern
syn match cyqPattern #\v/%([^/\\]|\\.)*/i?# contained
syn match cyqString #\v'[^']*'?#
syn match cyqString #\v"%([^"\\]|\\.)*"?# contains=cyqEscape
syn match cyqEscape #\v\\%([nt"\\]|u\{\x+\})# contained
syn match cyqComment #\v\#.*$#

syn cluster cyqInside contains=cyqComment,cyqString,cyqOperatorMatches,cyqVariable,cyqField,cyqBrackets,cyqFunction,cyqTime,cyqClause,cyqWord,cyqOperator,cyqConstant,cyqMoney,cyqDuration,cyqNumber,cyqCall,cyqSign,cyqPlain

hi def link cyqComment Comment
hi def link cyqString String
hi def link cyqEscape SpecialChar
hi def link cyqPattern String
hi def link cyqPhrase String
hi def link cyqNumber Number
hi def link cyqMoney Number
hi def link cyqDuration Number
hi def link cyqTime Constant
hi def link cyqConstant Boolean
hi def link cyqClause Statement
hi def link cyqStatement PreProc
hi def link cyqWord Keyword
hi def link cyqOperator Operator
hi def link cyqSign Operator
hi def link cyqFunction Function
hi def link cyqCall Function
hi def link cyqType Type
hi def link cyqFormat Constant
hi def link cyqVariable Identifier
hi def link cyqField Identifier
hi def link cyqName Identifier
hi def link cyqSignCompared cyqSign
hi def link cyqSignDefines cyqSign
hi def link cyqClauseTo cyqClause
hi def link cyqClauseAdd cyqClause
hi def link cyqWordWith cyqWord
hi def link cyqOperatorList cyqOperator
hi def link cyqOperatorMatches cyqOperator
hi def link cyqStatementLet cyqStatement
hi def link cyqStatementDef cyqStatement

let b:current_syntax = "cyq"
