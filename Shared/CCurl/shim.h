#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function for
// each kind of argument.

static inline CURLcode clikc_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_list(CURL *handle, CURLoption option,
                                           struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

// libcurl calls it with what to fill, the two factors of its size and the pointer set beside it.
typedef size_t (*clikc_curl_data_function)(char *, size_t, size_t, void *);

static inline CURLcode clikc_curl_set_function(CURL *handle, CURLoption option,
                                               clikc_curl_data_function function) {
  return curl_easy_setopt(handle, option, function);
}
