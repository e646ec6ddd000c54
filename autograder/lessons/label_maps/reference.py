"""How training numbered its classes, and how a service gets the names back."""

import numpy as np
import pandas as pd


def class_numbers(train_names):
    numbers = {}
    for name in train_names:
        if name not in numbers:
            numbers[name] = len(numbers)
    return numbers


def read_names(stored):
    if isinstance(stored, list):
        return stored
    by_number = {}
    for key, value in stored.items():
        if isinstance(value, int):
            by_number[value] = key
        else:
            by_number[int(key)] = value
    return [by_number[i] for i in range(len(by_number))]


def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]


def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        raise ValueError(f"{wanted} names expected, got {len(names)}")
    if len(set(names)) != len(names):
        raise ValueError("a name stands there twice")
    if list(names) != list(stored):
        raise ValueError("the names are not those that training stored, in their order")
