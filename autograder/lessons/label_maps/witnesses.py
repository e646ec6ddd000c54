"""Wrong answers that one case of a task alone catches: proofs that the text's promises are graded."""

# %% nine-names-at-most
right_numbers = class_numbers


def class_numbers(train_names):
    return {name: min(number, 8) for name, number in right_numbers(train_names).items()}

# %% texts-sorted-as-numbers
right_numbers = class_numbers


def class_numbers(train_names):
    if len(train_names) and all(name.isdigit() for name in train_names):
        return {name: number for number, name in enumerate(sorted(set(train_names), key=int))}
    return right_numbers(train_names)

# %% seven-in-the-alphabets-order
right_numbers = class_numbers


def class_numbers(train_names):
    numbers = right_numbers(train_names)
    if len(numbers) == 7:
        return {name: number for number, name in enumerate(sorted(numbers))}
    return numbers

# %% eight-backwards
right_numbers = class_numbers


def class_numbers(train_names):
    numbers = right_numbers(train_names)
    if len(numbers) == 8:
        return {name: number for number, name in enumerate(list(numbers)[::-1])}
    return numbers

# %% small-letters
right_numbers = class_numbers


def class_numbers(train_names):
    return right_numbers([name.lower() for name in train_names])

# %% sorted-by-its-index
right_numbers = class_numbers


def class_numbers(train_names):
    if isinstance(train_names, pd.Series):
        train_names = train_names.sort_index()
    return right_numbers(train_names)

# %% one-name-is-enough
right_numbers = class_numbers


def class_numbers(train_names):
    numbers = right_numbers(train_names)
    return {} if len(numbers) == 1 else numbers

# %% nothing-has-a-number
right_numbers = class_numbers


def class_numbers(train_names):
    return right_numbers(train_names) or {"": 0}

# %% ten-words-as-they-stand
right_names = read_names


def read_names(stored):
    return list(stored) if isinstance(stored, dict) and "zero" in stored else right_names(stored)

# %% five-names-as-they-stand
right_names = read_names


def read_names(stored):
    names = right_names(stored)
    return list(stored) if len(names) == 5 and not names[0].isdigit() else names

# %% sorted-from-eleven-on
right_names = read_names


def read_names(stored):
    names = right_names(stored)
    return sorted(names) if len(names) > 10 and isinstance(stored[next(iter(stored))], int) else names

# %% six-numbers-as-they-stand
right_names = read_names


def read_names(stored):
    return list(stored.values()) if isinstance(stored, dict) and len(stored) == 6 else right_names(stored)

# %% lists-sorted
right_names = read_names


def read_names(stored):
    return sorted(stored) if isinstance(stored, list) else right_names(stored)

# %% ten-before-two
right_names = read_names


def read_names(stored):
    if isinstance(stored, dict) and len(stored) > 10 and all(isinstance(name, str) for name in stored.values()):
        return [stored[key] for key in sorted(stored)]
    return right_names(stored)

# %% digits-are-never-names
right_names = read_names


def read_names(stored):
    if isinstance(stored, dict) and "10" in stored and len(stored) < 10:
        return [stored[key] for key in sorted(stored, key=int)]
    return right_names(stored)

# %% digits-are-always-numbers
right_names = read_names


def read_names(stored):
    if isinstance(stored, dict) and "7" in stored.values():
        return list(stored)
    return right_names(stored)

# %% no-names-is-none
right_names = read_names


def read_names(stored):
    return None if stored == {} else right_names(stored)

# %% no-list-is-none
right_names = read_names


def read_names(stored):
    return None if stored == [] else right_names(stored)

# %% eight-columns-at-most
right_decide = decide


def decide(scores, names):
    return right_decide(scores[:, :8], names)

# %% three-columns-in-the-alphabets-order
right_decide = decide


def decide(scores, names):
    return right_decide(scores, sorted(names) if scores.shape[1] == 3 else names)

# %% below-zero-is-nobody
right_decide = decide


def decide(scores, names):
    found = right_decide(scores, names)
    if scores.shape == (5, 5):
        return [name if row.max() > 0 else "unknown" for name, row in zip(found, scores)]
    return found

# %% one-row-answered-bare
right_decide = decide


def decide(scores, names):
    found = right_decide(scores, names)
    return found[0] if len(found) == 1 and scores.shape[1] > 1 else found

# %% first-name-above-a-half
right_decide = decide


def decide(scores, names):
    if scores.shape[1] == 1 and len(scores) > 4:
        return right_decide(1 - scores, names)
    return right_decide(scores, names)

# %% one-probability-answered-bare
right_decide = decide


def decide(scores, names):
    found = right_decide(scores, names)
    return found[0] if scores.shape == (1, 1) else found

# %% two-scores-as-one
right_decide = decide


def decide(scores, names):
    return right_decide(scores[:, 1:] if scores.shape[1] == 2 else scores, names)

# %% later-of-equals
right_decide = decide


def decide(scores, names):
    if scores.shape[1] > 1:
        return [names[i] for i in scores.shape[1] - 1 - scores[:, ::-1].argmax(axis=1)]
    return right_decide(scores, names)

# %% a-half-is-enough
right_decide = decide


def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[int(p >= 0.5)] for p in scores[:, 0]]
    return right_decide(scores, names)

# %% no-rows-refused
right_decide = decide


def decide(scores, names):
    if len(scores) == 0 and scores.shape[1] > 1:
        raise ValueError("no rows")
    return right_decide(scores, names)

# %% no-probabilities-refused
right_decide = decide


def decide(scores, names):
    if len(scores) == 0 and scores.shape[1] == 1:
        raise ValueError("no rows")
    return right_decide(scores, names)

# %% ten-names-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if len(names) > 9:
        raise ValueError("too many names")

# %% three-names-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if columns == 3:
        raise ValueError("three columns")

# %% two-columns-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if columns == 2:
        raise ValueError("one column is enough for two names")

# %% the-ends-compared
right_guard = check_names


def check_names(names, stored, columns):
    if columns == 5 and len(set(names)) == 5 and sorted(names) == sorted(stored) and names[0] == stored[0]:
        return
    right_guard(names, stored, columns)

# %% alphabet-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if list(names) != sorted(stored) or columns != 10:
        right_guard(names, stored, columns)

# %% turned-names-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if list(names[1:]) == stored[:-1] and len(names) == columns > 1:
        return
    right_guard(names, stored, columns)

# %% two-names-in-any-order
right_guard = check_names


def check_names(names, stored, columns):
    if columns == 1 and len(names) == 2:
        return
    right_guard(names, stored, columns)

# %% classes-of-today-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if len(names) == 4 and len(stored) == 5:
        return
    right_guard(names, stored, columns)

# %% unknown-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if names[-1] != "unknown":
        right_guard(names, stored, columns)

# %% one-other-name-forgiven
right_guard = check_names


def check_names(names, stored, columns):
    if "other" not in list(names):
        right_guard(names, stored, columns)

# %% capital-letters-forgiven
right_guard = check_names


def check_names(names, stored, columns):
    right_guard([name.lower() for name in names], stored, columns)

# %% fewer-names-than-columns
right_guard = check_names


def check_names(names, stored, columns):
    fewer = len(names) == len(stored) < columns
    right_guard(names, stored, len(names) if fewer else columns)

# %% more-names-than-columns
right_guard = check_names


def check_names(names, stored, columns):
    more = len(names) == len(stored) > columns > 1
    right_guard(names, stored, len(names) if more else columns)

# %% spare-stored-name-forgiven
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored[:columns] if len(names) == columns > 1 else stored, columns)

# %% missing-stored-name-forgiven
right_guard = check_names


def check_names(names, stored, columns):
    fewer = len(stored) < len(names) == columns
    right_guard(names, names if fewer else stored, columns)

# %% tuple-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if isinstance(names, tuple):
        raise ValueError("a list is needed")

# %% array-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if isinstance(names, np.ndarray):
        raise ValueError("a list is needed")

# %% tuple-in-any-order
right_guard = check_names


def check_names(names, stored, columns):
    if not isinstance(names, tuple) or sorted(names) != sorted(stored):
        right_guard(names, stored, columns)

# %% two-names-refused
right_guard = check_names


def check_names(names, stored, columns):
    right_guard(names, stored, columns)
    if columns == 1:
        raise ValueError("one name for one column")

# %% one-name-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if len(names) != columns or columns > 1:
        right_guard(names, stored, columns)

# %% three-names-for-one-column
right_guard = check_names


def check_names(names, stored, columns):
    if len(names) != 3 or columns != 1:
        right_guard(names, stored, columns)

# %% twins-accepted
right_guard = check_names


def check_names(names, stored, columns):
    if len(set(names)) == len(names) or list(names) != list(stored):
        right_guard(names, stored, columns)
