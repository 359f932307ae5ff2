"""Small costs with which the best solutions of the relaxed problem mostly come in whole numbers.

In: a problem. Out: a cost of each column, none above 0. They change no answer: they choose among solutions that are
equally good. Costs of Monge's kind have a best solution that goes greedily along all dimensions at once, so in whole
numbers (Bein, Brucker, Park & Pathak, A Monge property for the d-dimensional transportation problem, 1995).
"""

from math import prod

import numpy as np

from build_tools.disclosure.audit.problem import Numbers, Problem

STEEPEST = 1024
CLASSES_TO_VALUES = 2
"""How far apart classes lie, beside the values of the largest dimension; tried with hundreds of overlapping classes."""


def shape(problem: Problem) -> Numbers:
    """Return the costs: products of the places in each pair of dimensions, of which the class is one."""
    places = np.indices(problem.sizes, np.int64).reshape(len(problem.sizes), prod(problem.sizes))
    far = places.sum(axis=0)
    pairs = (far**2 - (places**2).sum(axis=0)) // 2
    _, first = np.unique(problem.place_column, return_index=True)
    cells = problem.place_cell[first]
    products = pairs[cells] + far[cells] * _places_of_classes(problem, far[cells])
    costs: Numbers = -products // (1 + int(products.max(initial=0)) // STEEPEST)
    return costs


def _places_of_classes(problem: Problem, far: Numbers) -> Numbers:
    """Return for each column the place of its class, in the order of the middle of what classes cover."""
    columns = np.maximum(np.bincount(problem.owner), 1)
    order = np.argsort(np.bincount(problem.owner, far) / columns, kind="stable")
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    places: Numbers = ranks[problem.owner] * CLASSES_TO_VALUES * max(problem.sizes, default=1) // max(len(order), 1)
    return places
