"""Typefaces for whatever is drawn or printed, so that Chinese reads right on a machine that has none. All under the SIL
Open Font License; README.md says where they come from and what was left out."""

from pathlib import Path

FOLDER = Path(__file__).parent
REGULAR, BOLD = FOLDER / "NotoSansCJKsc-Regular.otf", FOLDER / "NotoSansCJKsc-Bold.otf"
"""English and Chinese. The bold one has the 8,105 characters of the general list, and those of GB 2312; others stay
regular."""
SANS = "Noto Sans CJK SC"
FAMILIES = (SANS, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji")
"""In the order in which a sign is looked for."""
