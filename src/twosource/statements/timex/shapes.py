"""The shapes of time expressions: patterns over the kinds of a sentence's words (see `lexicon.times.KINDS`).

Every pattern is a fixed row of optional words with bounded repeats, so each start costs a bounded number of steps. Add a shape
here, what it means in `value.READERS`, and where it must not be read so in `admits.ADMITS`.
"""

from collections.abc import Mapping

_NUM = r"(?:a(?=[nN]))?(?:N|[di]n?|n(?:-?[nd]){0,4})O?"
_MOD = r"(?P<mod>E-?O?t?|[ej]Ot?|[ej]|t?E?sO)?"
_UNIT = r"[uUQ]"
_PART = r"(?P<part>P)"

SHAPES: Mapping[str, str] = {
    # 2016-09-01, 9/1/2016
    "digits": r"(?P<day>1)",
    # Thursday, Sept. 1, 2016; March eighth
    "month_day": r"(?P<week>tuO)?(?:E-?)?(?:[lhc]{0,2}(?P<weekday>W),?O?)?t?[lhc]?"
    r"(?P<month>[Mm])(?P<day>[do])(?![n3]?-?[uU])(?:,?(?P<year>Y))?",
    # the 30 of August 28 to 30
    "day_to": r"(?<=[Mm][do][9=-])(?P<day>[do])(?![n3]?-?[uUMm])",
    # 4 July 2014; the 4th of July
    "day_month": r"(?:(?P<weekday>W),?)?t?(?P<day>[do])O?(?P<month>[Mm])(?:,?O?(?P<year>Y))?",
    # July 2014; late August of 1990; July last year
    "month_year": _MOD + r"t?(?P<month>[Mm]),?O?(?:(?P<year>[Yy])|(?P<of>[lhxk])(?P<unit>u))",
    # last November; the end of June; July
    "month": _MOD + r"t?(?P<rel>[lhxcqbK]{0,2}|(?<=t)f)(?P<month>M)",
    # 1990; fiscal 1990; the year 2000; mid-1996; the end of 1990; the first half of 1989
    "year": _MOD + r"(?P<the>tu)?t?(?P<fiscal>8)?(?:u(?=Y))?(?P<year>Y)",
    "half_year": r"t?(?P<half>[ol])-?HO?(?:(?P<year>Y)|tu|(?P<rel>[lhx])u)",
    # the early 1990s
    "decade": r"t?(?P<mod>E-?|sO)?t?(?P<decade>D)",
    # the late 19th century
    "century": r"t?(?P<mod>E-?|sOt)?(?P<ord>o)-?(?P<unit>[uU])",
    # last summer; the summer of 1990; this fall
    "season": r"t?(?P<mod>E-?)?(?P<rel>[lhxcqb]{1,2})(?P<season>S)",
    "season_year": r"t?(?P<mod>E-?)?(?P<season>S)(?:O?(?P<year>Y)|O(?P<rel>[lhx])u)?",
    # the third quarter of 1990; this year's third quarter; fiscal second-quarter; the year-ago quarter
    "quarter": r"(?:t_?)?(?:(?P<back>u-?[ge])|(?P<before>[lhx])uv|(?P<first>Y)v?)?8?-?(?P<ord>o)-?(?P<fis>8)?(?P<unit>Q)"
    r"(?:O?8?(?P<year>Y)|O?(?P<of>[lhx])8?u|(?P<away>au[ge]))?",
    "this_quarter": r"(?:t_?)?(?:(?P<back>u-?[ge])-?[IQ]?|t?(?:(?P<first>Y)|(?P<own>[lhx])uv|(?P<rel>[lhxLzfbkK]?))"
    r"(?P<what>[IQ]))(?:O?(?P<year>Y)|(?P<of>[lhx])8?u|(?P<away>au[ge]))?",
    # Tuesday; last Tuesday; early Tuesday; Wednesday night
    "weekday": r"(?P<mod>E-?|[ej]O?|tEUO)?t?(?P<rel>[lhxcqb]{0,2}|(?<=t)f)(?P<weekday>W)(?!-?[oO]?[Mm][do])(?:v?" + _PART + ")?",
    "weekday_away": r"(?P<num>" + _NUM + r")(?P<weekday>[wW])g",
    "weekday_week": r"(?P<weekday>W)O?(?P<of>[lxh])(?P<unit>u)",
    # yesterday; late today; tomorrow morning
    "named_day": r"(?P<mod>E-?|[ej]O?)?(?P<day>G)(?:v?E?" + _PART + ")?",
    "holiday": r"(?P<rel>[lxh]?)(?P<holiday>F)(?:,?O?(?P<year>Y))?",
    # last night; this morning; the morning; mid-afternoon; overnight
    "part": r"(?P<mod>E-?|[ej])?(?P<rel>[lhtkxfb]K?|tx|tf|tb|tK)" + _PART,
    "part_alone": r"(?P<mod>E-?)" + _PART + "|(?P<overnight>P)",
    # last week; earlier this month; the end of the year; the following day; that year
    "unit": _MOD + r"t?(?P<rel>h[lqcx]|kK|[lhxqbckKzL]|(?<=t)f)(?P<fiscal>8)?(?P<unit>[uV])",
    "the_unit": r"(?P<mod>E-?O?|[ej]O|t?EsO?O|t?sO)t(?P<fiscal>8)?(?P<unit>[uV])|t(?P<weekend>V)|(?P<full>t3(?P<unit3>u))",
    "the_year": r"t(?P<fiscal>8)?(?P<unit>u)",
    "year_end": r"(?P<unit>u)v?-?(?P<end>s)",
    # the past three months; the next few days; recent weeks
    "near": r"B?(?:COt)?t?(?P<rel>[lqxcfbLr]{1,2})(?P<num>" + _NUM + r")?3?-?(?P<unit>U)(?:[9=]U)?",
    # two years ago; a month earlier; years later; a week from now; two days after
    "away": r"B?(?:(?P<num>[a]|" + _NUM + r")-?(?:3)?)?(?P<unit>" + _UNIT + r")(?:=aH)?(?:9[_n])?-?(?P<way>[gej4<>])(?P<tail>K?)",
    "day_away": r"t(?P<unit>u)(?P<way>[<>])",
    # two years; a five-hour; half a year; at least 20 more years
    "span": r"B?t?(?:u-?[ge]-?(?=[din]))?"
    r"(?P<ord>o)?(?P<num>" + _NUM + r"|a|H(?=-?a?u))(?:9" + _NUM + r")?(?:(?<=H)a)?3?-?(?P<inner>=aH)?3?-?"
    r"(?P<unit>" + _UNIT + r")"
    r"(?:=(?P<half>aH))?(?P<age>v?-?0)?",
    # weeks; weeks or months
    "spans": r"(?P<unit>U)(?:[9=]U)?",
    # a day-long meeting
    "lasting": r"[at]?(?P<unit>u)-3",
    "rate": r"(?P<unit>(?:2|a-?)[u])",
    # every two weeks; every other day; each Thursday; Tuesday nights; daily
    "every": r"(?P<each>C)(?P<num>o|K|" + _NUM + r")?(?P<unit>[uUWwPVMSQ])(?P<part>[Pp])?",
    "adverb": r"(?P<adverb>X)",
    "weekdays": r"(?P<weekday>w)(?P<part>[Pp])?|(?P<weekday2>W)(?P<part2>p)",
    # 10:30 a.m. EST; noon; 5 p.m.; 9 o'clock
    "clock": r"B?(?:(?P<hour>[Td]),?(?P<mer>A|6)?|(?P<hour2>i)(?P<mer2>A))(?:Ot(?P<part>P))?(?P<zone>Z)?",
    "reference": r"(?P<reference>R)",
    "the_past": r"t(?P<past>q)",
    "current": r"(?P<current>z)",
    # the year two thousand
    "spelled_year": r"tu(?P<year>n{2,4})",
}
