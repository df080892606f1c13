"""The queries of one world: asked of every backend, compared, held to what must hold, and what fails made smaller."""
import random
import os
import shutil
import tempfile
from collections import Counter
from typing import NamedTuple

from asking import UNASKED, Database
from case_file import case_text, save
from hold import CHECKS, Cuts, Once, Partition, PivotRow
from reduce import Reducer
from script import Script
from wild_query import grow_wild
from world import grow_world

BATCH = 100  # queries of one world
CHECKED = 0.2  # of how many queries more is asked
MOST_FAILURES = 3  # of one world that are told



class Settings(NamedTuple):
    seed: str
    count: int
    only: object
    backends: list
    keep: object
    plain: bool


class Failure(NamedTuple):
    number: int
    kind: str
    story: str


class Differs:
    """Two backends answer a script differently. Gives the difference, or None."""

    def __init__(self, backends, status):
        self.backends, self.status = backends, status
        self.kind = f"{' and '.join(backends)} differ"

    def __call__(self, script, database):
        first, other = (database.askers[backend].ask_one(script.text()) for backend in self.backends)
        return difference(self.backends, first, other) if first.status == self.status else None


class Broken:
    """A check of hold.py does not hold of what one backend answers."""

    def __init__(self, check, backend):
        self.make, self.backends, self.kind = type(check).of, [backend], check.kind

    def __call__(self, script, database):
        check = self.make(script, random.Random(1), {})
        if check is None:
            return None
        asker = database.askers[self.backends[0]]
        answers = [asker.ask_one(script.preamble() + query.text()) for query in check.queries]
        return check.story(answers) if all(answer.status == 0 for answer in answers) else None


def difference(backends, first, other):
    """What two backends say, if they say different things; what a limit ended may differ."""
    if first == other or first.is_cut() or other.is_cut():
        return None
    return f"{backends[0]}: {first.shown()}\n{backends[1]}: {other.shown()}"


class Batch:
    def __init__(self, settings, number, tools, place):
        self.settings, self.number, self.tools, self.place = settings, number, tools, place
        self.world = grow_world(f"{settings.seed} {number}")
        self.collections = self.world.everything()
        self.counts, self.failures = Counter(), []

    def run(self):
        numbers = [number for number in range(self.number * BATCH, min((self.number + 1) * BATCH, self.settings.count)) if self.settings.only in (None, number)]
        scripts = [grow_wild(self.settings.seed, number, self.collections) for number in numbers]
        folder = tempfile.mkdtemp(dir=self.place)
        database = Database(self.world, folder, self.tools, self.settings.backends)
        try:
            if database.problem:
                self.failures.append(Failure(numbers[0], "no data", f"the world cannot be made: {database.problem}"))
            else:
                self.ask(numbers, scripts, database)
        finally:
            database.close()
            if self.settings.only is not None and self.settings.keep:
                shutil.copytree(folder, os.path.join(self.settings.keep, f"world-{self.number}"), dirs_exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
        return len(numbers), self.counts, self.failures

    def ask(self, numbers, scripts, database):
        answers = self.compare([(number, script, script.text()) for number, script in zip(numbers, scripts)], database)
        checks = []
        for number, script, answer in zip(numbers, scripts, answers):
            self.counts["wrong" if answer.status == 1 else "cut" if answer.is_cut() else "answered"] += 1
            rng = random.Random(f"{self.settings.seed} {number} check")
            if answer.status == 0 and rng.random() < CHECKED:
                check = rng.choice(CHECKS).of(script, rng, self.collections)
                checks += [(number, check)] if check else []
        rows = [(number, check.second(answers)) for number, check, answers in self.hold(checks, database) if isinstance(check, PivotRow)]
        self.hold([(number, check) for number, check in rows if check], database)

    def compare(self, asked, database):
        """Asks (number, script, text), and gives the first backend's answers; what differs is a failure, unless the script is None."""
        texts = [text for _, _, text in asked]
        first, *others = self.settings.backends
        told = {}  # what was told of a text: two backends that say the same wrong thing fail once
        answers = database.askers[first].ask(texts) if texts else []
        for (number, script, text), answer in zip(asked, answers):
            if answer.status is None:
                self.failures.append(Failure(number, "no answer", f"{text}\n\n{first}: {answer.shown()}"))
                if answer.err.startswith(UNASKED):
                    return answers
        for other in others if texts else []:
            given = database.askers[other].ask(texts)
            if given[0].err.startswith(UNASKED):
                self.failures.append(Failure(asked[0][0], "no answer", f"{other}: {given[0].shown()}"))
                continue
            for index, ((number, script, _), mine, theirs) in enumerate(zip(asked, answers, given)):
                story = script and difference((first, other), mine, theirs)
                if story and theirs not in told.setdefault(index, []):
                    told[index].append(theirs)
                    self.fail(number, script, Differs((first, other), mine.status), story)
        return answers

    def hold(self, checks, database):
        """Asks what checks ask, of all backends, and holds the answers of the first to them. Gives the checks with their answers."""
        asked = []
        for number, check in checks:
            asked.append((number, None, check.script.preamble()))
            asked += [(number, Script(check.script.definitions, query), query.text()) for query in check.queries]
        rest, done = iter(self.compare(asked, database)), []
        for number, check in checks:
            next(rest)
            answers = [next(rest) for _ in check.queries]
            self.counts[check.kind + (" looked for" if all(answer.status == 0 for answer in answers) else " not looked for")] += 1
            if any(answer.status != 0 for answer in answers):
                continue
            story = check.story(answers)
            if story:
                self.fail(number, check.script, Broken(check, self.settings.backends[0]) if isinstance(check, (Partition, Cuts, Once)) else None, story, check.kind)
            done.append((number, check, answers))
        return done

    def fail(self, number, script, fails, story, kind=None):
        """Notes a failure, made smaller where `fails` can tell whether another one is the same."""
        self.counts["failures"] += 1
        if len(self.failures) >= MOST_FAILURES:
            return
        kind, world, small = kind or fails.kind, self.world, script
        if fails and not self.settings.plain:
            reducer = Reducer(self.tools, fails.backends, self.place)
            if reducer.fails_on(world, small, fails):
                world, small = reducer.reduce(world, small, fails)
                story = reducer.fails_on(world, small, fails) or story
            else:
                story = f"only after other queries of the same session: {story}"
        text = case_text(f"seed {self.settings.seed}, query {number}: {kind}", world, small, kind, self.tools, self.place)
        if self.settings.keep:
            text += f"\nsaved as {save(self.settings.keep, f'{self.settings.seed}-{number}', text)}"
        self.failures.append(Failure(number, kind, f"{script.text()}\n\nsmaller:\n{text}\n{story}"))
