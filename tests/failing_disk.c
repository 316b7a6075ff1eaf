/* Lets one call of one kind fail, once, below one folder: what a disk does that is full, worn out or pulled.
   FAILING_CALL names it, FAILING_AT says which one, FAILING_BELOW where; FAILING_SAID is written when it failed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long seen;

static int fails(const char *call, const char *path, int error) {
    const char *which = getenv("FAILING_CALL"), *at = getenv("FAILING_AT");
    const char *below = getenv("FAILING_BELOW"), *said = getenv("FAILING_SAID");
    if (!which || !at || !below || !said || strcmp(which, call) || strncmp(path, below, strlen(below)))
        return 0;
    if (__sync_add_and_fetch(&seen, 1) != atol(at) || access(said, F_OK) == 0)
        return 0;
    int file = open(said, O_CREAT | O_WRONLY, 0600);
    if (file >= 0)
        close(file);
    errno = error;
    return 1;
}

static int fails_at(const char *call, int descriptor, int error) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(call, path, error);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int fsync(int f) { return fails_at("fsync", f, EIO) ? -1 : REAL(int, "fsync", int)(f); }
int fdatasync(int f) { return fails_at("fdatasync", f, EIO) ? -1 : REAL(int, "fdatasync", int)(f); }
ssize_t write(int f, const void *d, size_t n) {
    return fails_at("write", f, ENOSPC) ? -1 : REAL(ssize_t, "write", int, const void *, size_t)(f, d, n);
}
ssize_t pwrite64(int f, const void *d, size_t n, off64_t o) {
    return fails_at("write", f, ENOSPC) ? -1
                                        : REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(f, d, n, o);
}
ssize_t pwrite(int f, const void *d, size_t n, off_t o) { return pwrite64(f, d, n, o); }
int link(const char *a, const char *b) {
    return fails("link", b, EIO) ? -1 : REAL(int, "link", const char *, const char *)(a, b);
}
int rename(const char *a, const char *b) {
    return fails("rename", b, EIO) ? -1 : REAL(int, "rename", const char *, const char *)(a, b);
}
int unlink(const char *a) { return fails("unlink", a, EIO) ? -1 : REAL(int, "unlink", const char *)(a); }
int mkdir(const char *a, mode_t m) {
    return fails("mkdir", a, ENOSPC) ? -1 : REAL(int, "mkdir", const char *, mode_t)(a, m);
}
