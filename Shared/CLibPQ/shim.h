#include <libpq-fe.h>
// Glibc's Swift module leaves these out; the threads that wait for libpq's connections use them.
#include <sys/epoll.h>
#include <sys/eventfd.h>
