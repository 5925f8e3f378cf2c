"""How cards are spread over the bands, as far as that tells nobody's own. Pure."""

from collections.abc import Mapping


def told_counts(counts: Mapping[str, int], *, minimum: int) -> dict[str, int | None]:
    """Band → how many cards, None for fewer than `minimum`; nobody in a band is told as 0.

    Where fewer people than that are left out, the rest of the whole would tell of them: the smallest of the others is
    left out, too.
    """
    small = {band for band, cards in counts.items() if 0 < cards < minimum}
    others = sorted((cards, band) for band, cards in counts.items() if cards >= minimum)
    if 0 < sum(counts[band] for band in small) < minimum and others:
        small.add(others[0][1])
    return {band: None if band in small else cards for band, cards in counts.items()}
