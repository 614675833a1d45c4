"""One hostile input: how it is made, what it may cost, and what must be said of it."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

cases = []


@dataclass
class Case:
    name: str
    make: Callable[[Path], None]
    says: str          # must stand in a coverage row or the package's message; "" where nothing is missing
    seconds: float     # bounds that the run is held to
    megabytes: int
    short: bool        # part of the short form inside `make test`
    ending: str
    options: list = field(default_factory=list)
    status: tuple = (0, 1, 3)


def case(name, says="", seconds=5, megabytes=300, short=True, options=(), status=(0, 1, 3)):
    """Makes a case of a function that writes the file or folder it is given."""
    def add(make):
        ending = "".join(Path(name).suffixes)
        cases.append(Case(name, make, says, seconds, megabytes, short, ending, list(options), status))
        return make
    return add
