/* Breaks what a process does to the files below one folder, at its n-th call: killed, torn in half, or refused.
 *
 * Loaded with LD_PRELOAD, it stands before the C library's calls that change files, so that SQLite's own C code is
 * caught as well as Python's. It does nothing until `faults_arm` is called. Built and used by tests/faults/shim.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* What happens at the call (tests/faults/shim.py names the same numbers). */
enum { COUNT = 0, KILL = 1, TEAR = 2, FAIL_ONCE = 3, FAIL_FROM_THERE = 4 };
/* Which calls are counted. */
enum { WRITES = 1, FLUSHES = 2, NAMES = 4, REMOVALS = 8 };

static char folder[PATH_MAX];
static size_t folder_length;
static int armed, mode, error_number, kinds;
static long counted, at;

__attribute__((visibility("default"))) void faults_arm(const char *below, long at_call, int how, int error, int which) {
    snprintf(folder, sizeof folder, "%s", below);
    folder_length = strlen(folder);
    at = at_call;
    mode = how;
    error_number = error;
    kinds = which;
    counted = 0;
    armed = 1;
}

__attribute__((visibility("default"))) long faults_disarm(void) {
    armed = 0;
    return counted;
}

#define REAL(name) __typeof__(&name) real_##name = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int below(const char *path) {
    return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == '\0');
}

static int watched_handle(int handle) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return below(path);
}

static int watched_path(int at_folder, const char *path) {
    if (path[0] == '/')
        return below(path);
    return at_folder != AT_FDCWD && watched_handle(at_folder);
}

/* Counts one call. Returns the error that it is to fail with; 0 lets it pass. A call to be torn returns -1. */
static int due(int kind, int watched) {
    if (!watched || !(kinds & kind))
        return 0;
    counted++;
    if (mode == FAIL_FROM_THERE)
        return counted >= at ? error_number : 0;
    if (mode == COUNT || counted != at)
        return 0;
    if (mode == FAIL_ONCE)
        return error_number;
    if (mode == TEAR && kind == WRITES)
        return -1;
    kill(getpid(), SIGKILL);
    return 0;
}

static int keep_from(int kind, int watched) {
    int error = due(kind, watched);
    if (error == 0)
        return 0;
    if (error < 0)
        kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

#define WRITING(name, arguments, handle, half, whole)                                                                  \
    ssize_t name arguments {                                                                                           \
        REAL(name);                                                                                                    \
        int error = armed ? due(WRITES, watched_handle(handle)) : 0;                                                   \
        if (error < 0) {                                                                                               \
            half;                                                                                                      \
            kill(getpid(), SIGKILL);                                                                                   \
        }                                                                                                              \
        if (error > 0) {                                                                                               \
            errno = error;                                                                                             \
            return -1;                                                                                                 \
        }                                                                                                              \
        return whole;                                                                                                  \
    }

WRITING(write, (int handle, const void *bytes, size_t size), handle, (void)!real_write(handle, bytes, size / 2),
        real_write(handle, bytes, size))
WRITING(pwrite, (int handle, const void *bytes, size_t size, off_t where), handle,
        (void)!real_pwrite(handle, bytes, size / 2, where), real_pwrite(handle, bytes, size, where))
WRITING(pwrite64, (int handle, const void *bytes, size_t size, off64_t where), handle,
        (void)!real_pwrite64(handle, bytes, size / 2, where), real_pwrite64(handle, bytes, size, where))

ssize_t sendfile64(int, int, off64_t *, size_t);
WRITING(sendfile64, (int into, int from, off64_t *where, size_t size), into,
        (void)!real_sendfile64(into, from, where, size / 2), real_sendfile64(into, from, where, size))
WRITING(copy_file_range, (int from, off64_t *where, int into, off64_t *to, size_t size, unsigned flags), into,
        (void)!real_copy_file_range(from, where, into, to, size / 2, flags),
        real_copy_file_range(from, where, into, to, size, flags))

#define CALL(name, arguments, kind, watched, whole)                                                                    \
    int name arguments {                                                                                               \
        REAL(name);                                                                                                    \
        if (armed && keep_from(kind, watched))                                                                         \
            return -1;                                                                                                 \
        return whole;                                                                                                  \
    }

CALL(ftruncate, (int handle, off_t size), WRITES, watched_handle(handle), real_ftruncate(handle, size))
CALL(ftruncate64, (int handle, off64_t size), WRITES, watched_handle(handle), real_ftruncate64(handle, size))
CALL(fsync, (int handle), FLUSHES, watched_handle(handle), real_fsync(handle))
CALL(fdatasync, (int handle), FLUSHES, watched_handle(handle), real_fdatasync(handle))
CALL(rename, (const char *from, const char *to), NAMES, watched_path(AT_FDCWD, to), real_rename(from, to))
CALL(renameat, (int from_folder, const char *from, int folder, const char *to), NAMES, watched_path(folder, to),
     real_renameat(from_folder, from, folder, to))
CALL(mkdir, (const char *path, mode_t rights), NAMES, watched_path(AT_FDCWD, path), real_mkdir(path, rights))
CALL(mkdirat, (int folder, const char *path, mode_t rights), NAMES, watched_path(folder, path),
     real_mkdirat(folder, path, rights))
CALL(unlink, (const char *path), REMOVALS, watched_path(AT_FDCWD, path), real_unlink(path))
CALL(unlinkat, (int folder, const char *path, int flags), REMOVALS, watched_path(folder, path),
     real_unlinkat(folder, path, flags))
CALL(rmdir, (const char *path), REMOVALS, watched_path(AT_FDCWD, path), real_rmdir(path))

/* Opening counts only where it makes a file or empties one. */
#define OPENING(name, before, named, folder, path)                                                                     \
    int name(before const char *path, int flags, ...) {                                                                \
        REAL(name);                                                                                                    \
        mode_t rights = 0;                                                                                             \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {                                                                         \
            va_list rest;                                                                                              \
            va_start(rest, flags);                                                                                     \
            rights = va_arg(rest, mode_t);                                                                             \
            va_end(rest);                                                                                              \
        }                                                                                                              \
        int makes = (flags & O_TRUNC) || ((flags & O_CREAT) && faccessat(folder, path, F_OK, 0) != 0);                 \
        if (armed && makes && keep_from(NAMES, watched_path(folder, path)))                                            \
            return -1;                                                                                                 \
        return real_##name(named path, flags, rights);                                                                 \
    }
#define COMMA ,
OPENING(open, , , AT_FDCWD, path)
OPENING(open64, , , AT_FDCWD, path)
OPENING(openat, int folder_handle COMMA, folder_handle COMMA, folder_handle, path)
OPENING(openat64, int folder_handle COMMA, folder_handle COMMA, folder_handle, path)
