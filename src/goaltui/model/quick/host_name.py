"""The name of this computer."""

import os


def host_name() -> str:
    """Return the name as `platform.node` does, which imports much to tell it where there is no `os.uname`."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()
