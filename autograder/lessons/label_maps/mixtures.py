"""Two mistakes at once. Those that are headed by two names are diagnosed as both; no other may be named."""

# %% alphabetical + numbers-from-one
def class_numbers(train_names):
    return {name: number for number, name in enumerate(sorted(set(train_names)), start=1)}

# %% by-frequency + numbers-from-one
def class_numbers(train_names):
    counted = pd.Series(list(train_names), dtype=object).value_counts()
    return {name: number for number, name in enumerate(counted.index, start=1)}

# %% alphabetical + one-column-forgotten
def decide(scores, names):
    return [sorted(names)[i] for i in scores.argmax(axis=1)]

# %% one-column-forgotten + argmax-along-rows
def decide(scores, names):
    return [names[i] for i in scores.argmax(axis=0)]

# %% last-of-equals + one-column-forgotten
def decide(scores, names):
    return [names[i] for i in scores.argsort(axis=1, kind="stable")[:, -1]]

# %% digits-taken-for-numbers + numbers-sorted-as-text
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(key.isdigit() for key in stored):
        return [stored[key] for key in sorted(stored)]
    return sorted(stored, key=stored.get)

# %% guard-lists-alone + guard-one-column-one-name
def check_names(names, stored, columns):
    if len(names) != columns or len(set(names)) != len(names):
        raise ValueError("another number of names, or one of them twice")
    if names != stored:
        raise ValueError("other names than stored, or another order")

# %% guard-lists-alone + guard-twice-accepted
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("another number of names")
    if names != stored:
        raise ValueError("other names than stored, or another order")

# %% guard-columns-forgotten + guard-order-forgotten
def check_names(names, stored, columns):
    if set(names) != set(stored):
        raise ValueError("other names than stored")

# %% backwards-from-one-in-capitals
def class_numbers(train_names):
    order = list(dict.fromkeys(name.upper() for name in train_names))
    return {name: 1 + number for number, name in enumerate(reversed(order))}

# %% second-largest
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[0] for _ in scores]
    return [names[i] for i in scores.argsort(axis=1)[:, -2]]
