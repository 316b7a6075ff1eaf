"""One workbook as a person reads it: the sheets by their Turkish headers, and what follows for one city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from tests.recomputed.catalogue import Period

STATUSES = {
    "Başlamadı": "not_started",
    "Devam Ediyor": "in_progress",
    "Tamamlandı": "completed",
    "Ertelendi": "postponed",
    "İptal Edildi": "cancelled",
}
_ACCEPTED = ["Kabul", "Uygulama", "Tamamlandı"]


@dataclass
class Report:
    """The workbook in force of one city and workshop."""

    city: str
    period: Period
    sheets: dict[str, pd.DataFrame]


def read(path: Path, city: str, period: Period) -> Report:
    sheets = pd.read_excel(path, sheet_name=None, dtype=object, engine="openpyxl")
    for frame in sheets.values():
        frame.columns = [str(c).rstrip(" *") for c in frame.columns]
    return Report(city, period, {name: frame.dropna(how="all") for name, frame in sheets.items()})


def actions(report: Report) -> pd.DataFrame:
    """The plan with what is reckoned for each action, by action code."""
    sheet = report.sheets["Eylemler"].set_index("Eylem Kodu")
    end = pd.to_datetime(sheet["Bitiş Tarihi"]).dt.date
    status = sheet["Durum"].map(STATUSES)
    overdue = (end < report.period.end) & ~status.isin(["completed", "cancelled"])
    return pd.DataFrame(
        {
            "name": sheet["Eylem Adı"],
            "status": status,
            "end": end,
            "progress": pd.to_numeric(sheet["İlerleme (%)"]),
            "weight": pd.to_numeric(sheet["Ağırlık"]).fillna(1),
            "counted": status != "cancelled",
            "overdue": overdue,
            "computed": status.where(~overdue, "overdue"),
            "days": [(report.period.end - day).days for day in end],
        }
    )


def typed(report: Report) -> pd.DataFrame:
    """The indicator sheet by code: A, B, C and why C is empty."""
    sheet = report.sheets["Göstergeler"].set_index("Kod")
    numbers = {"A": "Başlangıç Değeri (A)", "B": "Hedef (B)", "C": "Gerçekleşen (C)"}
    frame = pd.DataFrame({short: pd.to_numeric(sheet[header]) for short, header in numbers.items()})
    return frame.assign(reason=sheet["Veri Durumu"])


def counted(report: Report) -> dict[str, tuple[float, float]]:
    """What the list sheets and the plan give: code -> (part, base). A sum has the base 1; an empty list or a
    base of 0 gives nothing."""
    found = {**_of_networks(report), **_of_sister_cities(report), **_of_projects(report), **_of_plan(report)}
    return {code: (float(part), float(base)) for code, (part, base) in found.items() if base}


def joint_codes(report: Report) -> dict[str, pd.Series]:
    """The joint codes among the projects that FON-01 and FON-03 count."""
    projects = report.sheets["Projeler"]
    if projects.empty:
        return {}
    codes = projects["Ortak Proje Kodu"]
    rows = {
        "FON-01": _this_year(projects["Başvuru Tarihi"], report.period),
        "FON-03": projects["Durum"] == "Uygulama",
    }
    return {code: codes[chosen].dropna() for code, chosen in rows.items()}


def _of_networks(report: Report) -> dict[str, tuple[float, float]]:
    networks = report.sheets["Ağlar"]
    if networks.empty:
        return {}
    member = networks["Üyelik Durumu"] == "Üye"
    governs = member & networks["Rol"].isin(["Yönetim Kurulu", "Başkanlık"])
    return {"AGT-01": (member.sum(), 1), "AGT-02": (governs.sum(), 1)}


def _of_sister_cities(report: Report) -> dict[str, tuple[float, float]]:
    cities = report.sheets["Kardeş Şehirler"]
    if cities.empty:
        return {}
    sister = cities["Tür"] == "Kardeş Şehir"
    standing = sister & cities["Durum"].isin(["Aktif", "Pasif"])
    alive = standing & _within(cities["Son Ortak Faaliyet Tarihi"], 1, report.period)
    council, ministry = (pd.to_datetime(cities[f"{of} Tarihi"]) for of in ("Meclis Karar", "Bakanlık Onay"))
    waited = (ministry - council).dt.days[sister & _within(ministry, 5, report.period)].dropna()
    return {
        "KRD-01": (standing.sum(), 1),
        "KRD-02": (alive.sum(), standing.sum()),
        "KAP-05": (waited.sum(), len(waited)),
    }


def _of_projects(report: Report) -> dict[str, tuple[float, float]]:
    projects = report.sheets["Projeler"]
    if projects.empty:
        return {}
    recent = projects[_within(projects["Başvuru Tarihi"], 3, report.period)]["Durum"]
    accepted, rejected = recent.isin(_ACCEPTED).sum(), (recent == "Reddedildi").sum()
    started = _this_year(projects["Başlangıç Tarihi"], report.period)
    grants = pd.to_numeric(projects["Belediye Payı Hibe (avro)"])[started].sum()
    return {
        "FON-01": (_this_year(projects["Başvuru Tarihi"], report.period).sum(), 1),
        "FON-02": (accepted, accepted + rejected),
        "FON-03": ((projects["Durum"] == "Uygulama").sum(), 1),
        "FON-04": (grants / 1000, 1),
    }


def _of_plan(report: Report) -> dict[str, tuple[float, float]]:
    plan = actions(report)
    plan = plan[plan["counted"]]
    return {
        "EYL-01": ((plan["progress"] * plan["weight"]).sum(), plan["weight"].sum()),
        "EYL-02": (plan["overdue"].sum(), len(plan)),
    }


def _within(days: pd.Series, years: int, period: Period) -> pd.Series:
    days, last = pd.to_datetime(days), pd.Timestamp(period.end)
    return (days > last - pd.DateOffset(years=years)) & (days <= last)


def _this_year(days: pd.Series, period: Period) -> pd.Series:
    days = pd.to_datetime(days)
    return (days >= pd.Timestamp(date(period.end.year, 1, 1))) & (days <= pd.Timestamp(period.end))
