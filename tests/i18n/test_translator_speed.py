"""Shortcuts must say what Fluent and Babel say."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogues import LANGUAGES, bundle_for
from bot.i18n.templates import filled, template_of
from bot.i18n.translator import translator


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plain_message_reads_as_fluent_writes_it(language: str) -> None:
    bundle = bundle_for(language)
    short = 0
    for key in bundle._messages:
        pattern = bundle.get_message(key).value
        template = template_of(pattern) if pattern else None
        if template is None:
            continue
        short += 1
        params = dict.fromkeys(template[1], "A <&> *b*") | dict.fromkeys(template[1][1:2], 999)
        assert filled(template, params) == bundle.format_pattern(pattern, params)[0], key
    assert short > 100


@pytest.mark.parametrize("value", ["x" * 1_001, 1_000, -1, 1.5, None, Decimal(1)], ids=str)
def test_a_parameter_that_needs_care_is_left_to_fluent(value: object) -> None:
    assert filled((("a ", ""), ("name",)), {"name": value}) is None


def test_a_missing_parameter_is_still_an_error() -> None:
    t = translator("en")
    bundle = bundle_for("en")
    key = next(key for key in bundle._messages if (found := template_of(bundle.get_message(key).value)) and found[1])
    with pytest.raises(LookupError, match=key):
        t(key)
    with pytest.raises(LookupError, match="no message 'nowhere'"):
        t("nowhere")


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=6) | st.integers(-(10**15), 10**15),
    decimals=st.integers(0, 4),
)
def test_numbers_read_as_babel_writes_them(language: str, value: Decimal | int, decimals: int) -> None:
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    expected = format_decimal(exact, format=pattern, locale=Locale.parse(language.replace("-", "_")))
    shown = translator(language).number(value, decimals=decimals)
    assert shown == ("0" if expected == "-0" else expected.replace("-", "−"))
