"""The base of every value of a scheme: frozen, checked, bilingual where people read it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Value(BaseModel):
    """Base of all scheme values: frozen, no unknown keys, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)


class Text(Value):
    """One text in both languages."""

    en: str = Field(min_length=1)
    zh_cn: str = Field(alias="zh-CN", min_length=1)

    def into(self, locale: str) -> str:
        """Chinese for any zh locale, English for every other."""
        return self.zh_cn if locale.lower().startswith("zh") else self.en
