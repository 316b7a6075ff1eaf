"""What a person reads about something that is damaged: which it is, whose, and what to do."""

from __future__ import annotations

from definition import Definition, Language
from etl.store.integrity import Damage


def damage_words(damage: Damage, definition: Definition, language: Language) -> str:
    """Two sentences. File names in them are as somebody typed them."""

    def say(key: str, **facts: object) -> str:
        return definition.text(f"damage.{key}", language).format(**facts)

    facts = {"what": what(damage, definition, language), "id": damage.receipt_id, "name": damage.name}
    said = say(f"{damage.kind}.{damage.fault}", **facts)
    named = damage.kind not in ("original", "receipt") or damage.receipt_id
    return f"{said} {say(f'{damage.kind}.mend', **facts)}" if named else said


def what(damage: Damage, definition: Definition, language: Language) -> str:
    """The file as its sender knows it; of one without a receipt where it lies."""
    if not damage.receipt_id or damage.kind != "original":
        return damage.name
    facts = {"file": damage.file_name, "id": damage.receipt_id}
    city = next((m.name for m in definition.municipalities if m.code == damage.city), None)
    if city is None:
        return definition.text("damage.whose_figures", language).format(**facts)
    workshop = next((w.title[language] for w in definition.workshops if w.code == damage.workshop), "–")
    return definition.text("damage.whose", language).format(city=city, workshop=workshop, **facts)
