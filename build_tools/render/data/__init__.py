"""Sets of data and what their columns mean, before they are written in one form or another."""
