"""Who is in the sample workspace."""

from bot.sandbox.people import ChannelSpec, PersonSpec

WORKSPACE = "Lumen Marketing"
ZONE = "Europe/Berlin"
SHANGHAI = "Asia/Shanghai"
GROWTH_CHANNEL, CONVERSION_CHANNEL, BRAND_CHANNEL, CHINA_CHANNEL = "C0GROWTH", "C0CONVERT", "C0BRAND", "C0CHINA"
GENERAL_CHANNEL = "C0GENERAL"

GROWTH = ("U0ANA", "U0BO", "U0CHEN", "U0MEI", "U0KEN", "U0SOFIA")
CONVERSION = ("U0DEE", "U0FINN", "U0GRACE", "U0HUGO", "U0INES")
BRAND = ("U0NADIA", "U0YUE", "U0KOJI", "U0LEILA", "U0OLIVIA", "U0TOMAS")
CHINA = ("U0FANG", "U0YANG", "U0JING", "U0HAO")
"""Too few for anything about single figures in their post."""
CHINA_TEAM = "中国区"
HR = "U0EVE"
COMMITTEE = ("U0DEE", "U0NADIA")


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
    _person("U0NADIA", "Nadia Haddad", "Head of Brand"),
    _person("U0YUE", "赵悦", "品牌内容", is_chinese=True),
    _person("U0KOJI", "Koji Mori", "Video and events", tz="Asia/Tokyo"),
    _person("U0LEILA", "Leïla Benali", "Public relations", tz="Europe/Paris"),
    _person("U0OLIVIA", "Olivia Hart", "Brand design", tz="Europe/London"),
    _person("U0TOMAS", "Tomás Prieto", "Social channels", tz="Europe/Madrid"),
    _person("U0FANG", "王芳", "中国区市场负责人", is_chinese=True),
    _person("U0YANG", "刘洋", "渠道拓展", is_chinese=True),
    _person("U0JING", "何静", "新媒体运营", is_chinese=True),
    _person("U0HAO", "孙浩", "活动与会展", is_chinese=True),
    _person(HR, "Eve Moreau", "People partner"),
)

CHANNELS = (
    ChannelSpec(id=GENERAL_CHANNEL, name="general", members=tuple(person.id for person in PEOPLE)),
    ChannelSpec(id=GROWTH_CHANNEL, name="team-growth", members=(*GROWTH, HR)),
    ChannelSpec(id=CONVERSION_CHANNEL, name="team-conversion", members=(*CONVERSION, HR)),
    ChannelSpec(id=BRAND_CHANNEL, name="team-brand", members=(*BRAND, HR)),
    ChannelSpec(id=CHINA_CHANNEL, name="team-china", members=(*CHINA, HR)),
)


def members_csv() -> str:
    """What an administrator would import."""
    lines = ["member,team,manager,role,channel,lead,scheme,groups"]
    lines += _team_lines("Growth", GROWTH, GROWTH_CHANNEL, "promotion,traffic")
    lines += _team_lines("Conversion", CONVERSION, CONVERSION_CHANNEL, "promotion,conversion")
    lines += _team_lines("Brand", BRAND, BRAND_CHANNEL, "integrated_channels,brand|engagement|efficiency|synergy")
    lines += _team_lines(CHINA_TEAM, CHINA, CHINA_CHANNEL, "work_plan,sales|growth|efficiency")
    lines.append(f"{HR},,,hr,,,,")
    return "\n".join(lines) + "\n"


def _team_lines(team: str, members: tuple[str, ...], channel: str, rules: str) -> list[str]:
    """`rules`: a scheme, and which of its dimensions."""
    lead = members[0]
    role = "lead|committee" if lead in COMMITTEE else "lead"
    first = f"{lead},{team},,{role},{channel},yes,{rules}"
    return [first, *(f"{member},{team},{lead},member,,,," for member in members[1:])]
