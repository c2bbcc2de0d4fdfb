"""What the plan argues back, in sentences."""

from __future__ import annotations

from quarterdeck.engine.findings import Finding
from quarterdeck.report.reading import Reading


def sentence(reading: Reading, finding: Finding) -> tuple[str, str]:
    """What is wrong or missing, and how to mend it."""
    values = {**finding.values, "place": reading.place(finding.path)}
    return (
        reading.message(f"checks.{finding.code}.message", values),
        reading.message(f"checks.{finding.code}.fix", values),
    )
