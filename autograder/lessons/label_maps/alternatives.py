"""Right answers written differently: none of them may lose a point."""

# %% loops
def class_numbers(train_names):
    order = []
    for name in train_names:
        if name not in order:
            order.append(name)
    numbers = {}
    for i in range(len(order)):
        numbers[order[i]] = i
    return numbers


def read_names(stored):
    if type(stored) is list:
        return stored
    names = [None] * len(stored)
    for key in stored:
        if type(stored[key]) is str:
            names[int(key)] = stored[key]
        else:
            names[stored[key]] = key
    return names


def decide(scores, names):
    answers = []
    for row in scores:
        if len(row) == 1:
            best = 1 if row[0] > 0.5 else 0
        else:
            best = 0
            for i in range(len(row)):
                if row[i] > row[best]:
                    best = i
        answers.append(names[best])
    return answers


def check_names(names, stored, columns):
    if columns == 1:
        columns = 2
    if len(names) != columns or len(stored) != columns:
        raise ValueError("another number of names")
    seen = []
    for i in range(columns):
        if names[i] in seen:
            raise ValueError("a name stands there twice")
        if names[i] != stored[i]:
            raise ValueError("another name than the one that was stored")
        seen.append(names[i])

# %% pandas
def class_numbers(train_names):
    return {name: i for i, name in enumerate(pd.Series(train_names).unique())}


def read_names(stored):
    if isinstance(stored, list):
        return pd.Series(stored)
    table = pd.DataFrame(list(stored.items()), columns=["one", "other"], dtype=object)
    if len(table) and isinstance(table["other"][0], int):
        return list(table.sort_values("other")["one"])
    return list(table.assign(number=table["one"].astype(int)).sort_values("number")["other"])


def decide(scores, names):
    table = pd.DataFrame(scores)
    if table.shape[1] == 1:
        return table[0].gt(0.5).map({False: names[0], True: names[1]})
    return [names[i] for i in table.to_numpy().argmax(axis=1)]


def check_names(names, stored, columns):
    if len(names) != max(2, columns) or pd.Series(names).duplicated().any() or tuple(names) != tuple(stored):
        raise ValueError("these names do not fit the model")

# %% factorize
def class_numbers(train_names):
    _, order = pd.factorize(np.asarray(train_names))
    return dict(zip(order, range(len(order))))


def decide(scores, names):
    if scores.shape[1] == 1:
        scores = np.hstack([1 - scores, scores])
    return np.array(names)[scores.argmax(axis=1)]

# %% numpy
def class_numbers(train_names):
    names, first = np.unique(np.asarray(train_names), return_index=True)
    return {str(name): i for i, name in enumerate(names[np.argsort(first)])}


def decide(scores, names):
    if scores.shape[1] == 1:
        return np.where(scores[:, 0] > 0.5, names[1], names[0])
    return np.take(names, np.argmax(scores, axis=-1))


def check_names(names, stored, columns):
    wanted = {1: 2}.get(columns, columns)
    if len(names) != wanted:
        raise ValueError("another number of names")
    if len(np.unique(names)) < wanted or not np.array_equal(np.asarray(names), np.asarray(stored)):
        raise ValueError("other names, or another order")

# %% short-lines
def class_numbers(train_names):
    return {name: i for i, name in enumerate(dict.fromkeys(train_names))}


def read_names(stored):
    if isinstance(stored, list):
        return list(stored)
    if any(isinstance(value, int) for value in stored.values()):
        return sorted(stored, key=stored.get)
    return [stored[str(i)] for i in range(len(stored))]


def decide(scores, names):
    numbers = np.round(scores[:, 0]).astype(int) if scores.shape[1] == 1 else np.argmax(scores, axis=1)
    return [names[number] for number in numbers]


def check_names(names, stored, columns):
    fits = len(names) == (columns if columns > 1 else 2)
    if not fits or len(set(names)) < len(names) or any(a != b for a, b in zip(names, stored, strict=True)):
        raise ValueError("the names do not fit")
