"""Why a record that needs care is opened. Support is set already; the reason stands in the audit log."""

DEFAULT = "support"
REASONS: dict[str, tuple[str, str]] = {
    "support": ("Support", "Soutien"),
    "review": ("Review", "Révision"),
    "complaint": ("Complaint", "Plainte"),
    "legal": ("Legal", "Légal"),
}


def parse_reason(text: str | None) -> str:
    """One of the four; support for anything else."""
    return text if text in REASONS else DEFAULT
