"""Too little memory and a real disk that fills up, for the process of ``serving.py``."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import shutil
from pathlib import Path

from ssp_desktop.errors import UserError
from tests.faults.bench import Bench
from tests.faults.killing import Result, in_a_child, prepared, raised_in
from tests.faults.oracle import State, faults_in, state_of
from tests.faults.scenarios import Scenario

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 96
NEW_MOUNTS, NEW_USER = 0x00020000, 0x10000000
PRIVATE = 0x00044000
READ_ONLY_FROM_NOW = 0x00000021
ROOM_STEP = 16 * 1024
MOST_ROOM = 640 * 1024
ROOM_ENOUGH = 64 * MEGABYTE


def little_memory(scenario: Scenario, built: Bench, work: Path, every: int) -> Result:
    """Do the act with so many megabytes more than the process has, from none on."""
    before = prepared(scenario, built, work)
    result = Result(scenario.name)
    states: set[State] = set()
    for megabytes in reversed(range(0, MOST_MEGABYTES, every)):
        bench = before.copy_to(work / "bench")

        def act(bench: Bench = bench, megabytes: int = megabytes) -> None:
            limit = _address_space() + megabytes * MEGABYTE
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            _try(scenario, bench)

        status = in_a_child(work, act)
        result.points += 1
        where = f"{megabytes} megabytes"
        if os.WIFSIGNALED(status):
            result.faults.append(f"{where}: ended by signal {os.WTERMSIG(status)}")
        elif status and "MemoryError" not in raised_in(work):
            result.faults.append(f"{where}: {raised_in(work)}")
        _look(result, where, bench, scenario, states)
    return _counted(result, scenario, states)


def fill_up(scenario: Scenario, built: Bench, work: Path, every: int) -> Result:
    """Do the act on a disk with less and less room; 0 points when this account may not mount one."""
    before = prepared(scenario, built, work)
    result = Result(scenario.name)
    used = sum(_blocks(each) for each in before.disk.rglob("*"))
    states: set[State] = set()
    for room in range(MOST_ROOM, -1, -ROOM_STEP * every):
        bench = before.copy_to(work / "bench")
        left = work / "left"
        shutil.rmtree(left, ignore_errors=True)

        def act(bench: Bench = bench, room: int = room, left: Path = left) -> None:
            mount_small_disk(bench.disk, used + room)
            shutil.copytree(before.disk, bench.disk, dirs_exist_ok=True)
            _try(scenario, bench)
            shutil.copytree(bench.disk, left)

        if in_a_child(work, act) != 0:
            if "may not mount" in raised_in(work):
                return result
            result.faults.append(f"{room} bytes: {raised_in(work)}")
            continue
        shutil.rmtree(bench.disk)
        left.rename(bench.disk)
        result.points += 1
        _look(result, f"{room} bytes", bench, scenario, states)
    return _counted(result, scenario, states)


def read_only(scenario: Scenario, built: Bench, work: Path, _every: int) -> Result:
    """Do the act, sign-in and all, where nothing can be written; 0 points when this account may not mount."""
    before = prepared(scenario, built, work)
    bench = before.copy_to(work / "bench")
    left, told = work / "left", work / "told"
    shutil.rmtree(left, ignore_errors=True)
    told.write_text("", encoding="utf-8")
    result = Result(scenario.name)

    def act() -> None:
        mount_small_disk(bench.disk, ROOM_ENOUGH)
        shutil.copytree(before.disk, bench.disk, dirs_exist_ok=True)
        _mount(bench.disk, READ_ONLY_FROM_NOW, b"")
        told.write_text(_try(scenario, bench), encoding="utf-8")
        shutil.copytree(bench.disk, left)

    if in_a_child(work, act) != 0:
        if "may not mount" not in raised_in(work):
            result.faults.append(raised_in(work))
        return result
    shutil.rmtree(bench.disk)
    left.rename(bench.disk)
    result.points = 1
    if not told.read_text(encoding="utf-8"):
        result.faults.append("nothing was told")
    if state_of(Bench(bench.root, bench.recovery_key, bench.now)) != state_of(before.copy_to(work / "same")):
        result.faults.append("something was changed")
    return result


def mount_small_disk(folder: Path, size: int) -> None:
    """Mount a disk in memory at ``folder``, seen by this process alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_MOUNTS if user == 0 else NEW_MOUNTS | NEW_USER):
        raise OSError(ctypes.get_errno(), "this account may not mount a disk")
    if user:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")
    _mount(Path("/"), PRIVATE, None)
    _mount(folder, 0, f"size={size},mode=700".encode("ascii"))


def _mount(folder: Path, flags: int, options: bytes | None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", flags, options):
        raise OSError(ctypes.get_errno() or errno.EPERM, "this account may not mount a disk")


def _counted(result: Result, scenario: Scenario, states: set[State]) -> Result:
    result.states = len(states)
    if len(states) > scenario.changes + 1:
        result.faults.append(f"{len(states)} different states after {scenario.changes} changes")
    return result


def _try(scenario: Scenario, bench: Bench) -> str:
    """Do it, sign-in and all. What is told in words is no fault."""
    try:
        scenario.begin(bench)()
    except UserError as error:
        return str(error)
    return ""


def _look(result: Result, where: str, left: Bench, scenario: Scenario, states: set[State]) -> None:
    left = Bench(left.root, left.recovery_key, left.now)
    # Whether the sign-in before the act was done is no state of the act.
    traces = ("audit_entry ", "sign_in_session ", "account ")
    states.add(tuple(line for line in state_of(left) if not line.startswith(traces)))
    result.faults += [f"{where}: {fault}" for fault in faults_in(left, scenario.witnesses)]


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _blocks(path: Path) -> int:
    return -(-path.stat().st_size // 4096) * 4096 if path.is_file() else 4096
