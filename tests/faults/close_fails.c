/* close() of a file whose path holds $CLOSE_FAILS closes it and says EIO, as network drives and quotas do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int close(int descriptor) {
    static int (*real)(int);
    char link[64], path[4096];
    const char *part = getenv("CLOSE_FAILS");
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "close");
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t size = readlink(link, path, sizeof path - 1);
    int result = real(descriptor);
    if (size > 0 && part) {
        path[size] = 0;
        if (strstr(path, part)) { errno = EIO; return -1; }
    }
    return result;
}
