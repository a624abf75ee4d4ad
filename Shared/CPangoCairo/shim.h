#include <cairo-pdf.h>
#include <pango/pangocairo.h>

// g_object_unref takes a gpointer; a layout is what we free by it.
static inline void clikc_layout_free(PangoLayout *layout) { g_object_unref(layout); }
