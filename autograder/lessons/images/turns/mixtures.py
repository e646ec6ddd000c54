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
