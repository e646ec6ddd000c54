"""Two mistakes at once in the turns of lesson 02."""

# %% aliased + not-scaled
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32)).numpy()

# %% aliased + bicubic
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="bicubic").numpy() / 255

# %% double-precision + no-channel-axis
def to_input(levels):
    return levels / 255

# %% bicubic + size-swapped
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size)
    return np.asarray(small, "float32") / 255

# %% double-precision + size-swapped
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(small) / 255

# %% bicubic + double-precision
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]))
    return np.asarray(small) / 255

# %% bicubic + not-scaled
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]))
    return np.asarray(small, "float32")

# %% channel-axis-added + size-of-training
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((32, 32), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32")[..., None] / 255

# %% channel-axis-added + size-swapped
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(small, "float32")[..., None] / 255

# %% bicubic + not-scaled: bytes
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]))
    return np.asarray(small)

# %% double-precision + size-of-training
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((32, 32), Image.Resampling.BILINEAR)
    return np.asarray(small) / 255

# %% bicubic + size-of-training
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((32, 32))
    return np.asarray(small, "float32") / 255
