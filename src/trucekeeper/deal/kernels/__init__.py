"""Exact answers to what a deal allows: what can never happen, the worst moment, whether times can be kept."""
