"""A plan under bad luck: holds, false alarms, answers in kind, walk-outs, slow roads. Spreads, never one number."""
