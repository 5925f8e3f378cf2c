"""Who is in the sample workspace."""

from bot.sandbox.people import ChannelSpec, PersonSpec

WORKSPACE = "Lumen Marketing"
ZONE = "Europe/Berlin"
SHANGHAI = "Asia/Shanghai"
GROWTH_CHANNEL, CONVERSION_CHANNEL, BRAND_CHANNEL = "C0GROWTH", "C0CONVERT", "C0BRAND"
GENERAL_CHANNEL = "C0GENERAL"

GROWTH = ("U0ANA", "U0BO", "U0CHEN", "U0MEI", "U0KEN", "U0SOFIA")
CONVERSION = ("U0DEE", "U0FINN", "U0GRACE", "U0HUGO", "U0INES", "U0JONAS")
BRAND = ("U0NADIA", "U0YUE", "U0KOJI", "U0LEILA", "U0OLIVIA", "U0TOMAS")
HR = "U0EVE"


def _person(
    user: str, real_name: str, title: str, *, tz: str = ZONE, is_chinese: bool = False, is_admin: bool = False
) -> PersonSpec:
    name = user.removeprefix("U0").lower()
    return PersonSpec(
        id=user,
        name=name,
        real_name=real_name,
        email=f"{name}@lumen.example",
        tz=SHANGHAI if is_chinese else tz,
        locale="zh-CN" if is_chinese else "en-US",
        title=title,
        is_admin=is_admin,
    )


PEOPLE = (
    _person("U0ANA", "Ana Costa", "Head of Growth", is_admin=True),
    _person("U0BO", "Bo Lindgren", "Search marketing"),
    _person("U0CHEN", "陈琳", "内容营销", is_chinese=True),
    _person("U0MEI", "Mei Tanaka", "Content, APAC", tz=SHANGHAI),
    _person("U0KEN", "Ken Okafor", "Landing pages"),
    _person("U0SOFIA", "Sofía Rivas", "Social ads"),
    _person("U0DEE", "Dee Walsh", "Head of Conversion"),
    _person("U0FINN", "Finn Berg", "Lead hand-over"),
    _person("U0GRACE", "Grace Obi", "Webinars"),
    _person("U0HUGO", "Hugo Martin", "Partner sales"),
    _person("U0INES", "Ines Duarte", "Lifecycle e-mail"),
    _person("U0JONAS", "Jonas Keller", "Sales enablement"),
    _person("U0NADIA", "Nadia Haddad", "Head of Brand"),
    _person("U0YUE", "赵悦", "品牌内容", is_chinese=True),
    _person("U0KOJI", "Koji Mori", "Video and events", tz="Asia/Tokyo"),
    _person("U0LEILA", "Leïla Benali", "Public relations", tz="Europe/Paris"),
    _person("U0OLIVIA", "Olivia Hart", "Brand design", tz="Europe/London"),
    _person("U0TOMAS", "Tomás Prieto", "Social channels", tz="Europe/Madrid"),
    _person(HR, "Eve Moreau", "People partner"),
)

CHANNELS = (
    ChannelSpec(id=GENERAL_CHANNEL, name="general", members=tuple(person.id for person in PEOPLE)),
    ChannelSpec(id=GROWTH_CHANNEL, name="team-growth", members=(*GROWTH, HR)),
    ChannelSpec(id=CONVERSION_CHANNEL, name="team-conversion", members=(*CONVERSION, HR)),
    ChannelSpec(id=BRAND_CHANNEL, name="team-brand", members=(*BRAND, HR)),
)


def members_csv() -> str:
    """What an administrator would import."""
    lines = ["member,team,manager,role,channel,lead,scheme,groups"]
    lines += _team_lines("Growth", GROWTH, GROWTH_CHANNEL, "promotion,traffic")
    lines += _team_lines("Conversion", CONVERSION, CONVERSION_CHANNEL, "promotion,conversion")
    lines += _team_lines("Brand", BRAND, BRAND_CHANNEL, "integrated_channels,brand|engagement|efficiency|synergy")
    lines.append(f"{HR},,,hr,,,,")
    return "\n".join(lines) + "\n"


def _team_lines(team: str, members: tuple[str, ...], channel: str, rules: str) -> list[str]:
    """`rules`: a scheme, and which of its dimensions."""
    lead = members[0]
    first = f"{lead},{team},,lead,{channel},yes,{rules}"
    return [first, *(f"{member},{team},{lead},member,,,," for member in members[1:])]
