"""A tiny but complete evidence folder, written as real files for the real readers."""

from pathlib import Path

ZONES = """\
data_zone,data_zone_name,intermediate_zone,intermediate_zone_name,ward,ward_name,council_area,council_area_name,\
urban_rural,population,area_ha,longitude,latitude
S01009000,Shore - 01,S02001800,Shore,S13002900,Harbour,S12000047,Fife,Urban Areas,600,20,-3.1,56.2
S01009001,Shore - 02,S02001800,Shore,S13002900,Harbour,S12000047,Fife,Urban Areas,400,30,-3.2,56.2
S01011833,Hill - 01,S02002219,Hill,S13003066,Glen,S12000048,Perth and Kinross,Rural,1000,900,-3.7,56.6
S01011834,Hill - 02,S02002219,Hill,S13003066,Glen,S12000048,Perth and Kinross,Rural,500,800,-3.8,56.6
S01011835,Town - 01,S02002220,Town,S13003067,Cross,S12000048,Perth and Kinross,Urban Areas,800,10,-3.4,56.4
S01011836,Town - 02,S02002220,Town,S13003067,Cross,S12000048,Perth and Kinross,Urban Areas,700,15,-3.5,56.4
"""
SOURCES = """\
[census]
publisher = "National Records of Scotland"
title = "Census"
licence = "Open Government Licence v3.0"
retrieved = "2026-11-21"

[simd]
publisher = "Scottish Government"
title = "Index"
licence = "Open Government Licence v3.0"
retrieved = "2026-11-21"
"""
DEFINITIONS = {
    "low_income": """\
name = "People on low income"
definition = "The share of people on low income."
topic = "Poverty"
measure = "proportion"
unit = "%"
polarity = "lower_is_better"
source = "simd"
counted = "people on low income"
population = "people"
per = 100

[suppression]
rule = "Fewer than 5 people: the count is not published."
stands_for = 2
""",
    "crime": """\
name = "Recorded crimes"
definition = "Crimes for every 10,000 people."
topic = "Community safety"
measure = "rate"
unit = "per 10,000 people"
polarity = "lower_is_better"
source = "simd"
per = 10000
decimals = 0
numerator_within_denominator = false
""",
    "travel": """\
name = "Minutes to a shop"
definition = "The average drive to a shop."
topic = "Access to services"
measure = "mean"
unit = "minutes"
polarity = "lower_is_better"
source = "simd"
weighted_by = "children"
""",
    "children": """\
name = "Children"
definition = "The number of children."
topic = "Population and place"
measure = "count"
unit = "people"
polarity = "no_judgement"
source = "census"
decimals = 0
""",
    "access_rank": """\
name = "Published rank: access"
definition = "Where each data zone stands."
topic = "Published SIMD ranks"
measure = "published_rank"
unit = "of 6"
polarity = "higher_is_better"
source = "simd"
decimals = 0
""",
}
HEADER = "area_code,period,numerator,denominator,value,status\n"
FIGURES = {
    "low_income": """\
S01009000,2020,60,600,,
S01009001,2020,0,400,,
S01011833,2020,50,1000,,
S01011834,2020,,500,,suppressed
S01011835,2020,160,800,,
S01011836,2020,70,700,10,published
""",
    "crime": """\
S01009000,2020,30,600,,
S01009001,2020,10,400,,
S01011833,2020,5,1000,,
S01011834,2020,1,500,,
S01011835,2020,40,800,,
S01011836,2020,14,700,200,
""",
    "travel": """\
S01009000,2020,,,3,
S01009001,2020,,,4,
S01011833,2020,,,20,
S01011834,2020,,,30,
S01011835,2020,,,2,
S01011836,2020,,,6,imputed
""",
    "children": """\
S01009000,2020,,,100,
S01009001,2020,,,100,
S01011833,2020,,,100,
S01011834,2020,,,50,
S01011835,2020,,,300,
S01011836,2020,,,100,
""",
    "access_rank": """\
S01009000,2020,,,5,
S01009001,2020,,,4,
S01011833,2020,,,2,
S01011834,2020,,,1,
S01011835,2020,,,6,
S01011836,2020,,,3,
""",
}
PARTNERSHIP = """\
name = "Perth and Kinross"
council_area = "S12000048"
people_in_need = "low_income"
access = "access_rank"

[[locality]]
name = "Highland"
wards = ["S13003066"]

[[locality]]
name = "City"
wards = ["S13003067"]

[[exception]]
data_zone = "S01011836"
locality = "Highland"
reason = "Its people look north"

[rollout]
source = "A briefing"
extent_note = "Our reading"

[[place]]
name = "The Cross"
status = "working"
data_zones = ["S01011835"]

[[priority]]
name = "Poverty"
lead = "Task Force"
data_zone = { low_income = 2 }
intermediate_zone = { low_income = 1 }

[[priority]]
name = "Safety"
data_zone = { crime = 1, travel = 0.5 }
intermediate_zone = { crime = 1 }

[weights.equal]
Poverty = 1
Safety = 1

[thresholds]
minimum_population = 100
worst_share = 0.25
people_share = 0.25
half = 0.5
remote_share = 0.4
remote_people = 2
certain = 0.9
firm = 0.95
likely = 0.75
at_the_margin = 0.25
"""


def write_small_folder(data: Path) -> None:
    files = {
        "areas/data_zones_2011.csv": ZONES,
        "sources.toml": SOURCES,
        "partnerships/perth-and-kinross.toml": PARTNERSHIP,
    }
    files |= {f"indicators/{name}.toml": text for name, text in DEFINITIONS.items()}
    files |= {f"indicators/{name}.csv": HEADER + rows for name, rows in FIGURES.items()}
    for name, text in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
