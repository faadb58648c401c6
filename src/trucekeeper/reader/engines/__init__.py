"""Ways to find claims in a text; whatever an engine proposes is checked at the border (`reader.proposal.accepted`)."""
