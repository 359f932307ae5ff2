"""An attacker who has everything that is public and asks what follows from it of few people or of one.

Written from the rules, not from the program: of it, nothing is used but the vocabulary. Only for tests and benchmarks.
"""
