"""Lazy modules, imported when a name in them is first used: a command needs few of those that it names."""

from importlib import import_module
from types import ModuleType
from typing import Any


class _LazyModule(ModuleType):
    """The stand-in for a module, which takes over its names one by one."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self.__name__), name)
        setattr(self, name, found)
        return found


def lazy_module(name: str) -> Any:
    """Return a stand-in for a module until it is needed; a type checker needs the import itself."""
    return _LazyModule(name)
