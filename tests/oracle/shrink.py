"""Makes a failing query smaller while it still fails."""
import dataclasses

from clauses import Query
from script import Function, LetQuery, LetValue, NamedQuery, Script, UserCall, Variable
from tree import Node, walk

# What stands in a script twice, where it is defined and where it is used, stays as it is; it can only go.
WHOLE = (Function, LetQuery, LetValue, NamedQuery, Variable)


def smaller(part):
    """Trees like `part`, each a little smaller."""
    if isinstance(part, Script) and part.split is not None:
        yield dataclasses.replace(part, split=None)
    if isinstance(part, Node):
        for inner in walk(part):
            if inner is not part and inner.type == part.type:
                yield inner
    if isinstance(part, Query) and isinstance(part.source, Query):
        yield part.source
    if isinstance(part, NamedQuery):
        yield Query(part.source, part.clauses)
    if isinstance(part, UserCall):
        yield from (dataclasses.replace(part, arguments=arguments) for arguments in smaller(part.arguments) if len(arguments) == len(part.arguments))
    elif isinstance(part, WHOLE):
        return
    elif isinstance(part, list):
        for index in reversed(range(len(part))):
            yield part[:index] + part[index + 1:]
        for index, value in enumerate(part):
            for other in smaller(value):
                yield part[:index] + [other] + part[index + 1:]
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            for other in smaller(getattr(part, field.name)):
                yield dataclasses.replace(part, **{field.name: other})


def shrink(query, fails, most=400):
    """The smallest query found for which `fails` holds, as it does for `query`; looks at `most` candidates at most."""
    looked, again = 0, True
    while again:
        again = False
        for candidate in smaller(query):
            looked += 1
            if looked > most:
                return query
            if fails(candidate):
                query, again = candidate, True
                break
    return query
