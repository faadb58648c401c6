"""What the software was asked to do and cannot: one class a situation, each in a full sentence."""


class TruceError(Exception):
    """A situation in which the work asked for cannot be done; every other error class here descends from it.

    Attributes:
        message: One sentence that names the place, the value and why it matters.
        hint: What to do or to write instead, or None where nothing helps.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
