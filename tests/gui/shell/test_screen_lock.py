"""The desktop's lock is heard, on every platform by its own way."""

from __future__ import annotations

import asyncio
import ctypes
import shutil
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QWindow

from gui.shell import screen_windows
from gui.shell.screen_dbus import DbusScreen, _label
from gui.shell.screen_lock import ScreenLock
from gui.shell.screen_macos import NAME, MacScreen
from gui.shell.screen_windows import WindowsScreen
from tests.fakes.waiting import until

pytestmark = pytest.mark.usefixtures("qapp")
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon here")


class Desktop:
    """A bus of its own, a listener on it, and a saver that says it begins."""

    def __init__(self, address: str) -> None:
        self.here = QDBusConnection.connectToBus(address, f"here {address}")
        self.saver = QDBusConnection.connectToBus(address, f"saver {address}")
        self.told = 0

    def begin(self, owner: QObject, session_id: str = "c2") -> DbusScreen:
        screen = DbusScreen(owner, self.here, self.here, session_id)
        screen.begin(self._note)
        return screen

    def say(self, path: str, interface: str, name: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert self.saver.send(message)

    def _note(self) -> None:
        self.told += 1


@pytest.fixture
async def desktop():
    process = await asyncio.create_subprocess_exec(
        *("dbus-daemon", "--session", "--nofork", "--print-address"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    address = (await process.stdout.readline()).decode().strip()
    made = Desktop(address)
    yield made
    QDBusConnection.disconnectFromBus(made.here.name())
    QDBusConnection.disconnectFromBus(made.saver.name())
    process.kill()
    await process.wait()


@pytest.fixture
def owner():
    made = QObject()
    yield made
    made.deleteLater()


@needs_bus
@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
        ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    ],
)
async def test_a_screen_saver_that_begins_is_heard(desktop, owner, path, interface):
    assert desktop.begin(owner).works
    desktop.say(path, interface, "ActiveChanged", True)
    await until(lambda: desktop.told == 1, "the saver's word")


@needs_bus
async def test_a_screen_saver_that_ends_locks_nothing(desktop, owner):
    desktop.begin(owner)
    saver = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")
    desktop.say(*saver, False)
    desktop.say(*saver, True)
    await until(lambda: desktop.told > 0, "the second word")
    assert desktop.told == 1


@needs_bus
async def test_logind_is_heard_for_this_session_and_for_sleep(desktop, owner):
    assert desktop.saver.registerService("org.freedesktop.login1")
    desktop.begin(owner, "2")
    session = "org.freedesktop.login1.Session"
    desktop.say("/org/freedesktop/login1/session/_39", session, "Lock")
    desktop.say("/org/freedesktop/login1/session/_32", session, "Lock")
    await until(lambda: desktop.told == 1, "the session's lock")
    manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
    desktop.say(*manager, True)
    await until(lambda: desktop.told == 2, "the sleep")


@needs_bus
async def test_after_the_end_nothing_is_told(desktop, owner):
    heard: list[bool] = []
    ended = DbusScreen(owner, desktop.here, desktop.here, "1")
    ended.begin(lambda: heard.append(True))
    ended.end()
    desktop.begin(owner)
    desktop.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    await until(lambda: desktop.told == 1, "the listener that goes on")
    assert heard == []


def test_without_any_bus_it_stays_silent(owner):
    nowhere = QDBusConnection("nowhere")
    screen = DbusScreen(owner, nowhere, nowhere, "1")
    screen.begin(lambda: pytest.fail("nobody could have told"))
    assert not screen.works


@pytest.mark.parametrize(("name", "path"), [("2", "_32"), ("c2", "c2"), ("a-b", "a_2db")])
def test_a_sessions_id_is_written_as_systemd_does(name, path):
    assert _label(name) == path


class Scripted:
    """A source that tells when the test does."""

    works = True

    def __init__(self) -> None:
        self.tell = lambda: None
        self.windows: list[QObject] = []
        self.begun = 0

    def begin(self, tell) -> None:
        self.begun += 1
        self.tell = tell

    def watch(self, window) -> None:
        self.windows.append(window)

    def end(self) -> None:
        self.tell = lambda: None


def test_the_window_hears_of_it_once_begun(owner):
    source, told = Scripted(), []
    lock = ScreenLock(owner, lambda parent: source)
    lock.locked.connect(lambda: told.append(True))
    lock.watch(owner)
    assert not lock.works
    lock.begin()
    lock.begin()
    assert (source.begun, source.windows, lock.works) == (1, [owner], True)
    source.tell()
    assert told == [True]


@pytest.mark.parametrize("works", [True, False])
def test_it_is_deaf_only_once_it_was_begun_and_nothing_will_tell(owner, works):
    source = Scripted()
    source.works = works
    lock = ScreenLock(owner, lambda parent: source)
    assert not lock.is_deaf
    lock.begin()
    assert lock.is_deaf is not works


def message(kind: int, word: int) -> int:
    made = screen_windows._Message(0, kind, word)
    message.kept = made
    return ctypes.addressof(made)


@pytest.mark.parametrize(
    ("kind", "word", "told"),
    [(0x02B1, 0x7, 1), (0x02B1, 0x8, 0), (0x0218, 0x4, 1), (0x0218, 0x12, 0), (0x0010, 0x7, 0)],
)
def test_windows_tells_by_a_message_of_its_session(kind, word, told):
    heard: list[None] = []
    screen = WindowsScreen(SimpleNamespace())
    screen.begin(lambda: heard.append(None))
    name = QByteArray(b"windows_generic_MSG")
    assert screen.nativeEventFilter(name, message(kind, word)) == (False, 0)
    screen.end()
    assert len(heard) == told


def test_windows_is_asked_to_tell_this_window():
    asked = []
    library = SimpleNamespace(
        WTSRegisterSessionNotification=lambda window, flags: asked.append((window, flags)) or 1
    )
    window = QWindow()
    screen = WindowsScreen(library)
    screen.watch(window)
    assert asked == [(int(window.winId()), 0)]
    assert screen.works


def test_other_messages_are_not_read():
    screen = WindowsScreen(SimpleNamespace())
    assert screen.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


class CoreFoundation:
    """Keeps the callback it is given, and can call it."""

    def __init__(self, centre: int | None = 1) -> None:
        self.centre = centre
        self.added: list[tuple[object, ...]] = []
        self.removed = 0

    def CFNotificationCenterGetDistributedCenter(self):
        return self.centre

    def CFStringCreateWithCString(self, allocator, text, encoding):
        assert (allocator, encoding) == (None, 0x08000100)
        return text

    def CFNotificationCenterAddObserver(self, centre, observer, callback, name, thing, behaviour):
        self.added.append((centre, callback, name, thing, behaviour))

    def CFNotificationCenterRemoveEveryObserver(self, centre, observer):
        self.removed += 1

    def announce(self):
        self.added[0][1](None, None, None, None, None)


def test_macos_tells_by_its_distributed_notification():
    library, told = CoreFoundation(), []
    screen = MacScreen(library)
    screen.begin(lambda: told.append(True))
    ((centre, _, name, thing, behaviour),) = library.added
    assert (centre, name, thing, behaviour) == (1, NAME.encode(), None, 4)
    library.announce()
    assert told == [True]
    screen.end()
    library.announce()
    assert (told, library.removed, screen.works) == ([True], 1, False)


def test_macos_without_a_notification_centre_stays_silent():
    screen = MacScreen(CoreFoundation(centre=None))
    screen.begin(lambda: None)
    assert not screen.works
