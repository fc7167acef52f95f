"""Stand-ins for packages that our dependencies import but that are never called here.

They are not installed: ``[tool.uv] override-dependencies`` in ``pyproject.toml`` leaves them out, and says why. Pure.
"""

import sys
from types import ModuleType


class PackageLeftOut(Exception):
    """A left-out package is needed after all; the message says which."""


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # Python looks for these in any module and can do without them
            raise AttributeError(name)
        raise PackageLeftOut(f"{self.__name__}.{name} is needed, and pyproject.toml leaves that package out.")


def register_stand_in(package: str) -> None:
    """Makes ``import package`` succeed. Any attribute looked up in it raises ``PackageLeftOut``.

    Call it right before importing the package that imports ``package``.
    """
    sys.modules.setdefault(package, _StandIn(package))
