"""What waits for what, as a graph of nodes that need all or any of others. The kernels know nothing else of a deal."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Waiting:
    """A graph of waiting; node i happens once `needs[i]` have: all of them, or any one where `any_of[i]`.

    A node that needs all of nothing is free to happen at any time; one that needs any of nothing never happens.
    """

    needs: list[list[int]] = field(default_factory=list)
    any_of: list[bool] = field(default_factory=list)

    def add(self, needs: list[int] | None = None, any_of: bool = False) -> int:
        """Add a node and return its number."""
        self.needs.append(needs if needs is not None else [])
        self.any_of.append(any_of)
        return len(self.needs) - 1

    def __len__(self) -> int:
        """How many nodes there are."""
        return len(self.needs)

    def choices(self) -> list[int]:
        """The nodes that need any one of several: only they make the exposed moment hard to find."""
        return [node for node, any_of in enumerate(self.any_of) if any_of and len(self.needs[node]) > 1]
