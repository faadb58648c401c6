"""Arrays without a count of references, for machine code that only reads and writes their memory.

Numba counts each passing on of an array, atomically; in the loops of a play this cost several times their own work
(a run of 30 convoys 62 microseconds, without it 3). Whoever makes an array bare has to keep the array itself.
"""

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_null: Any = cgutils.get_null_value
_unpacked: Any = cgutils.unpack_tuple


def _nulled(target: Any, builder: Any, kind: Any, value: Any) -> Any:
    """The value with empty owners in it, tuples item by item; what is no array stays."""
    several, array = isinstance(kind, types.BaseTuple), isinstance(kind, types.Array)
    if several:
        items = zip(kind, _unpacked(builder, value, len(kind)), strict=True)
        return target.make_tuple(builder, kind, [_nulled(target, builder, *item) for item in items])
    if not array:
        return value
    view = target.make_array(kind)(target, builder, value)
    view.meminfo = _null(view.meminfo.type)
    view.parent = _null(view.parent.type)
    return view._getvalue()


def _made(target: Any, builder: Any, signature: Any, args: Any) -> Any:
    return _nulled(target, builder, signature.args[0], args[0])


def _bare(context: Any, given: Any) -> Any:
    return given(given), _made


#: bare(array or tuple of arrays) -> the same memory; to be called in machine code only.
bare: Any = intrinsic(_bare)
