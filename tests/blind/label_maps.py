# %% right: numbers-if-not-in | a loop that gives a new name the next number
def class_numbers(train_names):
    result = {}
    next_number = 0
    for name in train_names:
        if name not in result:
            result[name] = next_number
            next_number += 1
    return result


# %% right: numbers-fromkeys | dict.fromkeys keeps the first of each, enumerate counts
def class_numbers(train_names):
    unique = list(dict.fromkeys(train_names))
    return {unique[i]: i for i in range(len(unique))}


# %% right: numbers-series-unique | pandas' unique keeps the order of appearance
def class_numbers(train_names):
    s = pd.Series(list(train_names))
    return dict(zip(s.unique(), range(s.nunique())))


# %% right: numbers-drop-duplicates | drops the repeated rows of a Series
def class_numbers(train_names):
    s = pd.Series(np.asarray(train_names)).drop_duplicates().tolist()
    return {n: s.index(n) for n in s}


# %% right: numbers-setdefault | setdefault with the present length
def class_numbers(train_names):
    numbers = {}
    for n in train_names:
        numbers.setdefault(str(n), len(numbers))
    return numbers


# %% right: read-by-type-of-value | asks for the type of the first value
def read_names(stored):
    if type(stored) == list:
        return stored
    if len(stored) == 0:
        return []
    first = list(stored.values())[0]
    if type(first) == int:
        pairs = sorted((number, name) for name, number in stored.items())
    else:
        pairs = sorted((int(number), name) for number, name in stored.items())
    return [name for number, name in pairs]


# %% right: read-fill-a-list | a list of blanks that is filled by number
def read_names(stored):
    if isinstance(stored, list):
        return stored
    names = [""] * len(stored)
    for k, v in stored.items():
        if isinstance(v, str):
            names[int(k)] = v
        else:
            names[v] = k
    return names


# %% right: read-try-str-index | looks up the texts "0", "1" where the values are texts
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(isinstance(v, str) for v in stored.values()):
        return [stored[str(i)] for i in range(len(stored))]
    turned = {v: k for k, v in stored.items()}
    return [turned[i] for i in range(len(stored))]


# %% right: read-series-sorted | a Series that is sorted by values or by its index as numbers
def read_names(stored):
    if not stored:
        return []
    if isinstance(stored, list):
        return stored
    s = pd.Series(stored)
    if isinstance(list(stored.values())[0], str):
        s.index = s.index.astype(int)
        return s.sort_index().tolist()
    return s.sort_values().index.tolist()


# %% right: decide-loop | row by row with np.argmax
def decide(scores, names):
    result = []
    for row in scores:
        if len(row) == 1:
            if row[0] > 0.5:
                result.append(names[1])
            else:
                result.append(names[0])
        else:
            result.append(names[np.argmax(row)])
    return result


# %% right: decide-array | NumPy's indexing with an array of numbers
def decide(scores, names):
    names = np.array(names)
    if scores.shape[1] == 1:
        index = (scores[:, 0] > 0.5).astype(int)
    else:
        index = np.argmax(scores, axis=1)
    return names[index]


# %% right: decide-two-columns-made | makes two columns of one
def decide(scores, names):
    if scores.shape[1] == 1:
        scores = np.concatenate([1 - scores, scores], axis=1)
    return [names[int(i)] for i in np.argmax(scores, axis=1)]


# %% right: decide-max-index | list.index of the maximum, which is the first
def decide(scores, names):
    out = []
    for row in scores.tolist():
        if len(row) == 1:
            row = [0.5, row[0]]
        out.append(names[row.index(max(row))])
    return out


# %% right: guard-lists | three ifs on lists
def check_names(names, stored, columns):
    names = list(names)
    if columns == 1:
        expected = 2
    else:
        expected = columns
    if len(names) != expected:
        raise ValueError("the model needs " + str(expected) + " names")
    for name in names:
        if names.count(name) > 1:
            raise ValueError(name + " is there twice")
    if names != stored:
        raise ValueError("names are not the stored ones")


# %% right: guard-tuples | compares tuples
def check_names(names, stored, columns):
    n = max(columns, 2)
    if len(names) != n or len(stored) != n:
        raise ValueError("wrong number of names")
    if len(set(stored)) < n:
        raise ValueError("a stored name is there twice")
    if tuple(names) != tuple(stored):
        raise ValueError("other names or another order than stored")


# %% right: guard-enumerate | goes through the places after the lengths
def check_names(names, stored, columns):
    if not (len(names) == columns or (columns == 1 and len(names) == 2)):
        raise ValueError("number of names")
    if columns == 1 and len(names) == 1:
        raise ValueError("one column needs two names")
    if len(np.unique(names)) != len(names):
        raise ValueError("not unique")
    if len(stored) != len(names):
        raise ValueError("stored has another length")
    for i, name in enumerate(names):
        if name != stored[i]:
            raise ValueError("place " + str(i) + " is " + name)


# %% first: numbers-sorted-set | sorts the set of names, as always
def class_numbers(train_names):
    return {name: i for i, name in enumerate(sorted(set(train_names)))}


# %% first: numbers-label-encoder | scikit-learn's LabelEncoder
def class_numbers(train_names):
    from sklearn.preprocessing import LabelEncoder

    encoder = LabelEncoder()
    encoder.fit(list(train_names))
    return {name: i for i, name in enumerate(encoder.classes_)}


# %% first: numbers-np-unique | np.unique is taken for the order of appearance
def class_numbers(train_names):
    unique = np.unique(np.array(train_names))
    return dict(zip(unique, range(len(unique))))


# %% first: numbers-set-enumerated | enumerates a set, which has no order
def class_numbers(train_names):
    numbers = {}
    for i, name in enumerate(set(train_names)):
        numbers[name] = i
    return numbers


# %% first: numbers-enumerate-rows | enumerates the rows, so the last row of a name wins
def class_numbers(train_names):
    numbers = {}
    for i, name in enumerate(train_names):
        numbers[name] = i
    return numbers


# %% wrong: numbers-first-row | the number of the first row of each name
def class_numbers(train_names):
    numbers = {}
    for i, name in enumerate(train_names):
        if name not in numbers:
            numbers[name] = i
    return numbers


# %% wrong: numbers-count-before | counts up before the first number is given
def class_numbers(train_names):
    numbers = {}
    n = 0
    for name in train_names:
        if name not in numbers:
            n = n + 1
            numbers[name] = n
    return numbers


# %% wrong: numbers-value-counts | takes value_counts for a list of the names
def class_numbers(train_names):
    counts = pd.Series(list(train_names)).value_counts()
    return {name: i for i, name in enumerate(counts.index)}


# %% wrong: numbers-counter | thinks that the number of a name is how often it occurs
def class_numbers(train_names):
    from collections import Counter

    return dict(Counter(train_names))


# %% wrong: numbers-turned | number first, name second
def class_numbers(train_names):
    return {i: name for i, name in enumerate(dict.fromkeys(train_names))}


# %% wrong: numbers-list | a list of the names, as it could be stored
def class_numbers(train_names):
    names = []
    for name in train_names:
        if name not in names:
            names.append(name)
    return names


# %% wrong: numbers-codes | pd.factorize's codes, one for each row
def class_numbers(train_names):
    codes, names = pd.factorize(np.asarray(train_names))
    return codes


# %% wrong: numbers-lowered | small letters, to be safe
def class_numbers(train_names):
    numbers = {}
    for name in train_names:
        name = name.lower()
        if name not in numbers:
            numbers[name] = len(numbers)
    return numbers


# %% wrong: numbers-by-position | range(len()) and square brackets
def class_numbers(train_names):
    result = {}
    for i in range(len(train_names)):
        if train_names[i] not in result:
            result[train_names[i]] = len(result)
    return result


# %% wrong: numbers-as-text | numbers as text, because JSON has texts
def class_numbers(train_names):
    return {str(name): str(i) for i, name in enumerate(dict.fromkeys(train_names))}


# %% wrong: numbers-series-only | thinks that train_names is always a Series
def class_numbers(train_names):
    return {name: i for i, name in enumerate(train_names.unique())}


# %% wrong: numbers-from-the-end | overwrites, so the last new name is number 0
def class_numbers(train_names):
    order = []
    for name in train_names:
        if name not in order:
            order.insert(0, name)
    return {name: i for i, name in enumerate(order)}


# %% wrong: numbers-ten-names | the ten words are known
def class_numbers(train_names):
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return {word: i for i, word in enumerate(words)}


# %% first: read-list-of-stored | list() of whatever it is
def read_names(stored):
    return list(stored)


# %% first: read-keys-or-values | the side with the names, as it stands in the file
def read_names(stored):
    if isinstance(stored, list):
        return stored
    keys = list(stored.keys())
    values = list(stored.values())
    if len(values) > 0 and isinstance(values[0], int):
        return keys
    return values


# %% first: read-sorted-items | sorts the items; the numbers are texts
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(isinstance(v, int) for v in stored.values()):
        return [k for k, v in sorted(stored.items(), key=lambda item: item[1])]
    return [v for k, v in sorted(stored.items())]


# %% wrong: read-sorted-names | sorts the names, whatever their numbers
def read_names(stored):
    if isinstance(stored, list):
        return sorted(stored)
    if len(stored) and isinstance(list(stored.values())[0], int):
        return sorted(stored.keys())
    return sorted(stored.values())


# %% wrong: read-isdigit | asks whether the keys are digits
def read_names(stored):
    if isinstance(stored, list):
        return stored
    keys = list(stored)
    if all(k.isdigit() for k in keys):
        return [stored[k] for k in sorted(keys, key=int)]
    return sorted(keys, key=lambda k: stored[k])


# %% wrong: read-isdigit-first | asks the first key alone
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if not stored:
        return []
    if list(stored)[0].isdigit():
        return [stored[str(i)] for i in range(len(stored))]
    by_number = {v: k for k, v in stored.items()}
    return [by_number[i] for i in range(len(by_number))]


# %% wrong: read-sorted-by-value | sorted by value in both kinds
def read_names(stored):
    if isinstance(stored, list):
        return stored
    return sorted(stored, key=lambda k: stored[k])


# %% wrong: read-values-always | values(), whatever they are
def read_names(stored):
    if isinstance(stored, list):
        return stored
    return [stored[k] for k in stored]


# %% wrong: read-list-forgotten | only dictionaries
def read_names(stored):
    if len(stored) > 0 and isinstance(list(stored.values())[0], int):
        return sorted(stored, key=stored.get)
    return [stored[str(i)] for i in range(len(stored))]


# %% wrong: read-nothing-forgotten | looks at the first value, also where there is none
def read_names(stored):
    if isinstance(stored, list):
        return stored
    first = list(stored.values())[0]
    if isinstance(first, int):
        return sorted(stored, key=stored.get)
    return [stored[str(i)] for i in range(len(stored))]


# %% wrong: read-dictionary | turned into {number: name} and left so
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if len(stored) and isinstance(list(stored.values())[0], int):
        return {v: k for k, v in stored.items()}
    return {int(k): v for k, v in stored.items()}


# %% wrong: read-int-keys | looks for the number 0 where the key is the text "0"
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(isinstance(v, int) for v in stored.values()):
        return sorted(stored, key=stored.get)
    return [stored[i] for i in range(len(stored))]


# %% wrong: read-ten-digits | one digit a number
def read_names(stored):
    if isinstance(stored, list):
        return stored
    if all(isinstance(v, int) for v in stored.values()):
        return sorted(stored, key=stored.get)
    return [stored[str(i)] for i in range(10) if str(i) in stored]


# %% first: decide-argmax-only | argmax, one column forgotten
def decide(scores, names):
    return [names[i] for i in np.argmax(scores, axis=1)]


# %% first: decide-no-axis | argmax without an axis
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return names[np.argmax(scores)]


# %% first: decide-yes-first | the first name is the one with the probability
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[0] if p[0] > 0.5 else names[1] for p in scores]
    return [names[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-numbers | the argmax is the answer
def decide(scores, names):
    if scores.shape[1] == 1:
        return (scores[:, 0] > 0.5).astype(int)
    return scores.argmax(axis=1)


# %% wrong: decide-sorted | sorts the names, as training must have done
def decide(scores, names):
    labels = sorted(names)
    if scores.shape[1] == 1:
        return [labels[int(p > 0.5)] for p in scores[:, 0]]
    return [labels[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-set | a set of the names, to have each once
def decide(scores, names):
    names = list(set(names))
    if scores.shape[1] == 1:
        return [names[int(p > 0.5)] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-minus-one | columns count from 1
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[np.argmax(row) - 1] for row in scores]


# %% wrong: decide-two-names | two names are one probability
def decide(scores, names):
    if len(names) == 2:
        return [names[1] if row[0] > 0.5 else names[0] for row in scores]
    return [names[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-half-included | at least one half
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p >= 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-last-maximum | a loop with >=
def decide(scores, names):
    result = []
    for row in scores:
        if len(row) == 1:
            result.append(names[1] if row[0] > 0.5 else names[0])
            continue
        best = 0
        for i in range(len(row)):
            if row[i] >= row[best]:
                best = i
        result.append(names[best])
    return result


# %% wrong: decide-above-zero | logits in mind
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]


# %% wrong: decide-best-starts-at-zero | the maximum begins with 0, so negative scores never win
def decide(scores, names):
    result = []
    for row in scores:
        if len(row) == 1:
            result.append(names[1] if row[0] > 0.5 else names[0])
            continue
        best, most = 0, 0
        for i in range(len(row)):
            if row[i] > most:
                best, most = i, row[i]
        result.append(names[best])
    return result


# %% wrong: decide-squeezed | squeeze first, so one row loses its axis
def decide(scores, names):
    s = np.squeeze(scores)
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in s]
    return [names[i] for i in s.argmax(axis=1)]


# %% wrong: decide-axis-zero | the other axis
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in np.argmax(scores, axis=0)]


# %% wrong: decide-one-bare | one row, one name
def decide(scores, names):
    if scores.shape[1] == 1:
        answers = [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    else:
        answers = [names[i] for i in scores.argmax(axis=1)]
    if len(answers) == 1:
        return answers[0]
    return answers


# %% wrong: decide-min | argmin, as for distances
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmin(axis=1)]


# %% wrong: decide-half-limit | every score above a half
def decide(scores, names):
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [[names[i] for i in range(len(row)) if row[i] > 0.5] for row in scores]


# %% first: guard-sets | compares sets
def check_names(names, stored, columns):
    expected = 2 if columns == 1 else columns
    if len(names) != expected:
        raise ValueError("wrong number")
    if len(set(names)) != len(names):
        raise ValueError("a name twice")
    if set(names) != set(stored):
        raise ValueError("other names")


# %% first: guard-not-equal | names != stored
def check_names(names, stored, columns):
    if columns == 1:
        columns = 2
    if len(names) != columns:
        raise ValueError("wrong number")
    if len(set(names)) != len(names):
        raise ValueError("a name twice")
    if names != stored:
        raise ValueError("other names or order")


# %% first: guard-one-for-one | as many names as columns, always
def check_names(names, stored, columns):
    if len(names) != columns:
        raise ValueError("wrong number")
    if len(set(names)) != len(names):
        raise ValueError("a name twice")
    if list(names) != list(stored):
        raise ValueError("other names or order")


# %% wrong: guard-only-number | the number is all that can be checked
def check_names(names, stored, columns):
    if columns == 1:
        if len(names) != 2:
            raise ValueError("two names are needed")
    elif len(names) != columns:
        raise ValueError("wrong number")


# %% wrong: guard-only-equal | equal to stored is enough
def check_names(names, stored, columns):
    if list(names) != list(stored):
        raise ValueError("not as stored")


# %% wrong: guard-no-twice | a name twice is forgotten
def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        raise ValueError("wrong number")
    if list(names) != list(stored):
        raise ValueError("not as stored")


# %% wrong: guard-returns-false | True for good names, False for bad ones
def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        return False
    if len(set(names)) != len(names):
        return False
    return list(names) == list(stored)


# %% wrong: guard-prints | prints the sentence
def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        print("wrong number of names")
    elif len(set(names)) != len(names):
        print("a name occurs twice")
    elif list(names) != list(stored):
        print("not as stored")


# %% wrong: guard-zipped | zip over both
def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        raise ValueError("wrong number")
    if len(set(names)) < len(names):
        raise ValueError("twice")
    for a, b in zip(names, stored):
        if a != b:
            raise ValueError(a + " is not " + b)


# %% wrong: guard-sorted | sorted lists are compared
def check_names(names, stored, columns):
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted or len(set(names)) != wanted:
        raise ValueError("number")
    if sorted(names) != sorted(stored):
        raise ValueError("names")


# %% wrong: guard-list-required | only lists are good
def check_names(names, stored, columns):
    if type(names) != list:
        raise ValueError("names must be a list")
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("number")
    if len(set(names)) != len(names):
        raise ValueError("twice")
    if names != stored:
        raise ValueError("order")


# %% wrong: guard-lower | small letters are compared
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("number")
    if len(set(names)) != len(names):
        raise ValueError("twice")
    if [n.lower() for n in names] != [s.lower() for s in stored]:
        raise ValueError("order")


# %% wrong: guard-assert | assert in place of raise
def check_names(names, stored, columns):
    assert len(names) == (2 if columns == 1 else columns), "number"
    assert len(set(names)) == len(names), "twice"
    assert list(names) == list(stored), "order"


# %% wrong: guard-type-error | another kind of error
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise TypeError("number")
    if len(set(names)) != len(names):
        raise TypeError("twice")
    if list(names) != list(stored):
        raise TypeError("order")


# %% wrong: guard-all-differ | refuses only if every name is at another place
def check_names(names, stored, columns):
    if len(names) != (2 if columns == 1 else columns):
        raise ValueError("number")
    if len(set(names)) != len(names) or len(names) != len(stored):
        raise ValueError("twice")
    if all(a != b for a, b in zip(names, stored)):
        raise ValueError("order")


# %% wrong: guard-stored-number | compares the lengths of the two lists, not with the model
def check_names(names, stored, columns):
    if len(names) != len(stored):
        raise ValueError("number")
    if len(set(names)) != len(names):
        raise ValueError("twice")
    for i in range(len(names)):
        if names[i] != stored[i]:
            raise ValueError("order")


# %% right: numbers-while | a while loop and positions of a list
def class_numbers(train_names):
    rows = [str(name) for name in train_names]
    numbers = {}
    i = 0
    while i < len(rows):
        if rows[i] not in numbers.keys():
            numbers[rows[i]] = len(numbers.keys())
        i += 1
    return numbers


# %% right: numbers-try-except | catches the KeyError of a new name
def class_numbers(train_names):
    numbers = {}
    for name in list(train_names):
        try:
            numbers[name]
        except KeyError:
            numbers[name] = len(numbers)
    return numbers


# %% right: numbers-factorize | the second result of factorize is the list of names
def class_numbers(train_names):
    if len(train_names) == 0:
        return {}
    codes, names = pd.factorize(pd.Series(list(train_names)))
    return {str(name): int(code) for code, name in enumerate(names)}


# %% right: read-counting-up | looks for 0, then 1, and so on
def read_names(stored):
    if isinstance(stored, list):
        return stored
    names = []
    for number in range(len(stored)):
        for key, value in stored.items():
            if isinstance(value, str):
                if int(key) == number:
                    names.append(value)
            elif value == number:
                names.append(key)
    return names


# %% right: read-table | a DataFrame with a column of numbers, sorted by it
def read_names(stored):
    if isinstance(stored, list):
        return stored
    rows = []
    for key, value in stored.items():
        if type(value) is int:
            rows.append({"number": value, "name": key})
        else:
            rows.append({"number": int(key), "name": value})
    if not rows:
        return []
    return list(pd.DataFrame(rows).sort_values("number")["name"])


# %% right: read-is-number-helper | a helper that makes pairs
def pairs_of(stored):
    for key, value in stored.items():
        yield (int(key), value) if isinstance(value, str) else (value, key)


def read_names(stored):
    if not isinstance(stored, dict):
        return list(stored)
    return [name for _, name in sorted(pairs_of(stored))]


# %% right: decide-where | np.where for one column, take for several
def decide(scores, names):
    if scores.shape[-1] == 1:
        return np.where(scores.ravel() > 0.5, names[1], names[0]).tolist()
    return np.asarray(names).take(scores.argmax(axis=-1)).tolist()


# %% right: decide-running-best | keeps the best so far, and replaces it only by a larger one
def decide(scores, names):
    answers = []
    for row in scores:
        if len(names) == 2 and len(row) == 1:
            answers.append(names[0] if row[0] <= 0.5 else names[1])
        else:
            best = 0
            for column in range(1, len(row)):
                if row[column] > row[best]:
                    best = column
            answers.append(names[best])
    return answers


# %% right: decide-series | pandas' map from number to name
def decide(scores, names):
    if scores.shape[1] == 1:
        numbers = pd.Series((scores[:, 0] > 0.5).astype(int))
    else:
        numbers = pd.Series(np.argmax(scores, axis=1))
    return numbers.map(dict(enumerate(names))).tolist()


# %% right: guard-series | pandas finds the one that is there twice
def check_names(names, stored, columns):
    series = pd.Series(list(names))
    if len(series) != (2 if columns == 1 else columns):
        raise ValueError(f"{len(series)} names for {columns} columns")
    if series.duplicated().any():
        raise ValueError("a name occurs twice")
    if series.tolist() != list(stored):
        raise ValueError("the order is not that of training")


# %% right: guard-one-big-if | all in one condition, with one sentence
def check_names(names, stored, columns):
    names, stored = [str(n) for n in names], [str(n) for n in stored]
    right_number = len(names) == columns if columns != 1 else len(names) == 2
    if not right_number or len(set(names)) != len(names) or names != stored:
        raise ValueError("These names do not fit the model.")


# %% right: guard-own-exception | a subclass of ValueError
class WrongNames(ValueError):
    pass


def check_names(names, stored, columns):
    wanted = columns
    if columns == 1:
        wanted = 2
    if len(names) != wanted or len(stored) != wanted:
        raise WrongNames("the model needs another number of names")
    for i in range(wanted):
        if names[i] != stored[i]:
            raise WrongNames("at place " + str(i) + " training has " + stored[i])
        if names[i] in list(names[:i]):
            raise WrongNames(names[i] + " occurs twice")
