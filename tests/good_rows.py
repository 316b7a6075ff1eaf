"""A realistic submission of Antalya for workshop 3 (January to December 2024) in which nothing is wrong.

Worked out by hand: 3 networks with status member (AGT-01), 1 of them with a board seat (AGT-02); 3 sister
cities (KRD-01), 2 of them with a joint activity in 2024 (KRD-02 66,7 %); one permission in the last five
years, 120 days (KAP-05); 2 applications in 2024 (FON-01); 2 projects under way (FON-03); 2 accepted of 3
concluded applications (FON-02); 180.000 + 45.000 euro started in 2024 (FON-04 225).
"""

from __future__ import annotations

from datetime import date

from definition import Definition
from etl.submission import Value
from etl.template.rows import Rows

CITY, WORKSHOP = "antalya", "3"
Row = dict[str, Value]


def good_rows(definition: Definition) -> Rows:
    """Every sheet filled in, approved, typed = derived nowhere in doubt: no error and no warning."""
    asked = {i.code for i in definition.asked_indicators}
    return {
        "cover": [dict(COVER)],
        "actions": [dict(row) for row in ACTIONS],
        "indicators": [dict(row) for row in INDICATORS if row["indicator_code"] in asked],
        "networks": [dict(row) for row in NETWORKS],
        "sister_cities": [dict(row) for row in SISTER_CITIES],
        "projects": [dict(row) for row in PROJECTS],
        "challenges": [dict(row) for row in CHALLENGES],
        "good_practices": [dict(row) for row in GOOD_PRACTICES],
        "cooperation": [dict(row) for row in COOPERATION],
    }


COVER: Row = {
    "unit": "Dış İlişkiler Dairesi Başkanlığı",
    "unit_level": "department",
    "filled_by_title": "Daire Başkanı",
    "unit_email": "disiliskiler@ornek.bel.tr",
    "approval": "approved",
    "approved_on": date(2025, 1, 20),
    "strategy": "in_preparation",
    "situation_summary": "Strateji taslağı meclise sunuldu; çalışma grupları kuruldu.",
}


def _action(code: str, name: str, start: date, end: date, status: str, progress: float, **more: Value) -> Row:
    return {
        "action_code": code,
        "theme": code.removeprefix("E-").split(".")[0],
        "action_name": name,
        "responsible_unit": "Dış İlişkiler Dairesi Başkanlığı",
        "start_date": start,
        "end_date": end,
        "status": status,
        "progress_pct": progress,
        **more,
    }


ACTIONS: list[Row] = [
    _action(
        *("E-1.1", "Proje yazma ve yabancı dil eğitimleri", date(2024, 2, 1), date(2024, 11, 30)),
        *("completed", 100),
        indicator_code="KAP-03",
        budget_try=350000,
        weight=1,
        cooperating_institutions=("Akdeniz Üniversitesi", "Kalkınma Ajansı"),
    ),
    _action(
        *("E-2.1", "Ağ çalışma gruplarına düzenli katılım", date(2024, 1, 15), date(2025, 6, 30)),
        *("in_progress", 60),
        indicator_code="AGT-03",
        weight=2,
    ),
    _action(
        *("E-3.1", "Kardeş şehirlerle gençlik kampı", date(2024, 3, 1), date(2025, 9, 30)),
        *("in_progress", 45),
        indicator_code="KRD-03",
        budget_try=1250000.5,
    ),
    _action(
        *("E-4.1", "AB proje ofisi kurulması", date(2024, 2, 1), date(2025, 12, 31)),
        *("in_progress", 40),
        indicator_code="FON-01",
        budget_try=750000,
        weight=1.5,
    ),
    _action(
        *("E-4.2", "Çağrı takvimi ve ortak veri tabanı", date(2024, 1, 2), date(2024, 6, 28)),
        *("completed", 100),
        indicator_code="FON-02",
    ),
    _action(
        *("E-5.1", "Uluslararası turizm fuarı ev sahipliği", date(2025, 3, 1), date(2025, 12, 31)),
        *("not_started", 0),
        indicator_code="EKO-01",
    ),
    _action(
        *("E-6.1", "Genç elçiler değişim programı", date(2024, 5, 1), date(2025, 10, 31)),
        *("postponed", 20),
        indicator_code="KUL-01",
        deviation_reason="Hibe sözleşmesi 2025 yılına kaldı.",
    ),
    _action(
        *("E-7.1", "Teknik destek protokolü", date(2024, 4, 1), date(2024, 10, 31)),
        *("cancelled", 10),
        indicator_code="DAY-01",
        deviation_reason="Karşı belediye talebini geri çekti.",
    ),
]


def _indicator(code: str, a: float | None, b: float | None, c: float | None, **more: Value) -> Row:
    return {"indicator_code": code, "baseline": a, "target": b, "actual": c, **more}


INDICATORS: list[Row] = [
    _indicator("KAP-01", 20, 24, 24, evidence="Personel bilgi sistemi"),
    _indicator("KAP-02", 8, 12, 12, evidence="Personel bilgi sistemi"),
    _indicator("KAP-03", None, 15, 18),
    _indicator("KAP-04", 1.5, 2, 1.95, evidence="2024 kesin hesabı"),
    _indicator("KAP-05", 150, 120, None),
    _indicator("AGT-01", 2, 3, None),
    _indicator("AGT-02", 0, 1, None),
    _indicator("AGT-03", None, 8, 7),
    _indicator("KRD-01", 2, 3, None),
    _indicator("KRD-02", 50, 60, None),
    _indicator("KRD-03", None, 6, 6),
    _indicator("KRD-04", None, 1, 1),
    _indicator("KRD-05", None, 20, 23, evidence="Protokol defteri"),
    _indicator("KRD-06", None, 10, 9),
    _indicator("FON-01", None, 2, None),
    _indicator("FON-02", 50, 60, None),
    _indicator("FON-03", 1, 2, None),
    _indicator("FON-04", None, 250, None),
    _indicator("EKO-01", None, 4, 4),
    _indicator("EKO-02", None, 8, 7),
    _indicator("KUL-01", None, 60, 64),
    _indicator("DAY-01", None, None, None, missing_reason="not_collected"),
    _indicator("TAN-01", 2, 4, 4),
    _indicator("TAN-02", None, 2, 1, deviation_reason="İkinci başvurunun sonucu bekleniyor."),
]

NETWORKS: list[Row] = [
    {
        "network": "uclg_mewa",
        "membership_status": "member",
        "member_since_year": 2005,
        "network_role": "board",
        "participations_12m": 3,
        "annual_fee_eur": 4500,
    },
    {
        "network": "eurocities",
        "membership_status": "member",
        "member_since_year": 2016,
        "network_role": "member",
        "participations_12m": 2,
        "annual_fee_eur": 6250.5,
    },
    {
        "network": "medcities",
        "membership_status": "member",
        "member_since_year": 2012,
        "network_role": "committee",
        "participations_12m": 2,
    },
    {"network": "Akdeniz Limanları Birliği", "membership_status": "applied"},
]

SISTER_CITIES: list[Row] = [
    {
        "partnership_type": "sister_city",
        "partner_city": "Nürnberg",
        "country": "DE",
        "partnership_status": "active",
        "council_decided_on": date(1997, 1, 13),
        "ministry_approved_on": date(1997, 6, 20),
        "last_joint_activity_on": date(2024, 9, 14),
        "priority_theme": "6",
    },
    {
        "partnership_type": "sister_city",
        "partner_city": "Jeonju",
        "country": "KR",
        "partnership_status": "active",
        "council_decided_on": date(2022, 3, 14),
        "ministry_approved_on": date(2022, 7, 12),
        "last_joint_activity_on": date(2024, 5, 20),
        "priority_theme": "5",
    },
    {
        "partnership_type": "sister_city",
        "partner_city": "Bat Yam",
        "country": "IL",
        "partnership_status": "passive",
        "council_decided_on": date(1996, 10, 8),
        "ministry_approved_on": date(1997, 2, 3),
        "last_joint_activity_on": date(2018, 4, 11),
    },
    {
        "partnership_type": "protocol",
        "partner_city": "Malaga",
        "country": "ES",
        "partnership_status": "active",
        "last_joint_activity_on": date(2024, 11, 6),
        "priority_theme": "4",
    },
]

PROJECTS: list[Row] = [
    {
        "project_name": "Yeşil Limanlar",
        "programme": "interreg_next",
        "project_role": "lead",
        "project_status": "implementation",
        "applied_on": date(2022, 10, 3),
        "project_start": date(2024, 2, 1),
        "project_end": date(2026, 1, 31),
        "municipal_grant_eur": 180000,
        "total_budget_eur": 950000,
        "partner_countries": ("IT", "ES", "GR"),
        "joint_project_code": "MED-24-017",
    },
    {
        "project_name": "Genç Elçiler",
        "programme": "erasmus",
        "project_role": "partner",
        "project_status": "implementation",
        "applied_on": date(2024, 2, 20),
        "project_start": date(2024, 9, 1),
        "project_end": date(2025, 8, 31),
        "municipal_grant_eur": 45000,
        "total_budget_eur": 240000,
        "partner_countries": ("DE", "PL"),
    },
    {
        "project_name": "Sıfır Atık Turizm",
        "programme": "life",
        "project_role": "partner",
        "project_status": "application",
        "applied_on": date(2024, 9, 17),
        "total_budget_eur": 1200000,
    },
    {
        "project_name": "Dijital Kent Arşivi",
        "programme": "digital_europe",
        "project_role": "beneficiary",
        "project_status": "rejected",
        "applied_on": date(2023, 11, 14),
    },
]

CHALLENGES: list[Row] = [
    {
        "challenge": "Kardeş şehir izin süreci uzun sürüyor",
        "category": "regulation",
        "severity": "high",
        "solution": "Ortak görüş yazısı hazırlandı.",
        "solution_status": "in_solution",
        "support_expected": "Dışişleri Bakanlığı",
    },
    {"challenge": "Proje yazacak personel yetersiz", "category": "project_writing", "severity": "medium"},
]

GOOD_PRACTICES: list[Row] = [
    {
        "title": "Genç elçiler programı",
        "theme": "6",
        "summary": "Üniversiteliler konuk heyetlere rehberlik ediyor.",
        "shared": "yes",
        "numeric_result": "240 katılımcı",
        "adaptability": "easy",
        "link": "https://ornek.bel.tr/genc-elciler",
    },
    {
        "title": "Proje havuzu",
        "theme": "4",
        "summary": "Birimlerin proje fikirleri tek listede toplanıyor.",
        "shared": "no",
    },
]

COOPERATION: list[Row] = [
    {
        "direction": "need",
        "topic": "project_partnership",
        "description": "Yeşil dönüşüm projesi için ortak arıyoruz.",
        "theme": "4",
        "target_programme": "Ufuk Avrupa",
        "expires_on": date(2025, 9, 30),
    },
    {
        "direction": "offer",
        "topic": "network_experience",
        "description": "UCLG-MEWA çalışma grubu deneyimimizi paylaşabiliriz.",
        "theme": "2",
    },
]
