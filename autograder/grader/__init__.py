"""The order of things: read, run, compare, keep, enter; here or on a cluster."""

import sys

# jsonschema, which Jupyter imports, compiles the grammar of this optional package when it finds it: a
# second and more for a format (IRIs) that no notebook has. Not to find it is a case it provides for.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # how Python marks what is not there
