#include <libpq-fe.h>
// Glibc's Swift module leaves eventfd out; the thread that owns libpq's connections is woken by one.
#include <sys/eventfd.h>
