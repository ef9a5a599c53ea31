"""What finding echoes costs: CPU seconds and memory for quotes of news length, a tenth of them reported twice in other wordings.

Usage: python bench/echoes.py [QUOTES …]     by default 10000 100000 1000000
"""

from __future__ import annotations

import sys
from functools import partial
from itertools import accumulate
from random import Random

from timing import most_memory, timed

from sitegen.catalog.echoes import find_echoes
from sitegen.garbage import nothing_collected
from sitegen.model import Quote, Report, Span

VOCABULARY = 40_000
SPEAKERS = 20_000
LENGTHS = (6, 40)
SHARE_OF_ECHOES = 0.1


def quotes(count: int) -> list[Report]:
    """Reports of *count* quotes whose words are spread as words are; every tenth is another wording of the one before."""
    random = Random(count)  # noqa: S311  (a spread of words, no secret)
    words = [f"w{number:x}" for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    reports: list[Report] = []
    spoken: list[str] = []
    speaker: str | None = None
    for number in range(count):
        if len(spoken) > 1 and random.random() < SHARE_OF_ECHOES:
            spoken.pop(random.randrange(len(spoken)))
        else:
            spoken = random.choices(words, cum_weights=weights, k=random.randint(*LENGTHS))
            speaker = f"p{random.randrange(SPEAKERS)}" if random.random() < 0.7 else None
        quote = Quote(f"{number:012x}", "direct", (Span(0, 1),), " ".join(spoken), speaker, speaker, None, None, "said", 0.9)
        reports.append(Report(f"a{number}", quote, "person" if speaker else None, speaker))
    return reports


def main() -> None:
    """Prints a line a size."""
    print(f"{'quotes':>9}  {'CPU s':>7}  {'µs a quote':>10}  {'echoes':>7}  {'peak MB':>7}")
    for count in map(int, sys.argv[1:] or ("10000", "100000", "1000000")):
        reports = quotes(count)
        with nothing_collected():  # as in a build
            found, spent = timed(partial(find_echoes, reports))
        print(f"{count:>9,}  {spent:>7.1f}  {1e6 * spent / count:>10.1f}  {len(found):>7,}  {most_memory():>7.0f}")


if __name__ == "__main__":
    main()
