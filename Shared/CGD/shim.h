#include <gd.h>
#include <malloc.h>

// Says nothing: broken pictures are told by the functions' answers, and standard error is the log's.
static inline void clikc_gd_silent(int priority, const char *format, va_list arguments) {}
static inline void clikc_gd_silence(void) { gdSetErrorMethod(clikc_gd_silent); }

// A picture just decoded may have been hundreds of megabytes; they go back to the system.
static inline void clikc_gd_release_memory(void) { malloc_trim(0); }

static inline int clikc_gd_white(gdImagePtr image) { return gdImageColorAllocate(image, 255, 255, 255); }
