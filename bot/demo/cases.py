"""What the sample team's raters have to tell about a colleague, by the number that they gave; nothing about a 3."""

from collections.abc import Mapping, Sequence

from bot.features.reviews.rules.kinds import Kind

Told = Mapping[int, Mapping[str, str]]

OF_COLLEAGUES: Mapping[int, Mapping[str, Sequence[str]]] = {
    1: {
        "en": (
            "The trade fair's banners came two days late, and we learnt it from the printer.",
            "For the partner day I heard from a customer that the programme had been moved.",
        ),
        "zh-CN": ("展会物料晚了两天，还是印刷厂先告诉我们的。",),
    },
    2: {
        "en": (
            "Twice a delay was told on the day of delivery itself.",
            "I had the texts promised for Monday. On Monday at noon I was told Wednesday.",
            "The stand's plan changed in the last week, and I asked before I was told.",
            "The pictures were late, which I found out by opening the empty folder.",
            "I learnt on the morning of the shoot that half of the list would not be ready.",
        ),
        "zh-CN": ("两次都是到了交付当天才说来不及。", "改期的事，是我追问之后才知道的。"),
    },
    4: {
        "en": (
            "I could always see in the plan how far things were.",
            "A short note every Thursday on what is done and what is not: I never had to ask.",
            "Told me in the first week that the studio was booked, so we moved the shoot in time.",
            "The drafts for the launch came in parts as they were ready, so I could begin.",
            "When the agency was late I knew it the same afternoon.",
        ),
        "zh-CN": ("进度一直写在排期表里，不用追问。", "供应商延期，当天下午就告诉了我们。"),
    },
    5: {
        "en": (
            "When our launch was brought forward, everything of theirs was there a week early, without a word from us.",
            "Took over two of my deliveries in the week before the fair because I was short of time.",
            "Saw that my deadline was too close and offered to go first, at the price of a late evening.",
            "Handed in the fair's material ten days early so that I could have mine printed together with it.",
            "When the translator fell ill, moved the own part forward, and the page went online on the day.",
        ),
        "zh-CN": (
            "发布会提前，主动把自己的部分也提前一周交了，帮我们抢回了时间。",
            "看到我这边时间紧，先把要用的素材赶了出来。",
        ),
    },
}
OF_MANAGERS: Mapping[int, Mapping[str, Sequence[str]]] = {
    1: {
        "en": ("I heard of the new plan in the channel, after everybody else.",),
        "zh-CN": ("计划改了，我最后才知道。",),
    },
    5: {
        "en": (
            "In our weekly talk we took two projects off my list when the fair came in.",
            "The film's first cut came back within a day, with three remarks that made it better.",
            "The approval by legal was there before I had noticed that it was missing.",
            "The budget for the year was shared out with all of us at the table.",
            "I held the talk at the partner day because she gave me her place.",
        ),
        "zh-CN": ("每周沟通时会一起划掉不再重要的事。", "我还没发现法务审批缺了，她已经办好了。"),
    },
}


def cases(kind: str, place: int) -> Told:
    """By number and language; a rater at another place tells something else, as far as there is more."""
    told = OF_MANAGERS if kind == Kind.UPWARD else OF_COLLEAGUES
    return {
        value: {language: texts[place % len(texts)] for language, texts in words.items()}
        for value, words in told.items()
    }
