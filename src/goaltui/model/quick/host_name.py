"""The name of this computer."""

import os


def host_name() -> str:
    """Return what `platform.node` does, which imports much to tell where there is no `os.uname`."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()
