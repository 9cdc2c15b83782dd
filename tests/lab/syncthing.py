"""Two Syncthing instances that know each other and share one folder."""

import json
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

from tests.lab.programs import run, start, wait

_GUI_PORT = 22941
_SYNC_PORT = 22951
_WAIT_SECONDS = 60.0


def pair(stack: ExitStack, folder: Path, machines: tuple[Path, ...]) -> None:
    """Start both and wait until they are connected."""
    homes = [folder / f"syncthing-{number}" for number in range(2)]
    for home in homes:
        run("syncthing", "generate", "--no-default-folder", f"--home={home}")
    devices = [_device(home) for home in homes]
    for number, home in enumerate(homes):
        _configure(home, number, machines[number], devices)
        start(stack, home / "out", "syncthing", "serve", f"--home={home}", "--no-browser", "--no-restart")
    wait(lambda: _connected(homes[0]), "the connection of the two Syncthings", _WAIT_SECONDS)


def _device(home: Path) -> str:
    return run("syncthing", f"--home={home}", "--device-id").strip()


def _configure(home: Path, number: int, shared: Path, devices: list[str]) -> None:
    path = home / "config.xml"
    tree = ElementTree.parse(path)
    root = tree.getroot()
    for old in (*root.findall("device"), *root.findall("folder")):
        root.remove(old)
    for other, device in enumerate(devices):
        node = ElementTree.SubElement(root, "device", id=device, name=f"machine {other}")
        ElementTree.SubElement(node, "address").text = f"tcp://127.0.0.1:{_SYNC_PORT + other}"
    node = ElementTree.SubElement(
        root, "folder", id="team", path=str(shared), type="sendreceive", fsWatcherEnabled="true", fsWatcherDelayS="1"
    )
    node.set("rescanIntervalS", "5")
    for device in devices:
        ElementTree.SubElement(node, "device", id=device)
    options = root.find("options")
    if options is None:
        raise RuntimeError("Syncthing made no options")
    for name, text in (
        ("listenAddress", f"tcp://127.0.0.1:{_SYNC_PORT + number}"),
        ("globalAnnounceEnabled", "false"),
        ("localAnnounceEnabled", "false"),
        ("relaysEnabled", "false"),
        ("natEnabled", "false"),
        ("startBrowser", "false"),
        ("urAccepted", "-1"),
        ("crashReportingEnabled", "false"),
        ("autoUpgradeIntervalH", "0"),
    ):
        for old in options.findall(name):
            options.remove(old)
        ElementTree.SubElement(options, name).text = text
    address = root.find("gui/address")
    if address is not None:
        address.text = f"127.0.0.1:{_GUI_PORT + number}"
    tree.write(path)
    (shared / ".stfolder").mkdir(exist_ok=True)


def _connected(home: Path) -> bool:
    key = ElementTree.parse(home / "config.xml").getroot().findtext("gui/apikey") or ""
    request = urllib.request.Request(
        f"http://127.0.0.1:{_GUI_PORT}/rest/system/connections", headers={"X-API-Key": key}
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            told = json.load(answer)
    except (OSError, ValueError):
        return False
    return any(item["connected"] for item in told["connections"].values())
