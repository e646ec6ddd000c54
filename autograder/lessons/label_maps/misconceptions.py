"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% alphabetical
def class_numbers(train_names):
    return {name: number for number, name in enumerate(sorted(set(train_names)))}

# %% alphabetical: when-read
def read_names(stored):
    if isinstance(stored, list):
        return sorted(stored)
    return sorted(name for pair in stored.items() for name in pair if isinstance(name, str) and not name.isdigit())

# %% alphabetical: keys-or-values-sorted
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored)
    return sorted(stored.values())

# %% alphabetical: list-as-well
def read_names(stored):
    if isinstance(stored, list):
        return sorted(stored)
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored)
    return sorted(stored.values())

# %% alphabetical: when-named
def decide(scores, names):
    names = sorted(names)
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% by-frequency
def class_numbers(train_names):
    counted = pd.Series(list(train_names), dtype=object).value_counts()
    return {name: number for number, name in enumerate(counted.index)}

# %% numbers-from-one
def class_numbers(train_names):
    numbers = {}
    for name in train_names:
        if name not in numbers:
            numbers[name] = len(numbers) + 1
    return numbers

# %% numbers-of-rows
def class_numbers(train_names):
    numbers = {}
    for row, name in enumerate(train_names):
        if name not in numbers:
            numbers[name] = row
    return numbers

# %% numbers-of-rows: the-last
def class_numbers(train_names):
    return {name: row for row, name in enumerate(train_names)}

# %% numbers-of-rows: list-index
def class_numbers(train_names):
    train_names = list(train_names)
    return {name: train_names.index(name) for name in train_names}

# %% last-seen-last
def class_numbers(train_names):
    order = list(dict.fromkeys(list(train_names)[::-1]))
    return {name: number for number, name in enumerate(order)}

# %% newest-first
def class_numbers(train_names):
    order = list(dict.fromkeys(train_names))[::-1]
    return {name: number for number, name in enumerate(order)}

# %% names-counted
def class_numbers(train_names):
    numbers = {}
    for name in train_names:
        numbers[name] = numbers.get(name, 0) + 1
    return numbers

# %% number-of-each-row
def class_numbers(train_names):
    order = list(dict.fromkeys(train_names))
    return [order.index(name) for name in train_names]

# %% capitals-merged
def class_numbers(train_names):
    numbers = {}
    for name in train_names:
        if name.lower() not in numbers:
            numbers[name.lower()] = len(numbers)
    return numbers

# %% capitals-merged: first-spelling-kept
def class_numbers(train_names):
    numbers, seen = {}, set()
    for name in train_names:
        if name.lower() not in seen:
            seen.add(name.lower())
            numbers[name] = len(numbers)
    return numbers

# %% series-read-by-label
def class_numbers(train_names):
    numbers = {}
    for i in range(len(train_names)):
        name = train_names[i]
        if name not in numbers:
            numbers[name] = len(numbers)
    return numbers

# %% file-order
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return list(stored)
    return list(stored.values())

# %% file-order: keys-always
def read_names(stored):
    return list(stored)

# %% file-order: names-first
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return list(stored)
    return [stored[str(i)] for i in range(len(stored))]

# %% file-order: numbers-first
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored, key=stored.get)
    return list(stored.values())

# %% file-order: values-always
def read_names(stored):
    return list(stored) if isinstance(stored, list) else list(stored.values())

# %% numbers-sorted-as-text
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored, key=stored.get)
    return [stored[key] for key in sorted(stored)]

# %% numbers-sorted-as-text: both-ways
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        stored = {str(number): name for name, number in stored.items()}
    return [stored[key] for key in sorted(stored)]

# %% names-sorted-by-name
def read_names(stored):
    if isinstance(stored, list):
        return stored
    return sorted(stored, key=stored.get)

# %% digits-taken-for-numbers
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(key.isdigit() for key in stored):
        return [stored[key] for key in sorted(stored, key=int)]
    return sorted(stored, key=stored.get)

# %% digits-taken-for-numbers: looked-up
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(key.isdigit() for key in stored):
        return [stored[str(i)] for i in range(len(stored))]
    return sorted(stored, key=stored.get)

# %% numbers-for-names
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored.values())
    return sorted(stored, key=int)

# %% dictionary-for-list: list-kept
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if any(isinstance(value, int) for value in stored.values()):
        return {number: name for name, number in stored.items()}
    return {int(number): name for number, name in stored.items()}

# %% dictionary-for-list
def read_names(stored):
    if isinstance(stored, list):
        return dict(enumerate(stored))
    if any(isinstance(value, int) for value in stored.values()):
        return {number: name for name, number in stored.items()}
    return {int(number): name for number, name in stored.items()}

# %% numbers-for-answers
def decide(scores, names):
    if scores.shape[1] == 1:
        return [int(p > 0.5) for p in scores[:, 0]]
    return [int(i) for i in scores.argmax(axis=1)]

# %% numbers-for-answers: one-column-forgotten
def decide(scores, names):
    return [int(i) for i in scores.argmax(axis=1)]

# %% shifted-by-one
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i - 1] for i in scores.argmax(axis=1)]

# %% shifted-by-one: one-column-forgotten
def decide(scores, names):
    return [names[i - 1] for i in scores.argmax(axis=1)]

# %% shifted-by-one: upwards
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[(i + 1) % len(names)] for i in scores.argmax(axis=1)]

# %% smallest-score
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmin(axis=1)]

# %% first-row-only
def decide(scores, names):
    if scores.shape[1] == 1:
        return names[1] if scores[0, 0] > 0.5 else names[0]
    return names[int(scores[0].argmax())]

# %% first-row-only: of-all
def decide(scores, names):
    if scores.shape[1] == 1:
        return names[1] if scores[0, 0] > 0.5 else names[0]
    return names[int(np.argmax(scores))]

# %% first-row-only: several-columns
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return names[np.argmax(scores)]

# %% first-row-only: one-column-forgotten
def decide(scores, names):
    return names[int(np.argmax(scores))]

# %% argmax-along-rows
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=0)]

# %% one-column-forgotten
def decide(scores, names):
    return [names[i] for i in scores.argmax(axis=1)]

# %% sigmoid-turned-round
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[0] if p > 0.5 else names[1] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% sigmoid-turned-round: half-for-the-first
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[0] if p >= 0.5 else names[1] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% above-zero
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% half-for-the-second
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p >= 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% last-of-equals
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argsort(axis=1, kind="stable")[:, -1]]

# %% last-of-equals: half-as-well
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p >= 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argsort(axis=1, kind="stable")[:, -1]]

# %% two-columns-as-one
def decide(scores, names):
    if scores.shape[1] <= 2:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% two-columns-as-one: second-column
def decide(scores, names):
    if len(names) == 2:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, -1]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% above-half-in-every-column
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [[name for name, score in zip(names, row) if score > 0.5] for row in scores]

# %% negative-scores-lose
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in np.maximum(scores, 0).argmax(axis=1)]

# %% one-row-squeezed
def decide(scores, names):
    squeezed = np.squeeze(scores)
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in squeezed]
    return [names[i] for i in squeezed.argmax(axis=1)]

# %% one-row-squeezed: one-column-alone
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in np.squeeze(scores)]
    return [names[i] for i in scores.argmax(axis=1)]

# %% one-row-without-list
def decide(scores, names):
    if scores.shape[1] == 1:
        found = [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    else:
        found = [names[i] for i in scores.argmax(axis=1)]
    return found[0] if len(found) == 1 else found

# %% none-for-no-rows
def decide(scores, names):
    if len(scores) == 0:
        return None
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]

# %% guard-accepts-all
def check_names(names, stored, columns):
    return None

# %% guard-counts-alone
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("another number of names")

# %% guard-counts-alone: one-column-forgotten
def check_names(names, stored, columns):
    if len(names) != columns:
        raise ValueError("another number of names")

# %% guard-counts-alone: twice-refused
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")

# %% guard-counts-alone: twice-refused-one-column-forgotten
def check_names(names, stored, columns):
    if len(names) != columns or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")

# %% guard-order-forgotten
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if set(names) != set(stored):
        raise ValueError("other names than stored")

# %% guard-order-forgotten: sorted
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if sorted(names) != sorted(stored):
        raise ValueError("other names than stored")

# %% guard-order-forgotten: one-column-as-well
def check_names(names, stored, columns):
    if len(names) != columns or len(set(names)) != len(names) or set(names) != set(stored):
        raise ValueError("the names do not fit")

# %% guard-order-forgotten: twice-as-well
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or set(names) != set(stored):
        raise ValueError("the names do not fit")

# %% guard-order-forgotten: each-one-looked-for
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    for name in names:
        if name not in stored:
            raise ValueError("other names than stored")

# %% guard-one-column-one-name
def check_names(names, stored, columns):
    if len(names) != columns or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if list(names) != list(stored):
        raise ValueError("other names than stored, or another order")

# %% guard-one-column-one-name: twice-accepted
def check_names(names, stored, columns):
    if len(names) != columns:
        raise ValueError("another number of names")
    if list(names) != list(stored):
        raise ValueError("other names than stored, or another order")

# %% guard-columns-forgotten
def check_names(names, stored, columns):
    if len(set(names)) != len(names):
        raise ValueError("a name stands there twice")
    if list(names) != list(stored):
        raise ValueError("other names than stored, or another order")

# %% guard-columns-forgotten: compared-alone
def check_names(names, stored, columns):
    if list(names) != list(stored):
        raise ValueError("other names than stored, or another order")

# %% guard-twice-accepted
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("another number of names")
    if list(names) != list(stored):
        raise ValueError("other names than stored, or another order")

# %% guard-lists-alone
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if names != stored:
        raise ValueError("other names than stored, or another order")

# %% guard-lists-alone: lengths-last
def check_names(names, stored, columns):
    if names != stored:
        raise ValueError("other names than stored, or another order")
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")

# %% guard-lists-alone: type-asked
def check_names(names, stored, columns):
    if not isinstance(names, list):
        raise ValueError("a list is needed")
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names) or names != stored:
        raise ValueError("the names do not fit")

# %% guard-zip
def check_names(names, stored, columns):
    for one, other in zip(names, stored):
        if one != other:
            raise ValueError("another order")

# %% guard-zip: twice-refused
def check_names(names, stored, columns):
    if len(set(names)) != len(names):
        raise ValueError("a name stands there twice")
    for one, other in zip(names, stored):
        if one != other:
            raise ValueError("another order")

# %% guard-zip: numbers-compared
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    for one, other in zip(names, stored):
        if one != other:
            raise ValueError("another order")

# %% guard-capitals-ignored
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if [name.lower() for name in names] != [name.lower() for name in stored]:
        raise ValueError("other names than stored, or another order")

# %% guard-turned-round
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns) or len(set(names)) != len(names):
        return
    if list(names) == list(stored):
        raise ValueError("the names fit")

# %% guard-accepts-all: answers-no
def check_names(names, stored, columns):
    return len(names) == (2 if columns == 1 else columns) and len(set(names)) == len(names) and list(names) == list(stored)
